import type { StepMetrics } from "../metrics/metrics.ts";

/** How this run stands among earlier ones of the same image and branch. */
export interface Trend {
  /** How many earlier runs are known. */
  readonly runs: number;
  /** Of the earlier ones that succeeded, in milliseconds. */
  readonly medianMs: number;
  readonly p90Ms: number;
  /** The mean share of steps that the cache had, from 0 to 1. */
  readonly cachedShare: number;
  /** Compressed bytes of all platforms; absent where no run published. */
  readonly medianBytes?: number;
  /** The shares of runs that failed, and that succeeded after something was tried again. */
  readonly failureRate: number;
  readonly retryRate: number;
  /** Absent where the known runs span less than a day. */
  readonly buildsPerDay?: number;
  /** What each run that succeeded took, the oldest first, this one last. */
  readonly durationsMs: readonly number[];
  readonly alerts: readonly Alert[];
}

/** Something about this run that is clearly not as usual. */
export interface Alert {
  readonly kind: "slower" | "bigger";
  /** Milliseconds or bytes. */
  readonly usual: number;
  readonly actual: number;
  /** The step that did it, where one did. */
  readonly step?: StepMetrics;
  /** The platform whose image grew most. */
  readonly platform?: string;
}
