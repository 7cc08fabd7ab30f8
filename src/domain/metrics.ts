import type { CacheMetrics } from "./cache-report.ts";
import type { Plan } from "./plan.ts";
import { printPlatform } from "./platform.ts";
import type { StepCount } from "./progress/step-count.ts";
import type { Verified } from "./verified.ts";
import { imageOf } from "./verified.ts";

/** A stretch of the run, in milliseconds from its start. */
export interface Phase {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** The `metrics` output. What was not measured is absent, never zero. */
export interface Metrics {
  readonly schema: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly phases: readonly Phase[];
  readonly platforms: readonly PlatformMetrics[];
  /** Of the Dockerfile, those that platforms share counted once. */
  readonly steps: StepCount;
  readonly cache: CacheMetrics;
  /** How often something was tried again. */
  readonly retries: number;
}

export interface PlatformMetrics {
  readonly platform: string;
  readonly emulated: boolean;
  /** Digest of the platform's image manifest. */
  readonly digest?: string;
  /** Compressed bytes of the image's layers. */
  readonly sizeBytes?: number;
  readonly layers?: number;
}

/** What was measured of a run. */
export interface Measured {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly phases: readonly Phase[];
  readonly retries: number;
  readonly steps: StepCount;
  readonly cache: CacheMetrics;
  readonly verified: Verified | undefined;
}

/** Composes the metrics of a run. */
export function describeMetrics(plan: Plan, measured: Measured): Metrics {
  const { startedAt, durationMs, phases, steps, cache, retries, verified } = measured;
  return {
    schema: 1,
    startedAt: startedAt.toISOString(),
    durationMs,
    phases,
    platforms: plan.platforms.map(({ platform, how }) => {
      const image = imageOf(verified, platform);
      return {
        platform: printPlatform(platform),
        emulated: how === "emulated",
        ...(image && { digest: image.digest, sizeBytes: image.sizeBytes, layers: image.layers }),
      };
    }),
    steps,
    cache,
    retries,
  };
}
