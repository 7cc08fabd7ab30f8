import type { Result } from "../../src/domain/outputs.ts";
import { aMetrics } from "./a-metrics.ts";
import { aDigest, aVerified } from "./a-result.ts";

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
