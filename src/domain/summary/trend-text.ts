import { printBytes, printDuration } from "../figures.ts";
import type { Trend } from "../history/trend.ts";
import type { Column } from "../markdown.ts";
import { code, table } from "../markdown.ts";
import type { ChangeKind, Metrics } from "../metrics/metrics.ts";
import { printCount } from "./enumeration.ts";
import { printShare, printSignedShare } from "./percent.ts";
import { sparkline } from "./sparkline.ts";

const MOST_BARS = 20;
const KINDS: Readonly<Record<ChangeKind, string>> = {
  nothing: "a run without changes",
  sources: "a change of sources",
  dependencies: "a change of dependencies",
  base: "a new base image",
};
const COLUMNS: readonly Column<Trend>[] = [
  { head: "Usual time", align: "right", cell: ({ medianMs }) => printDuration(medianMs) },
  { head: "9 of 10 within", align: "right", cell: ({ p90Ms }) => printDuration(p90Ms) },
  { head: "Cached steps", align: "right", cell: ({ cachedShare }) => printShare(cachedShare) },
  {
    head: "All images",
    align: "right",
    cell: ({ medianBytes }) => (medianBytes === undefined ? "" : printBytes(medianBytes)),
  },
  { head: "Failed", align: "right", cell: ({ failureRate }) => printShare(failureRate) },
  { head: "Tried again", align: "right", cell: ({ retryRate }) => printShare(retryRate) },
  { head: "Builds a day", align: "right", cell: ({ buildsPerDay }) => buildsPerDay?.toFixed(1) ?? "" },
];

/** How this run stands among the earlier ones of its image and branch. */
export function trendText(trend: Trend, metrics: Metrics): string {
  return [
    "#### Trend",
    ...expectation(metrics),
    ...drawing(trend.durationsMs.slice(-MOST_BARS)),
    table(COLUMNS, [trend]),
    `These figures are of the ${printCount(trend.runs, "earlier run")} known of this image on this branch.`,
  ].join("\n\n");
}

function expectation({ prediction, durationMs }: Metrics): readonly string[] {
  if (prediction === undefined) return [];
  const { expectedMs, kind, actualKind, error } = prediction;
  const turn = actualKind === kind ? "" : ` It turned out to be ${KINDS[actualKind]}.`;
  return [
    `Expected ${printDuration(expectedMs)} for ${KINDS[kind]}; took ${printDuration(durationMs)} ` +
      `(${printSignedShare(error)}).${turn}`,
  ];
}

function drawing(durationsMs: readonly number[]): readonly string[] {
  const [oldest = 0, ...later] = durationsMs;
  const newest = later.at(-1);
  if (newest === undefined) return [];
  return [
    `${code(sparkline(durationsMs))} The last ${durationsMs.length} runs, from ${printDuration(oldest)} for the oldest to ` +
      `${printDuration(newest)} for this one.`,
  ];
}
