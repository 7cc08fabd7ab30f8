import type { CacheMetrics } from "../cache-report.ts";
import type { Memory } from "../history/memory.ts";
import type { Plan } from "../plan.ts";
import { printPlatform } from "../platform.ts";
import { countSteps } from "../progress/step-count.ts";
import type { Verified } from "../verified.ts";
import { emulatedSteps } from "./emulated-steps.ts";
import { emulationCost } from "./emulation-cost.ts";
import type { Metrics, Phase, Prediction } from "./metrics.ts";
import { pastOf } from "./past.ts";
import { describePlatform } from "./platform-metrics.ts";
import { runSteps } from "./run-steps.ts";
import type { SolveFigures } from "./solve-figures.ts";
import { slowestSteps } from "./step-metrics.ts";
import { timeSavedMs } from "./time-saved.ts";

/** What was measured of a run. */
export interface Measured {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly phases: readonly Phase[];
  /** How often something was tried again. */
  readonly retries: number;
  readonly cache: CacheMetrics;
  readonly verified: Verified | undefined;
  readonly solves: readonly SolveFigures[];
  /** The platform of the engine: `linux/amd64`. */
  readonly builtOn: string;
  /** What the previous run of this image and branch left. */
  readonly memory?: Memory | undefined;
  /** Compressed bytes of the image that the first tag led to before, by the platform. */
  readonly previousSizes?: ReadonlyMap<string, number> | undefined;
  readonly prediction?: Prediction | undefined;
}

/** Composes the metrics of a run. What cannot be told for certain is left out. */
export function describeMetrics(plan: Plan, measured: Measured): Metrics {
  const { startedAt, solves, cache, retries, prediction } = measured;
  const durationMs = wholeMs(measured.durationMs);
  const past = measured.memory && pastOf(measured.memory);
  const steps = runSteps(solves);
  const emulated = emulatedSteps(solves, steps, emulatedPlatforms(plan));
  const emulation = emulationCost(steps, emulated);
  const savedMs = past && timeSavedMs(steps, past);
  const evidence = {
    // Of a run that was told to use no cache it would tell why steps were executed that always are.
    past: plan.inputs.noCache ? undefined : past,
    isCacheWhole: cache.problems.length === 0,
  };
  return {
    schema: 1,
    startedAt: startedAt.toISOString(),
    durationMs,
    phases: measured.phases.flatMap(soundPhase),
    platforms: plan.platforms.map((run) => describePlatform(run, { ...measured, steps, evidence })),
    steps: countSteps([steps]),
    slowestSteps: slowestSteps(steps, emulated, { startedAtMs: startedAt.getTime(), durationMs }),
    ...(emulation && { emulation }),
    cache,
    retries,
    ...(solves.length > 0 && { contextBytes: solves.reduce((sum, solve) => sum + solve.contextBytes, 0) }),
    ...(savedMs !== undefined && { timeSavedMs: savedMs }),
    ...(prediction && { prediction }),
  };
}

function emulatedPlatforms({ platforms }: Plan): ReadonlySet<string> {
  const emulated = platforms.filter(({ how }) => how === "emulated");
  return new Set(emulated.map(({ platform }) => printPlatform(platform)));
}

/** Nothing of a phase whose clock went backwards. */
function soundPhase({ name, startMs, durationMs }: Phase): readonly Phase[] {
  if (startMs < 0 || durationMs < 0) return [];
  return [{ name, startMs: wholeMs(startMs), durationMs: wholeMs(durationMs) }];
}

function wholeMs(ms: number): number {
  return Math.max(0, Math.round(ms));
}
