import type { Memory, RememberedStep } from "../history/memory.ts";

type StepPlace = Pick<RememberedStep, "platform" | "stage" | "index">;
type StagePlace = Omit<StepPlace, "index">;

/** What an earlier run left, by the place. */
export interface Past {
  readonly stepAt: (place: StepPlace) => RememberedStep | undefined;
  /** The base image of a stage, with its digest. */
  readonly baseAt: (place: StagePlace) => string | undefined;
}

/** Finds one's way in what an earlier run left. */
export function pastOf({ steps, bases }: Memory): Past {
  const stepsByPlace = new Map(steps.map((step) => [keyOf(step, step.index), step]));
  const basesByPlace = new Map(bases.map((base) => [keyOf(base, 1), base.image]));
  return {
    stepAt: (place) => stepsByPlace.get(keyOf(place, place.index)),
    baseAt: (place) => basesByPlace.get(keyOf(place, 1)),
  };
}

function keyOf({ platform, stage }: StagePlace, index: number): string {
  return JSON.stringify([platform, stage, index]);
}
