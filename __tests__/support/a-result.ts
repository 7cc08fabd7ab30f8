import type { CacheMetrics } from "../../src/domain/cache-report.ts";
import type { Environment } from "../../src/domain/environment.ts";
import type { ImageLayer } from "../../src/domain/image-layer.ts";
import type { PlatformImage, Verified } from "../../src/domain/verified.ts";
import { aCacheRights } from "./a-plan.ts";
import { anEngine } from "./an-engine.ts";

/** A digest of one digit, which tests can tell from another's. */
export function aDigest(digit = "a"): string {
  return `sha256:${digit.repeat(64)}`;
}

/** Layers of so many bytes. */
export function someLayers(...sizes: readonly number[]): readonly ImageLayer[] {
  return sizes.map((sizeBytes, at) => ({ digest: aDigest(at.toString(16)), sizeBytes }));
}

/** The published image for linux/amd64. */
export function aPlatformImage(overrides: Partial<PlatformImage> = {}): PlatformImage {
  return {
    platform: { os: "linux", architecture: "amd64" },
    digest: aDigest("1"),
    layers: someLayers(3_000_000, 1_000_000, 100_000),
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
        layers: someLayers(3_000_000, 900_000, 40_000, 10_000),
      }),
    ],
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
