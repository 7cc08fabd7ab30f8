import type { EmulationCost } from "./metrics.ts";
import type { RunStep } from "./run-steps.ts";
import { isRun } from "../progress/step-kind.ts";

/**
 * What emulation cost; undefined where nothing was executed under emulation, and where it cannot be told of everything
 * that was executed.
 * @param emulated whether a step ran under emulation, by its id, as far as that is known
 */
export function emulationCost(
  steps: readonly RunStep[],
  emulated: ReadonlyMap<string, boolean>,
): EmulationCost | undefined {
  const executed = steps.filter((step) => step.state === "executed" && isRun(step));
  if (executed.some(({ id }) => !emulated.has(id))) return undefined;
  const slow = executed.filter(({ id }) => emulated.get(id));
  if (slow.length === 0) return undefined;
  const native = new Map(executed.filter(({ id }) => !emulated.get(id)).map((step) => [placeOf(step), step]));
  const pairs = slow.flatMap((step) => {
    const same = native.get(placeOf(step));
    return same === undefined ? [] : [{ step, same }];
  });
  return {
    steps: slow.length,
    durationMs: totalMs(slow),
    ...(pairs.length > 0 && {
      compared: {
        steps: pairs.length,
        emulatedMs: totalMs(pairs.map(({ step }) => step)),
        nativeMs: totalMs(pairs.map(({ same }) => same)),
      },
    }),
  };
}

function placeOf({ stage, index, command }: RunStep): string {
  return JSON.stringify([stage, index, command]);
}

function totalMs(steps: readonly RunStep[]): number {
  return steps.reduce((sum, { durationMs }) => sum + Math.max(0, durationMs), 0);
}
