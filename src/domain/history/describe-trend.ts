import type { Metrics } from "../metrics/metrics.ts";
import { findAlerts, totalBytes } from "./alerts.ts";
import { median, quantile } from "./quantile.ts";
import { type FinishedRun, type RunRecord, succeeded, type SuccessRecord } from "./record.ts";
import type { Trend } from "./trend.ts";

const DAY_MS = 86_400_000;

/** Tells how a run stands among earlier ones, in whatever order; undefined where none of those succeeded. */
export function computeTrend(records: readonly RunRecord[], run: FinishedRun): Trend | undefined {
  const earlier = succeeded(records);
  if (earlier.length === 0) return undefined;
  const durationsMs = earlier.map(({ durationMs }) => durationMs);
  const sizes = earlier.flatMap(({ platforms }) => totalBytes(platforms) ?? []);
  const buildsPerDay = rateOf(records, run.metrics);
  return {
    runs: records.length,
    medianMs: Math.round(median(durationsMs)),
    p90Ms: Math.round(quantile(durationsMs, 0.9)),
    cachedShare: meanShare(earlier),
    ...(sizes.length > 0 && { medianBytes: Math.round(median(sizes)) }),
    failureRate: (records.length - earlier.length) / records.length,
    retryRate: earlier.filter(({ retries }) => retries > 0).length / records.length,
    ...(buildsPerDay !== undefined && { buildsPerDay }),
    durationsMs: [...durationsMs, run.metrics.durationMs],
    alerts: findAlerts(earlier, run),
  };
}

function meanShare(records: readonly SuccessRecord[]): number {
  return records.reduce((sum, { cachedShare }) => sum + cachedShare, 0) / records.length;
}

/** So many runs began in a day, from the first known one to this one. */
function rateOf(records: readonly RunRecord[], { startedAt }: Metrics): number | undefined {
  const times = [startedAt, ...records.map((record) => record.startedAt)].map((time) => Date.parse(time));
  const spanMs = Math.max(...times) - Math.min(...times);
  return spanMs < DAY_MS ? undefined : (records.length * DAY_MS) / spanMs;
}
