import type { StepPlace } from "../dockerfile/step-place.ts";
import { placeStep } from "../dockerfile/step-place.ts";
import type { PlatformMetrics } from "../metrics/metrics.ts";
import type { Step } from "../progress/step.ts";
import type { AdviceFacts } from "./facts.ts";

/** A step, the instruction that it comes of, and the platform whose image it is for. */
export interface PlacedStep extends StepPlace {
  readonly step: Step;
  readonly platform: PlatformMetrics;
}

/** The steps of a run whose instruction and platform are certain, in the order of the solves. */
export function placeSteps({ dockerfile, metrics, solves }: AdviceFacts): readonly PlacedStep[] {
  if (dockerfile === undefined) return [];
  return solves.flatMap(({ platforms, steps }) =>
    steps.flatMap((step) => {
      const name = step.platform ?? (platforms.length === 1 ? platforms[0] : undefined);
      const platform = metrics.platforms.find((known) => known.platform === name);
      const place = placeStep(dockerfile, step);
      return platform === undefined || place === undefined ? [] : { step, platform, ...place };
    }),
  );
}
