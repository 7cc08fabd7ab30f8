import type { StepMetrics } from "../metrics/metrics.ts";
import { median, medianDeviation } from "./quantile.ts";
import type { FinishedRun, PlatformRecord, StepRecord, SuccessRecord } from "./record.ts";
import { recordStep } from "./record.ts";
import type { Alert } from "./trend.ts";

/** Of fewer runs nobody knows what is usual. */
const LEAST_RUNS = 5;

/** So many runs tell what is usual: what has changed for good is the usual after half as many. */
const USUAL_RUNS = 10;

/**
 * By how much more than usual is clear. A share, since a tenth more or less is how runners differ; an amount, since
 * nobody minds half a second more; and a multiple of how far runs are from the median anyway, so that runs which differ
 * a lot do not make an alert every other time: 4.5 of that are 3 standard deviations where values are spread normally.
 */
const MARGINS = {
  slower: { share: 0.25, amount: 10_000 },
  bigger: { share: 0.1, amount: 1_000_000 },
} as const;
const DEVIATIONS = 4.5;

/** A platform's image of which the size is known. */
type SizedImage = Required<Pick<PlatformRecord, "platform" | "sizeBytes">>;

/** What is clearly not as usual about a run. Its duration is seen among runs for the same kind of change. */
export function findAlerts(records: readonly SuccessRecord[], run: FinishedRun): readonly Alert[] {
  return [...findSlower(records, run), ...findBigger(records, run)];
}

/** Compressed bytes of all platforms together; undefined where they are not known of each. */
export function totalBytes(platforms: readonly PlatformRecord[]): number | undefined {
  const images = sizedImages(platforms);
  return images && sumOf(images);
}

function findSlower(records: readonly SuccessRecord[], { metrics, kind }: FinishedRun): readonly Alert[] {
  const compared = records.filter((record) => record.kind === kind).slice(-USUAL_RUNS);
  const alert = exceeding(
    "slower",
    compared.map(({ durationMs }) => durationMs),
    metrics.durationMs,
  );
  if (alert === undefined) return [];
  const step = slowestRise(compared, metrics.slowestSteps, (alert.actual - alert.usual) / 2);
  return [{ ...alert, ...(step && { step }) }];
}

function findBigger(records: readonly SuccessRecord[], { metrics }: FinishedRun): readonly Alert[] {
  const images = sizedImages(metrics.platforms);
  if (images === undefined) return [];
  const known = records.map(({ platforms }) => sizedImages(platforms)).filter((one) => one !== undefined);
  const compared = known.slice(-USUAL_RUNS);
  const alert = exceeding("bigger", compared.map(sumOf), sumOf(images));
  if (alert === undefined) return [];
  const growths = images.map(({ platform, sizeBytes }) => {
    const usual = compared.flat().filter((image) => image.platform === platform);
    return { platform, bytes: sizeBytes - median(usual.map((image) => image.sizeBytes)) };
  });
  const { platform } = growths.reduce((most, one) => (one.bytes > most.bytes ? one : most));
  return [{ ...alert, platform }];
}

function exceeding(kind: Alert["kind"], values: readonly number[], actual: number): Alert | undefined {
  const usual = median(values);
  const { share, amount } = MARGINS[kind];
  const margin = Math.max(share * usual, amount, DEVIATIONS * medianDeviation(values));
  return values.length < LEAST_RUNS || actual <= usual + margin
    ? undefined
    : { kind, usual: Math.round(usual), actual };
}

/** The step that took the most longer than it usually does, where that is at least so much. */
function slowestRise(
  records: readonly SuccessRecord[],
  steps: readonly StepMetrics[],
  leastMs: number,
): StepMetrics | undefined {
  const known = records.flatMap(({ slowestSteps }) => (slowestSteps ? [durationsOf(slowestSteps)] : []));
  if (known.length < LEAST_RUNS) return undefined;
  const rises = steps.map((step) => {
    const key = keyOf(recordStep(step));
    // A step that is not recorded came from the cache, or took no time worth recording.
    const usualMs = median(known.map((durations) => durations.get(key) ?? 0));
    return { step, riseMs: step.durationMs - usualMs };
  });
  const [first] = rises.toSorted((one, other) => other.riseMs - one.riseMs);
  return first !== undefined && first.riseMs >= leastMs ? first.step : undefined;
}

/** How long each step of a run took, the longest of those that look the same. */
function durationsOf(steps: readonly StepRecord[]): ReadonlyMap<string, number> {
  const shortestFirst = steps.toSorted((one, other) => one.durationMs - other.durationMs);
  return new Map(shortestFirst.map((step) => [keyOf(step), step.durationMs]));
}

/** Tells a step from others by more than its number, which changes with the lines above it. */
function keyOf({ platforms, stage, command }: StepRecord): string {
  return JSON.stringify([platforms, stage, command]);
}

function sizedImages(platforms: readonly PlatformRecord[]): readonly SizedImage[] | undefined {
  const images = platforms.flatMap(({ platform, sizeBytes }) =>
    sizeBytes === undefined ? [] : [{ platform, sizeBytes }],
  );
  return images.length > 0 && images.length === platforms.length ? images : undefined;
}

function sumOf(images: readonly SizedImage[]): number {
  return images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
