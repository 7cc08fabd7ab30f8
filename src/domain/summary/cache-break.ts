import type { Column } from "../markdown.ts";
import { table } from "../markdown.ts";
import type { Change, FirstMiss, Metrics } from "../metrics/metrics.ts";
import { printCount } from "./enumeration.ts";
import { shownName } from "./shown-name.ts";
import { platformNames, stepCommand } from "./step-cells.ts";

const MOST_ROWS = 20;
const CHANGES: Readonly<Record<Change, string>> = {
  command: "the command",
  files: "the files that it copies",
  base: "the base image",
};

/** A first miss with the platforms whose cache broke there. */
interface Break extends FirstMiss {
  readonly platforms: readonly string[];
}

/** From which steps on the cache could not be used. There is none where the cache had everything, or nothing yet. */
export function cacheBreak(metrics: Metrics): string {
  const { steps, cache } = metrics;
  const breaks = breaksOf(metrics);
  if (cache.backend === "off" || breaks.length === 0 || steps.cached === steps.total) return "";
  if (isFirst(metrics)) return firstRun(metrics);
  const columns: readonly Column<Break>[] = [
    { head: "First step to run again", cell: stepCommand },
    { head: "Stage", cell: ({ stage }) => shownName(stage) },
    { head: "What changed", cell: ({ changed }) => (changed === undefined ? "" : CHANGES[changed]) },
    { head: "Platforms", cell: ({ platforms }) => platformNames(platforms, metrics) },
  ];
  return `#### The cache broke here\n\n${table(columns, breaks, MOST_ROWS)}`;
}

/** A run for which nothing was there to break: no step of it was in a cache, and no earlier run is known. */
function isFirst({ steps, cache, platforms }: Metrics): boolean {
  const entries = cache.restored?.entries ?? 0;
  const known = platforms.some(({ firstMiss }) => firstMiss.some(({ changed }) => changed !== undefined));
  return steps.cached === 0 && entries === 0 && !known;
}

function firstRun({ steps }: Metrics): string {
  return `As in every first run, all ${printCount(steps.executed, "step")} had to be run.`;
}

function breaksOf({ platforms }: Metrics): readonly Break[] {
  const breaks = new Map<string, Break>();
  for (const { platform, firstMiss } of platforms) {
    for (const miss of firstMiss) {
      const key = JSON.stringify([miss.stage, miss.index, miss.command, miss.changed]);
      const known = breaks.get(key)?.platforms ?? [];
      breaks.set(key, { ...miss, platforms: [...known, platform] });
    }
  }
  return [...breaks.values()];
}
