import { printDuration } from "../figures.ts";
import type { ChangeKind, Prediction } from "../metrics/metrics.ts";
import { median } from "./quantile.ts";
import { type RunRecord, succeeded, type SuccessRecord } from "./record.ts";

/** Fewer runs are no ground for an expectation. */
const LEAST_RUNS = 3;

/** The newest so many runs are what is expected to go on. */
const RECENT_RUNS = 10;

const CONDITIONS: Readonly<Record<ChangeKind, string>> = {
  nothing: "if nothing changed",
  sources: "for a change of sources",
  dependencies: "for a change of dependencies",
  base: "for a change of a base image",
};

/**
 * What a run for such a change is expected to take, in milliseconds: the median of the last ones for the same kind, or
 * of all where there are too few of those. Undefined where there are too few at all.
 */
export function predict(records: readonly RunRecord[], kind: ChangeKind): number | undefined {
  const all = succeeded(records);
  if (all.length < LEAST_RUNS) return undefined;
  const same = all.filter((record) => record.kind === kind);
  return usualMs(same.length < LEAST_RUNS ? all : same);
}

/** Says what a run is expected to take before it is known what changed, the likeliest kind of change first. */
export function expectation(records: readonly RunRecord[]): string | undefined {
  const all = succeeded(records);
  if (all.length < LEAST_RUNS) return undefined;
  const known = recentKinds(all)
    .map((kind) => ({ kind, runs: all.filter((record) => record.kind === kind) }))
    .filter(({ runs }) => runs.length >= LEAST_RUNS)
    .map(({ kind, runs }) => `${printDuration(usualMs(runs))} ${CONDITIONS[kind]}`);
  const expected = known.length > 0 ? known.join(", ") : printDuration(usualMs(all));
  return `Expected: ${expected} (from ${all.length} earlier runs)`;
}

/**
 * Compares a run with what was expected before it was known what changed, which is what the likeliest kind of change
 * takes. Undefined where nothing was expected.
 */
export function judgePrediction(
  records: readonly RunRecord[],
  actualKind: ChangeKind,
  durationMs: number,
): Prediction | undefined {
  const [kind = actualKind] = recentKinds(succeeded(records));
  const expectedMs = predict(records, kind);
  if (expectedMs === undefined) return undefined;
  return { expectedMs, kind, actualKind, error: (durationMs - expectedMs) / expectedMs };
}

/** The kinds of the last runs, the most frequent first, and of those that are equally frequent the newer. */
function recentKinds(records: readonly SuccessRecord[]): readonly ChangeKind[] {
  const counts = new Map<ChangeKind, number>();
  for (const { kind } of records.slice(-RECENT_RUNS).toReversed()) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([kind]) => kind);
}

/** Never 0, so that it can be compared with. */
function usualMs(records: readonly SuccessRecord[]): number {
  const durationsMs = records.slice(-RECENT_RUNS).map(({ durationMs }) => durationMs);
  return Math.max(1, Math.round(median(durationsMs)));
}
