import type { Step } from "../progress/step.ts";
import { lastSteps } from "./image-steps.ts";
import type { RunStep } from "./run-steps.ts";
import { stageName } from "./run-steps.ts";
import type { SolveFigures } from "./solve-figures.ts";
import { isRun } from "../progress/step-kind.ts";

/** What is known of a run's steps. */
interface Known {
  /** The platforms that are emulated. */
  readonly emulated: ReadonlySet<string>;
  /** The ids of the images that stages start from, by the ids of steps. */
  readonly bases: ReadonlyMap<string, string | undefined>;
}

/** What is known of the stages of a solve. */
interface Stages {
  /** Those whose base is known. */
  readonly names: ReadonlySet<string>;
  /** The ids of their bases. */
  readonly bases: ReadonlySet<string>;
}

/**
 * Tells by the ids of steps that run programs whether these are run under emulation. A step is left out where it cannot
 * be told: the stage may be on the platform of the build machine.
 */
export function emulatedSteps(
  solves: readonly SolveFigures[],
  steps: readonly RunStep[],
  emulated: ReadonlySet<string>,
): ReadonlyMap<string, boolean> {
  const known: Known = { emulated, bases: new Map(steps.map(({ id, base }) => [id, base?.id])) };
  const stages = solves.map((solve) => stagesOf(solve, known));
  return new Map(
    solves.flatMap((solve, at) => {
      const others = stages.filter((_, index) => index !== at);
      const isEmulated = emulationIn(solve, others, known);
      return solve.steps.filter(isRun).flatMap((step) => {
        const answer = isEmulated(step);
        return answer === undefined ? [] : [[step.id, answer] as const];
      });
    }),
  );
}

/** How to tell it of the steps of a solve. */
function emulationIn(
  solve: SolveFigures,
  others: readonly Stages[],
  known: Known,
): (step: Step) => boolean | undefined {
  const { emulated } = known;
  const [platform = "", ...more] = solve.platforms;
  if (more.length > 0) return (step) => emulationByName(step, emulated);
  if (!emulated.has(platform)) return () => false;
  const own = imageBase(solve, known);
  return (step) => {
    const base = known.bases.get(step.id);
    if (base === undefined) return undefined;
    // For which platform a base image is, is in its id. A stage for the build machine has the same in all solves.
    if (others.some(({ bases }) => bases.has(base))) return false;
    return base === own || others.some(({ names }) => names.has(stageName(step))) ? true : undefined;
  };
}

/** Of a solve for several platforms the names of steps say it, but not in stages `FROM scratch`. */
function emulationByName({ runsOn, platform }: Step, emulated: ReadonlySet<string>): boolean | undefined {
  if (runsOn !== undefined) return emulated.has(runsOn);
  return platform === undefined || emulated.has(platform) ? undefined : false;
}

function stagesOf({ steps, baseImages }: SolveFigures, { bases }: Known): Stages {
  const based = steps.flatMap((step) => {
    const base = bases.get(step.id);
    return base === undefined ? [] : [{ name: stageName(step), base }];
  });
  return {
    names: new Set(based.map(({ name }) => name)),
    bases: new Set([...based.map(({ base }) => base), ...baseImages.map(({ id }) => id)]),
  };
}

/** The id of what the image of a solve is based on, which is for the platform of the image. */
function imageBase({ steps }: SolveFigures, { bases }: Known): string | undefined {
  const isWhole = steps.every(({ state }) => state === "executed" || state === "cached");
  const [last, ...more] = lastSteps(steps);
  return isWhole && more.length === 0 && last !== undefined ? bases.get(last.id) : undefined;
}
