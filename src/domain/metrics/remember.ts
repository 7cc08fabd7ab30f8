import type { Memory, RememberedBase, RememberedStep } from "../history/memory.ts";
import type { Past } from "./past.ts";
import { pastOf } from "./past.ts";
import type { RunStep } from "./run-steps.ts";
import { runSteps, stageName } from "./run-steps.ts";
import { shortCommand } from "./short-command.ts";
import type { SolveFigures } from "./solve-figures.ts";
import { executedMsAt } from "./time-saved.ts";

/** Each is some 200 bytes, and what takes no time is not worth them. */
const MAX_STEPS = 500;

/**
 * What a run that succeeded leaves to the next: its steps, for each platform whose image they are part of, and its base
 * images. Of very many steps those that took longest are kept.
 * @param memory what the run itself was left: what the steps took that were in the cache this time
 */
export function rememberRun(solves: readonly SolveFigures[], memory: Memory | undefined): Memory {
  const steps = runSteps(solves);
  const past = pastOf(memory ?? { steps: [], bases: [] });
  return {
    steps: steps
      .flatMap((step) => step.platforms.flatMap((platform) => rememberStep(step, platform, past)))
      .toSorted(({ executedMs: one = -1 }, { executedMs: other = -1 }) => other - one)
      .slice(0, MAX_STEPS),
    bases: rememberBases(steps),
  };
}

function rememberStep(step: RunStep, platform: string, past: Past): readonly RememberedStep[] {
  const { id, index, state } = step;
  if (state !== "executed" && state !== "cached") return [];
  const executedMs = state === "executed" ? step.durationMs : executedMsAt(step, platform, past);
  return [
    {
      platform,
      stage: stageName(step),
      index,
      command: shortCommand(step.command),
      id,
      // A clock that went backwards tells nothing.
      ...(executedMs !== undefined && executedMs >= 0 && { executedMs }),
    },
  ];
}

function rememberBases(steps: readonly RunStep[]): readonly RememberedBase[] {
  const bases = new Map<string, RememberedBase>();
  for (const step of steps) {
    if (step.base === undefined) continue;
    const { image } = step.base;
    const stage = stageName(step);
    for (const platform of step.platforms) {
      bases.set(JSON.stringify([platform, stage]), { platform, stage, image });
    }
  }
  return [...bases.values()];
}
