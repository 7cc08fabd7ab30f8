import { describeCache } from "../cache-report.ts";
import { plain } from "../markdown.ts";
import type { Metrics } from "../metrics/metrics.ts";

/** More sentences than these are not shown: each problem of the cache is one. */
const MOST_SENTENCES = 10;
/** The headline counts the steps. */
const NOT_COUNTED = { total: 0, cached: 0, executed: 0, failed: 0 };

/** What the cache did, as a paragraph; empty where there is none. */
export function cacheText({ cache }: Metrics): string {
  return describeCache(NOT_COUNTED, cache)
    .slice(0, MOST_SENTENCES)
    .map((sentence) => plain(sentence))
    .join(" ");
}
