import type { Memory, RememberedStep } from "../../../src/domain/history/memory.ts";
import type { Measured } from "../../../src/domain/metrics/describe-metrics.ts";
import type { RunStep } from "../../../src/domain/metrics/run-steps.ts";
import type { SolveFigures } from "../../../src/domain/metrics/solve-figures.ts";
import type { BaseImage } from "../../../src/domain/progress/step-reader.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { aStep, readerOf } from "../progress/a-progress.ts";

export const AMD64 = "linux/amd64";
export const ARM64 = "linux/arm64";

/** A solve without steps. */
export function aSolve(overrides: Partial<SolveFigures> = {}): SolveFigures {
  return {
    platforms: [AMD64],
    startMs: 1_000,
    durationMs: 4_000,
    steps: [],
    baseImages: [],
    contextBytes: 0,
    ...overrides,
  };
}

/** A solve whose progress was captured. */
export function capturedSolve(name: string, platforms: readonly string[]): SolveFigures {
  const reader = readerOf(name, platforms.length === 1 ? platforms[0] : undefined);
  return aSolve({ platforms, steps: reader.steps(), baseImages: reader.baseImages() });
}

/** The base image of the stage `build`. */
export function aBase(overrides: Partial<BaseImage> = {}): BaseImage {
  return {
    id: "base",
    platform: undefined,
    stage: "build",
    image: "docker.io/library/alpine:3@sha256:1",
    startedAtMs: 4_000,
    durationMs: 100,
    pulledBytes: 0,
    ...overrides,
  };
}

/** Steps one upon the other, each named by its id, the first upon `below`. They are `RUN make` unless they say otherwise. */
export function aChain(below: string, steps: readonly Partial<Step>[]): readonly Step[] {
  let last = below;
  return steps.map((step, at) => {
    const { id = `${below}-${at + 2}`, inputs = [] } = step;
    const made = aStep({ index: at + 2, ...step, id, inputs: [last, ...inputs] });
    last = id;
    return made;
  });
}

/** A step of the image for linux/amd64. */
export function aRunStep(overrides: Partial<RunStep> = {}): RunStep {
  return { ...aStep(), platforms: [AMD64], base: aBase(), ...overrides };
}

/** What an earlier run left of `RUN make`. */
export function aRemembered(overrides: Partial<RememberedStep> = {}): RememberedStep {
  return {
    platform: AMD64,
    stage: "build",
    index: 2,
    command: "RUN make",
    id: "before",
    executedMs: 700,
    ...overrides,
  };
}

export function aMemory(overrides: Partial<Memory> = {}): Memory {
  return { steps: [], bases: [], ...overrides };
}

/** A run of ten seconds that built nothing. */
export function aMeasured(overrides: Partial<Measured> = {}): Measured {
  return {
    startedAt: new Date(0),
    durationMs: 10_000,
    phases: [],
    retries: 0,
    cache: { backend: "off", problems: [] },
    verified: undefined,
    solves: [],
    builtOn: AMD64,
    ...overrides,
  };
}
