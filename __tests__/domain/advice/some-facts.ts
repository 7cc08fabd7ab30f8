import type { AdviceFacts, ImageLayers } from "../../../src/domain/advice/facts.ts";
import type { Dockerfile } from "../../../src/domain/dockerfile/dockerfile.ts";
import { placeStep } from "../../../src/domain/dockerfile/step-place.ts";
import type { SolveFigures } from "../../../src/domain/metrics/solve-figures.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { aMetrics, anEmulatedPlatform, aPlatformMetrics } from "../../support/a-metrics.ts";
import { aStep } from "../progress/a-progress.ts";

/** A run for linux/amd64, native, and linux/arm64, emulated, of which nothing else is known. */
export function someFacts(overrides: Partial<AdviceFacts> = {}): AdviceFacts {
  return {
    metrics: aMetrics({
      platforms: [aPlatformMetrics({ firstMiss: [] }), anEmulatedPlatform({ firstMiss: [] })],
    }),
    solves: [],
    images: [],
    ...overrides,
  };
}

/** A solve for a platform. */
export function aSolve(platform: string, ...steps: readonly Step[]): SolveFigures {
  return { platforms: [platform], startMs: 0, durationMs: 1_000, steps, baseImages: [], contextBytes: 0 };
}

/** The step that a build makes of the instruction in a line, executed unless something else is said. */
export function stepOfLine(dockerfile: Dockerfile, line: number, overrides: Partial<Step> = {}): Step {
  const stage = dockerfile.stages.findLast((other) => other.line < line);
  const instruction = stage?.instructions.find((other) => other.line === line);
  if (stage === undefined || instruction === undefined) throw new Error(`line ${line} is no step`);
  const name = stage.name ?? (dockerfile.stages.length > 1 ? `stage-${stage.number}` : undefined);
  for (let count = 1; count < 20; count++) {
    for (let index = 1; index <= count; index++) {
      const step = aStep({
        id: `${line}`,
        stage: name,
        index,
        count,
        command: instruction.text,
        ...overrides,
      });
      if (placeStep(dockerfile, step)?.instruction === instruction) return step;
    }
  }
  throw new Error(`line ${line} is no step`);
}

/** An image of these layers, the lowest first. */
export function anImage(platform: string, ...layers: ImageLayers["layers"]): ImageLayers {
  return { platform, layers };
}
