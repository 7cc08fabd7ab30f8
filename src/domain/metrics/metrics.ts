import type { CacheMetrics } from "../cache-report.ts";
import type { StepCount } from "../progress/step-count.ts";
import type { StepState } from "../progress/step.ts";

/** A stretch of the run, in milliseconds from its start. */
export interface Phase {
  /** `prepare.emulation`, `cache.restore`, `build`, `publish`; a part's name begins with that of the whole. */
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** The `metrics` output, described by docs/metrics.schema.json. What was not measured is absent, never zero. */
export interface Metrics {
  readonly schema: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly phases: readonly Phase[];
  readonly platforms: readonly PlatformMetrics[];
  /** Of the Dockerfile, those that platforms share counted once. */
  readonly steps: StepCount;
  /** Those that were executed and took longest, the longest first; those that platforms share once. */
  readonly slowestSteps: readonly StepMetrics[];
  /** Absent where nothing was executed under emulation. */
  readonly emulation?: EmulationCost;
  readonly cache: CacheMetrics;
  /** How often something was tried again. */
  readonly retries: number;
  /** Bytes of the context that were sent to the builder. */
  readonly contextBytes?: number;
  /** What the steps that came from the cache took when they were last executed. */
  readonly timeSavedMs?: number;
  /** What was expected of this run before it began. */
  readonly prediction?: Prediction;
}

/** What a build for one platform came to. */
export interface PlatformMetrics {
  /** `linux/arm64`. */
  readonly platform: string;
  readonly emulated: boolean;
  /** The platform of the engine. */
  readonly builtOn: string;
  /** From the run's start to that of the solve that the platform is built by, alone or with others. */
  readonly startMs?: number;
  readonly durationMs?: number;
  /** All that the platform's image is made of, also those that others share. */
  readonly steps: StepCount;
  /** From 0 to 1. */
  readonly cacheHitRatio: number;
  /** Of each stage the first step that was executed, in the order in which they began. */
  readonly firstMiss: readonly FirstMiss[];
  /** Digest of the platform's image manifest. */
  readonly digest?: string;
  /** Compressed bytes of the image's layers. */
  readonly sizeBytes?: number;
  readonly layers?: number;
  /** Of the image that the first tag led to before, for this platform. */
  readonly previousSizeBytes?: number;
}

/** Where a step is and what became of it. */
export interface StepMetrics {
  /** Those whose image it is part of; several where they share it. */
  readonly platforms: readonly string[];
  /** Empty in a Dockerfile whose only stage has no name. */
  readonly stage: string;
  /** Its number in the stage, from 1. */
  readonly index: number;
  /** One line, of at most 200 characters. */
  readonly command: string;
  readonly state: StepState;
  /** Whether it ran on another platform than the engine's. */
  readonly emulated: boolean;
  /** From the run's start. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly pulledBytes: number;
}

/** What makes a step's result another one than before. */
export type Change = "command" | "files" | "base";

/** The step from which on a stage had to be executed. */
export interface FirstMiss {
  readonly stage: string;
  readonly index: number;
  readonly command: string;
  /** Absent where it cannot be known. */
  readonly changed?: Change;
}

/** What emulation cost. */
export interface EmulationCost {
  /** How many steps were executed under emulation, and what they took. */
  readonly steps: number;
  readonly durationMs: number;
  /** Of those that were executed natively in this run too, for another platform. Absent where there are none. */
  readonly compared?: {
    readonly steps: number;
    readonly emulatedMs: number;
    readonly nativeMs: number;
  };
}

/** What kind of change a run was for. */
export type ChangeKind = "nothing" | "sources" | "dependencies" | "base";

/** What a run was expected to take. */
export interface Prediction {
  readonly expectedMs: number;
  /** What the expectation assumed. */
  readonly kind: ChangeKind;
  /** What it turned out to be. */
  readonly actualKind: ChangeKind;
  /** (actual − expected) / expected. */
  readonly error: number;
}
