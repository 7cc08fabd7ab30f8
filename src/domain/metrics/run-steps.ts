import { distinctSteps } from "../progress/step-count.ts";
import type { BaseImage } from "../progress/step-reader.ts";
import type { Step } from "../progress/step.ts";
import { imageSteps } from "./image-steps.ts";
import type { SolveFigures } from "./solve-figures.ts";
import { stageBases } from "./stage-bases.ts";

/** A step of a run, of whose solves several may tell of it. */
export interface RunStep extends Step {
  /** Those whose image it is part of. */
  readonly platforms: readonly string[];
  /** What its stage starts from; undefined for scratch, and where it cannot be told. */
  readonly base: BaseImage | undefined;
}

/** The steps of all solves, each once, in the order in which they began. */
export function runSteps(solves: readonly SolveFigures[]): readonly RunStep[] {
  const images = solves.flatMap((solve) => [...imageSteps(solve)]);
  // What a step is made from is in its id, so that all solves tell the same.
  const bases = new Map(solves.flatMap((solve) => [...stageBases(solve)]));
  return distinctSteps(solves.map(({ steps }) => steps))
    .map((step) => ({
      ...step,
      platforms: images.flatMap(([platform, ids]) => (ids.has(step.id) ? [platform] : [])),
      base: bases.get(step.id),
    }))
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs);
}

/** The name of a stage as metrics have it: empty in a Dockerfile whose only stage has none. */
export function stageName({ stage = "" }: Pick<Step, "stage">): string {
  return stage;
}
