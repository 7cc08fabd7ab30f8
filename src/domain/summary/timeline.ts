import { fence } from "../markdown.ts";
import type { Metrics, Phase } from "../metrics/metrics.ts";
import type { Bar } from "./gantt.ts";
import { ganttChart } from "./gantt.ts";

/** More bars of a kind than these would be a chart that nobody reads. */
const MOST_BARS = 20;

/** When each phase ran and when each platform was built, as a chart. */
export function timeline({ durationMs, phases, platforms }: Metrics): string {
  const builds = platforms.flatMap(({ platform, emulated, startMs, durationMs: tookMs }): readonly Bar[] => {
    if (startMs === undefined || tookMs === undefined) return [];
    return [{ name: emulated ? `${platform} (emulated)` : platform, startMs, durationMs: tookMs }];
  });
  if (phases.length + builds.length === 0) return "";
  const groups = [
    // The whole run comes first, so that the axis begins at 0.
    { title: "Run", bars: [{ name: "whole run", startMs: 0, durationMs }, ...longest(phases)] },
    { title: "Platforms", bars: longest(builds) },
  ];
  const chart = ganttChart(groups.filter(({ bars }) => bars.length > 0));
  return ["#### Timeline", fence("mermaid", chart), ...omission(phases)].join("\n\n");
}

/** Those that took longest, in the order that they have. */
function longest(bars: readonly Bar[]): readonly Bar[] {
  const kept = new Set(bars.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, MOST_BARS));
  return bars.filter((bar) => kept.has(bar));
}

function omission(phases: readonly Phase[]): readonly string[] {
  return phases.length > MOST_BARS ? [`Shown are the ${MOST_BARS} longest of ${phases.length} phases.`] : [];
}
