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

/** What a step that several streams tell of is counted as, the first of these that one of them says. */
const WEIGHTS: readonly StepState[] = ["failed", "executed", "cached", "running", "canceled"];

/** Counts the steps of several streams. One that they share, such as of a stage for the build machine, counts once. */
export function countSteps(streams: readonly (readonly Step[])[]): StepCount {
  const states = new Map<string, StepState>();
  for (const { id, state } of streams.flat()) {
    const known = states.get(id) ?? state;
    states.set(id, WEIGHTS.indexOf(state) < WEIGHTS.indexOf(known) ? state : known);
  }
  const countOf = (wanted: StepState): number =>
    [...states.values()].filter((state) => state === wanted).length;
  return {
    total: states.size,
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
export function firstMisses(steps: readonly Step[]): readonly Step[] {
  const firsts = new Map<string, Step>();
  for (const step of steps) {
    if (step.state !== "executed" && step.state !== "failed") continue;
    const stage = `${step.platform} ${step.stage}`;
    const first = firsts.get(stage);
    if (first === undefined || step.index < first.index) firsts.set(stage, step);
  }
  return steps.filter((step) => firsts.get(`${step.platform} ${step.stage}`) === step);
}
