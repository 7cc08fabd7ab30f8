import type { CacheMetrics } from "../../src/domain/cache-report.ts";
import type { Environment } from "../../src/domain/environment.ts";
import type { Metrics } from "../../src/domain/metrics.ts";
import type { Result } from "../../src/domain/outputs.ts";
import type { PlatformImage, Verified } from "../../src/domain/verified.ts";
import { aCacheRights } from "./a-plan.ts";
import { anEngine } from "./an-engine.ts";

/** A digest of one digit, which tests can tell from another's. */
export function aDigest(digit = "a"): string {
  return `sha256:${digit.repeat(64)}`;
}

/** The published image for linux/amd64. */
export function aPlatformImage(overrides: Partial<PlatformImage> = {}): PlatformImage {
  return {
    platform: { os: "linux", architecture: "amd64" },
    digest: aDigest("1"),
    sizeBytes: 4_100_000,
    layers: 3,
    ...overrides,
  };
}

/** What was read back of a push for amd64 and arm64. */
export function aVerified(overrides: Partial<Verified> = {}): Verified {
  return {
    digest: aDigest(),
    images: [
      aPlatformImage(),
      aPlatformImage({
        platform: { os: "linux", architecture: "arm64" },
        digest: aDigest("2"),
        sizeBytes: 3_950_000,
        layers: 4,
      }),
    ],
    ...overrides,
  };
}

/** The measurements of a run of a minute. */
export function aMetrics(overrides: Partial<Metrics> = {}): Metrics {
  return {
    schema: 1,
    startedAt: "2026-02-03T04:05:06.007Z",
    durationMs: 64_200,
    phases: [
      { name: "inspect", startMs: 3, durationMs: 340 },
      { name: "build", startMs: 1_200, durationMs: 61_500 },
      { name: "verify", startMs: 62_700, durationMs: 900 },
    ],
    platforms: [
      { platform: "linux/amd64", emulated: false, digest: aDigest("1"), sizeBytes: 4_100_000, layers: 3 },
      { platform: "linux/arm64", emulated: true, digest: aDigest("2"), sizeBytes: 3_950_000, layers: 4 },
    ],
    steps: { total: 20, cached: 12, executed: 8, failed: 0 },
    cache: aCacheMetrics(),
    retries: 0,
    ...overrides,
  };
}

/** What the Actions cache did in a run of which some steps were new. */
export function aCacheMetrics(overrides: Partial<CacheMetrics> = {}): CacheMetrics {
  return {
    backend: "actions",
    restored: { bytes: 31_200_000, entries: 5, ms: 840 },
    served: { bytes: 28_400_000 },
    saved: { bytes: 6_100_000, entries: 3 },
    liveBytes: 45_000_000,
    problems: [],
    ...overrides,
  };
}

/** What a build that was pushed and verified leaves behind. */
export function aResult(overrides: Partial<Result> = {}): Result {
  return {
    digest: aDigest(),
    metadata: '{"image.name":"ghcr.io/acme/agent:main"}',
    verified: aVerified(),
    metrics: aMetrics(),
    ...overrides,
  };
}

/** What a build that was not pushed leaves behind. */
export function anUnpublishedResult(overrides: Partial<Result> = {}): Result {
  return aResult({ digest: undefined, metadata: "{}", verified: undefined, ...overrides });
}

/** An environment that nothing is wrong with. */
export function anEnvironment(overrides: Partial<Environment> = {}): Environment {
  return {
    engine: anEngine(),
    builder: undefined,
    handlers: [],
    qemuVersions: {},
    freeBytes: 21_400_000_000,
    cacheRights: aCacheRights(),
    ...overrides,
  };
}
