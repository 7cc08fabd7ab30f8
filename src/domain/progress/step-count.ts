import type { Step, StepState } from "./step.ts";

/** What became of the steps of a build. Those that were canceled, or run still, are only in the total. */
export interface StepCount {
  readonly total: number;
  readonly cached: number;
  readonly executed: number;
  readonly failed: number;
}

/** How much of a build the cache had. */
export type CacheHit = "full" | "partial" | "none";

/** What a step that several streams tell of is, the first of these that one of them says. */
const WEIGHTS: readonly StepState[] = ["failed", "executed", "cached", "running", "canceled"];

/** The steps of several streams, each once: one that they share as the stream tells it that has the most to say. */
export function distinctSteps(streams: readonly (readonly Step[])[]): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const step of streams.flat()) {
    const known = steps.get(step.id) ?? step;
    steps.set(step.id, WEIGHTS.indexOf(step.state) < WEIGHTS.indexOf(known.state) ? step : known);
  }
  return [...steps.values()];
}

/** Counts the steps of several streams. One that they share, such as of a stage for the build machine, counts once. */
export function countSteps(streams: readonly (readonly Step[])[]): StepCount {
  const steps = distinctSteps(streams);
  const countOf = (wanted: StepState): number => steps.filter(({ state }) => state === wanted).length;
  return {
    total: steps.length,
    cached: countOf("cached"),
    executed: countOf("executed"),
    failed: countOf("failed"),
  };
}

/** The share of steps that the cache had, from 0 to 1; 1 when there are none. */
export function hitRatio({ total, cached }: StepCount): number {
  return total === 0 ? 1 : cached / total;
}

/** Tells whether the cache had all steps, some or none of them. It had all of none. */
export function cacheHit({ total, cached }: StepCount): CacheHit {
  if (cached === total) return "full";
  return cached === 0 ? "none" : "partial";
}

/**
 * The first step of each stage that was run, by each platform: where the cache broke. Those after it had to be run
 * because of it. In the order in which they began.
 */
export function firstMisses<T extends Step>(steps: readonly T[]): readonly T[] {
  const firsts = new Map<string, T>();
  for (const step of steps) {
    if (step.state !== "executed" && step.state !== "failed") continue;
    const stage = `${step.platform} ${step.stage}`;
    const first = firsts.get(stage);
    if (first === undefined || step.index < first.index) firsts.set(stage, step);
  }
  return steps.filter((step) => firsts.get(`${step.platform} ${step.stage}`) === step);
}
