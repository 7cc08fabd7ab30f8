import type { PlatformRun } from "../emulation.ts";
import { totalBytes } from "../image-layer.ts";
import { printPlatform } from "../platform.ts";
import { countSteps, hitRatio } from "../progress/step-count.ts";
import type { Verified } from "../verified.ts";
import { imageOf } from "../verified.ts";
import type { Evidence } from "./first-misses.ts";
import { describeMisses } from "./first-misses.ts";
import type { PlatformMetrics } from "./metrics.ts";
import type { RunStep } from "./run-steps.ts";
import type { SolveFigures } from "./solve-figures.ts";

/** What is known of a run, of all its platforms. */
export interface KnownOfRun {
  readonly builtOn: string;
  readonly solves: readonly SolveFigures[];
  readonly steps: readonly RunStep[];
  readonly evidence: Evidence;
  readonly verified: Verified | undefined;
  /** Compressed bytes of the image that the first tag led to before, by the platform. */
  readonly previousSizes?: ReadonlyMap<string, number> | undefined;
}

/** Describes what a build for one platform came to. */
export function describePlatform({ platform, how }: PlatformRun, known: KnownOfRun): PlatformMetrics {
  const name = printPlatform(platform);
  const steps = known.steps.filter(({ platforms }) => platforms.includes(name));
  const count = countSteps([steps]);
  const image = imageOf(known.verified, platform);
  const previousSizeBytes = known.previousSizes?.get(name);
  return {
    platform: name,
    emulated: how === "emulated",
    builtOn: known.builtOn,
    ...timesOf(known.solves.find(({ platforms }) => platforms.includes(name))),
    steps: count,
    cacheHitRatio: hitRatio(count),
    firstMiss: describeMisses(name, steps, known.evidence),
    ...(image && { digest: image.digest, sizeBytes: totalBytes(image.layers), layers: image.layers.length }),
    ...(previousSizeBytes !== undefined && { previousSizeBytes }),
  };
}

/** Nothing of a solve whose clock went backwards. */
function timesOf(solve: SolveFigures | undefined): Pick<PlatformMetrics, "startMs" | "durationMs"> {
  if (solve === undefined || solve.startMs < 0 || solve.durationMs < 0) return {};
  return { startMs: Math.round(solve.startMs), durationMs: Math.round(solve.durationMs) };
}
