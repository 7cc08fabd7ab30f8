import type { ChangeKind } from "../metrics/metrics.ts";
import type { SolveFigures } from "../metrics/solve-figures.ts";
import { installsDependencies } from "./dependency-install.ts";
import type { Memory } from "./memory.ts";

/**
 * Tells which kind of change a run was for, by what had to be executed: nothing; something on another base image than
 * the last run's; an installation of dependencies, because they changed or something before them; or anything else.
 * @param memory what the last run left, if there was one
 */
export function changeKind(
  solves: readonly Pick<SolveFigures, "steps" | "baseImages">[],
  memory: Memory | undefined,
): ChangeKind {
  const executed = solves
    .flatMap(({ steps }) => steps)
    .filter(({ state }) => state === "executed" || state === "failed");
  if (executed.length === 0) return "nothing";
  if (memory !== undefined && hasNewBase(solves, memory)) return "base";
  return executed.some(({ command }) => installsDependencies(command)) ? "dependencies" : "sources";
}

/** A stage that is new, or that has another number than before, has no new base image. */
function hasNewBase(solves: readonly Pick<SolveFigures, "baseImages">[], { bases }: Memory): boolean {
  const knownImages = new Set(bases.map(({ image }) => image));
  const knownStages = new Set(bases.map(({ stage }) => stage));
  return solves
    .flatMap(({ baseImages }) => baseImages)
    .some(({ stage = "", image }) => knownStages.has(stage) && !knownImages.has(image));
}
