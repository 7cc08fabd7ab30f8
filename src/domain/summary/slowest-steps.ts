import { printDuration } from "../figures.ts";
import type { Column } from "../markdown.ts";
import { table } from "../markdown.ts";
import type { Metrics, StepMetrics } from "../metrics/metrics.ts";
import { shownName } from "./shown-name.ts";
import { platformNames, stepCommand } from "./step-cells.ts";

const MOST_ROWS = 10;

/** Where the time went: the steps that took longest. */
export function slowestSteps(metrics: Metrics): string {
  const steps = metrics.slowestSteps.slice(0, MOST_ROWS);
  if (steps.length === 0) return "";
  const columns: readonly Column<StepMetrics>[] = [
    { head: "Step", cell: stepCommand },
    { head: "Stage", cell: ({ stage }) => shownName(stage) },
    { head: "Platforms", cell: ({ platforms }) => platformNames(platforms, metrics) },
    { head: "Time", align: "right", cell: ({ durationMs }) => printDuration(durationMs) },
    { head: "Run", cell: ({ emulated }) => (emulated ? "emulated" : "natively") },
  ];
  return `#### Slowest steps\n\n${table(columns, steps)}`;
}
