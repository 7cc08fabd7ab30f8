import { printDuration } from "../figures.ts";
import { code, plain } from "../markdown.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Plan } from "../plan.ts";
import { hitRatio } from "../progress/step-count.ts";
import { printTagged } from "../reference.ts";
import type { Verified } from "../verified.ts";
import { enumerate, printCount } from "./enumeration.ts";
import { printShare } from "./percent.ts";
import { shortDigest } from "./short-digest.ts";

/** More tags than these are counted only. */
const MOST_TAGS = 4;

/** What came of the run, in a heading, and what belongs to it in a sentence or two below. */
export function headline(plan: Plan, metrics: Metrics, verified: Verified | undefined): string {
  const platforms = printCount(plan.platforms.length, "platform");
  const heading = `${outcome(plan, verified)} for ${platforms} in ${printDuration(metrics.durationMs)}`;
  const details = [...whereItIs(plan, verified), ...saved(metrics)].join(" ");
  return [`### ${heading}${cachedShare(metrics)}`, details].filter((part) => part !== "").join("\n\n");
}

function outcome({ publish, references }: Plan, verified: Verified | undefined): string {
  if (!publish.push) return "☑️ Built";
  const names = enumerate(
    references.map((reference) => code(printTagged(reference))),
    MOST_TAGS,
  );
  return `${verified === undefined ? "⚠️ Pushed" : "✅ Published"} ${names}`;
}

function whereItIs({ publish }: Plan, verified: Verified | undefined): readonly string[] {
  if (!publish.push) return [`Not published: ${plain(publish.reason)}.`];
  if (verified === undefined) return ["Not verified: what the registry has was not read back."];
  return [`Its digest is ${code(shortDigest(verified.digest))}.`];
}

function cachedShare({ steps, cache }: Metrics): string {
  const { total, cached } = steps;
  if (total === 0 || (cached === 0 && cache.backend === "off")) return "";
  if (cached === 0) return ", with nothing from the cache";
  const count = cached === total && total > 1 ? `all ${total}` : `${cached} of ${total}`;
  return `, with ${count} steps from the cache (${printShare(hitRatio(steps))})`;
}

function saved({ timeSavedMs = 0 }: Metrics): readonly string[] {
  return timeSavedMs > 0 ? [`The cache saved about ${printDuration(timeSavedMs)} of work.`] : [];
}
