import { asList, asObject, asText, asWhole, ShapeError } from "../json-shape.ts";
import type { ChangeKind } from "../metrics/metrics.ts";
import { type PlatformRecord, RECORD_LIMITS, type RunRecord, type StepRecord } from "./record.ts";

interface Range {
  readonly least: number;
  readonly most: number;
}

const KINDS: readonly ChangeKind[] = ["nothing", "sources", "dependencies", "base"];
const SHARES: Range = { least: 0, most: 1 };
const ERRORS: Range = { least: -1, most: Number.MAX_VALUE };
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * Reads a record out of a JSON value. Unknown fields are passed over, and more steps and platforms than are recorded.
 * @throws ShapeError for what is no record.
 */
export function readRecord(value: unknown): RunRecord {
  const { outcome, ...fields } = asObject(value, "a run");
  const common = { startedAt: readTime(fields["startedAt"]), durationMs: readDuration(fields["durationMs"]) };
  if (outcome === "failure") return { outcome, ...common };
  if (outcome !== "success") throw new ShapeError("how a run ended is not known");
  const { retries, kind, cachedShare, platforms, slowestSteps, predictionError } = fields;
  return {
    outcome,
    ...common,
    retries: asWhole(retries, "a run's retries"),
    kind: readKind(kind),
    cachedShare: asNumber(cachedShare, "a run's cached share", SHARES),
    platforms: asList(platforms, "a run's platforms").slice(0, RECORD_LIMITS.platforms).map(readPlatform),
    ...(slowestSteps !== undefined && { slowestSteps: readSteps(slowestSteps) }),
    ...(predictionError !== undefined && {
      predictionError: asNumber(predictionError, "a prediction's error", ERRORS),
    }),
  };
}

function readPlatform(value: unknown): PlatformRecord {
  const { platform, sizeBytes, durationMs } = asObject(value, "a run's platform");
  return {
    platform: readName(platform),
    ...(sizeBytes !== undefined && { sizeBytes: asWhole(sizeBytes, "an image's size") }),
    ...(durationMs !== undefined && { durationMs: readDuration(durationMs) }),
  };
}

function readSteps(value: unknown): readonly StepRecord[] {
  return asList(value, "a run's steps").slice(0, RECORD_LIMITS.steps).map(readStep);
}

function readStep(value: unknown): StepRecord {
  const { platforms, stage, index, command, durationMs } = asObject(value, "a run's step");
  return {
    platforms: asList(platforms, "a step's platforms")
      .slice(0, RECORD_LIMITS.platforms)
      .map(readName)
      .toSorted(),
    stage: readName(stage),
    index: asWhole(index, "a step's number", 1),
    command: asText(command, "a step's command", new RegExp(`^.{0,${RECORD_LIMITS.command}}$`)),
    durationMs: readDuration(durationMs),
  };
}

function readKind(value: unknown): ChangeKind {
  const kind = KINDS.find((known) => known === value);
  if (kind === undefined) throw new ShapeError("a run's kind of change is not known");
  return kind;
}

function readTime(value: unknown): string {
  const time = asText(value, "a run's time", TIME);
  // There are texts of that form that are no time, such as the 99th hour.
  if (Number.isNaN(Date.parse(time))) throw new ShapeError("a run's time is not valid");
  return time;
}

function readDuration(value: unknown): number {
  return asWhole(value, "a duration");
}

function readName(value: unknown): string {
  return asText(value, "a name", new RegExp(`^.{0,${RECORD_LIMITS.name}}$`));
}

function asNumber(value: unknown, what: string, { least, most }: Range): number {
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw new ShapeError(`${what} is not valid`);
  return value;
}
