import type { StepMetrics } from "./metrics.ts";
import type { RunStep } from "./run-steps.ts";
import { stageName } from "./run-steps.ts";
import { shortCommand } from "./short-command.ts";

const MAX_STEPS = 20;

/** What steps are measured by. */
export interface Clock {
  /** When the run began, since the epoch. */
  readonly startedAtMs: number;
  /** What the run took: no step of it began later. */
  readonly durationMs: number;
}

/**
 * The steps that were executed, or failed, and took longest, the longest first.
 * @param emulated whether a step ran under emulation, by its id, as far as that is known
 */
export function slowestSteps(
  steps: readonly RunStep[],
  emulated: ReadonlyMap<string, boolean>,
  clock: Clock,
): readonly StepMetrics[] {
  return steps
    .filter(({ state }) => state === "executed" || state === "failed")
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .slice(0, MAX_STEPS)
    .map((step) => ({
      platforms: step.platforms,
      stage: stageName(step),
      index: step.index,
      command: shortCommand(step.command),
      state: step.state,
      emulated: emulated.get(step.id) ?? false,
      startMs: startIn(clock, step),
      durationMs: Math.max(0, step.durationMs),
      pulledBytes: step.pulledBytes,
    }));
}

/** The builder's clock may be another than that of the run, and either may be set back. */
function startIn({ startedAtMs, durationMs }: Clock, step: RunStep): number {
  return Math.min(Math.max(0, Math.round(step.startedAtMs - startedAtMs)), durationMs);
}
