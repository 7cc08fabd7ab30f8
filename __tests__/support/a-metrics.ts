import type { Advice } from "../../src/domain/advice/advice.ts";
import type { Alert, Trend } from "../../src/domain/history/trend.ts";
import type {
  EmulationCost,
  FirstMiss,
  Metrics,
  PlatformMetrics,
  StepMetrics,
} from "../../src/domain/metrics/metrics.ts";
import type { StepCount } from "../../src/domain/progress/step-count.ts";
import { aCacheMetrics, aDigest } from "./a-result.ts";

/** Of 12 steps, 7 that the cache had. */
export function aStepCount(overrides: Partial<StepCount> = {}): StepCount {
  return { total: 12, cached: 7, executed: 5, failed: 0, ...overrides };
}

/** `COPY . .` in the stage `build`, from which on the cache was of no use. */
export function aFirstMiss(overrides: Partial<FirstMiss> = {}): FirstMiss {
  return { stage: "build", index: 4, command: "COPY . .", changed: "files", ...overrides };
}

/** A step of the stage `build` that ran natively for 12.4 seconds. */
export function aStepMetrics(overrides: Partial<StepMetrics> = {}): StepMetrics {
  return {
    platforms: ["linux/amd64"],
    stage: "build",
    index: 5,
    command: "RUN npm ci",
    state: "executed",
    emulated: false,
    startMs: 2_300,
    durationMs: 12_400,
    pulledBytes: 0,
    ...overrides,
  };
}

/** What a native build for linux/amd64 came to. */
export function aPlatformMetrics(overrides: Partial<PlatformMetrics> = {}): PlatformMetrics {
  return {
    platform: "linux/amd64",
    emulated: false,
    builtOn: "linux/amd64",
    startMs: 1_200,
    durationMs: 18_300,
    steps: aStepCount(),
    cacheHitRatio: 7 / 12,
    firstMiss: [aFirstMiss()],
    digest: aDigest("1"),
    sizeBytes: 41_200_000,
    layers: 3,
    previousSizeBytes: 40_000_000,
    ...overrides,
  };
}

/** What an emulated build for linux/arm64 came to. */
export function anEmulatedPlatform(overrides: Partial<PlatformMetrics> = {}): PlatformMetrics {
  return aPlatformMetrics({
    platform: "linux/arm64",
    emulated: true,
    durationMs: 61_500,
    digest: aDigest("2"),
    sizeBytes: 39_500_000,
    layers: 4,
    previousSizeBytes: 39_500_000,
    ...overrides,
  });
}

/** A platform that is built, but not published. */
export function anUnpublishedPlatform(overrides: Partial<PlatformMetrics> = {}): PlatformMetrics {
  return without(aPlatformMetrics(overrides), "digest", "sizeBytes", "layers", "previousSizeBytes");
}

/** An object without some of its fields, as what was not measured is absent. */
export function without<T extends object, K extends keyof T>(object: T, ...fields: readonly K[]): Omit<T, K> {
  const rest = Object.entries(object).filter(([field]) => !fields.some((other) => other === field));
  return Object.fromEntries(rest) as Omit<T, K>;
}

/** What emulation cost in a run of which two of three emulated steps ran natively too. */
export function anEmulationCost(overrides: Partial<EmulationCost> = {}): EmulationCost {
  return {
    steps: 3,
    durationMs: 58_200,
    compared: { steps: 2, emulatedMs: 55_100, nativeMs: 12_900 },
    ...overrides,
  };
}

/** The measurements of a run of a minute for two platforms, one of them emulated. */
export function aMetrics(overrides: Partial<Metrics> = {}): Metrics {
  return {
    schema: 1,
    startedAt: "2026-02-03T04:05:06.007Z",
    durationMs: 64_200,
    phases: [
      { name: "inspect", startMs: 3, durationMs: 340 },
      { name: "prepare.registry", startMs: 350, durationMs: 420 },
      { name: "cache.restore", startMs: 350, durationMs: 840 },
      { name: "build", startMs: 1_200, durationMs: 61_500 },
      { name: "publish", startMs: 62_700, durationMs: 600 },
      { name: "verify", startMs: 63_300, durationMs: 900 },
    ],
    platforms: [aPlatformMetrics(), anEmulatedPlatform()],
    steps: aStepCount({ total: 20, cached: 12, executed: 8 }),
    slowestSteps: [
      aStepMetrics({ platforms: ["linux/arm64"], emulated: true, startMs: 2_400, durationMs: 51_000 }),
      aStepMetrics(),
      aStepMetrics({
        platforms: ["linux/arm64"],
        emulated: true,
        index: 6,
        command: "RUN npm test",
        durationMs: 4_100,
      }),
      aStepMetrics({
        platforms: ["linux/amd64", "linux/arm64"],
        stage: "assets",
        index: 3,
        command: "RUN make assets",
        durationMs: 3_200,
      }),
      aStepMetrics({ index: 6, command: "RUN npm test", durationMs: 500 }),
    ],
    emulation: anEmulationCost(),
    cache: aCacheMetrics(),
    retries: 0,
    contextBytes: 1_200_000,
    timeSavedMs: 132_000,
    ...overrides,
  };
}

/** How a run stands among 34 earlier ones. */
export function aTrend(overrides: Partial<Trend> = {}): Trend {
  return {
    runs: 34,
    medianMs: 48_000,
    p90Ms: 71_000,
    cachedShare: 0.86,
    medianBytes: 79_100_000,
    failureRate: 0.06,
    retryRate: 0.03,
    buildsPerDay: 3.2,
    durationsMs: [
      46_000, 47_000, 12_000, 45_000, 51_000, 48_000, 13_000, 120_000, 49_000, 47_000, 46_500, 11_000, 48_000,
      52_000, 71_000, 47_000, 44_000, 49_000, 12_500, 48_000, 50_000, 64_200,
    ],
    alerts: [],
    ...overrides,
  };
}

/** That a run was slower than usual, because of one step. */
export function anAlert(overrides: Partial<Alert> = {}): Alert {
  return {
    kind: "slower",
    usual: 48_000,
    actual: 64_200,
    step: aStepMetrics({ platforms: ["linux/arm64"], emulated: true, durationMs: 51_000 }),
    ...overrides,
  };
}

/** The advice to compile for other platforms rather than on them. */
export function anAdvice(overrides: Partial<Advice> = {}): Advice {
  return {
    rule: "cross-compile",
    advice: "Let the compiler run on the build machine.",
    evidence: "RUN npm ci took 51.0 s under emulation and 12.4 s natively.",
    url: "https://docs.docker.com/build/building/multi-platform/#cross-compilation",
    line: 7,
    ...overrides,
  };
}
