import type { BaseImage } from "../progress/step-reader.ts";
import type { Step } from "../progress/step.ts";
import type { SolveFigures } from "./solve-figures.ts";
import { isCopy } from "../progress/step-kind.ts";

/**
 * The image that the stage of each step starts from, be it by way of other stages, by the step's id. Undefined for
 * steps of stages `FROM scratch`, and where it cannot be told.
 */
export function stageBases({ steps, baseImages }: SolveFigures): ReadonlyMap<string, BaseImage | undefined> {
  const known = new Map(steps.map((step) => [step.id, step]));
  const bases = new Map<string, BaseImage | undefined>(baseImages.map((image) => [image.id, image]));
  for (const step of steps) {
    const passed: string[] = [];
    let id: string | undefined = step.id;
    while (id !== undefined && !bases.has(id)) {
      // Also ends a way that leads back to itself.
      bases.set(id, undefined);
      passed.push(id);
      id = continuedBy(known.get(id));
    }
    const base = id === undefined ? undefined : bases.get(id);
    for (const one of passed) bases.set(one, base);
  }
  return bases;
}

/** A copy that has nothing but its source may be the first step of a stage `FROM scratch`, so that it tells nothing. */
function continuedBy(step: Step | undefined): string | undefined {
  if (step === undefined || (isCopy(step) && step.inputs.length < 2)) return undefined;
  return step.inputs[0];
}
