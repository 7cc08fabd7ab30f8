import type { ChangeKind, Metrics, PlatformMetrics, StepMetrics } from "../metrics/metrics.ts";
import { hitRatio } from "../progress/step-count.ts";

/** What a history keeps of a run. */
export type RunRecord = SuccessRecord | FailureRecord;

/** What is kept of a run that succeeded. What was not measured is absent, never zero. */
export interface SuccessRecord {
  readonly outcome: "success";
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** How often something was tried again. */
  readonly retries: number;
  readonly kind: ChangeKind;
  /** The share of the steps that the cache had, from 0 to 1. */
  readonly cachedShare: number;
  readonly platforms: readonly PlatformRecord[];
  /** At most 20 of those that were executed, the longest first. Old records may have lost them. */
  readonly slowestSteps?: readonly StepRecord[] | undefined;
  /** How far the duration was from what was expected: (actual − expected) / expected. */
  readonly predictionError?: number;
}

/** What is kept of a run that failed: it got to an unknown part of its work. */
export interface FailureRecord {
  readonly outcome: "failure";
  readonly startedAt: string;
  readonly durationMs: number;
}

/** What a build for one platform came to. */
export interface PlatformRecord {
  /** `linux/arm64`. */
  readonly platform: string;
  /** Compressed bytes of the image's layers. */
  readonly sizeBytes?: number;
  readonly durationMs?: number;
}

/** A step that was executed. */
export interface StepRecord {
  /** Sorted; several where they share the step. */
  readonly platforms: readonly string[];
  /** Empty in a Dockerfile whose only stage has no name. */
  readonly stage: string;
  /** Its number in the stage, from 1. */
  readonly index: number;
  /** One line, of at most 120 characters. */
  readonly command: string;
  readonly durationMs: number;
}

/** A run that has succeeded. */
export interface FinishedRun {
  readonly metrics: Metrics;
  readonly kind: ChangeKind;
}

/** What a record is at most, so that a history stays small. Lengths are in characters. */
export const RECORD_LIMITS = { steps: 20, platforms: 50, command: 120, name: 100 } as const;

/** What is kept of a run that succeeded. */
export function recordSuccess({ metrics, kind }: FinishedRun): SuccessRecord {
  const { startedAt, durationMs, retries, steps, platforms, slowestSteps, prediction } = metrics;
  const error = prediction?.error;
  return {
    outcome: "success",
    startedAt,
    durationMs: wholeOf(durationMs),
    retries,
    kind,
    cachedShare: hitRatio(steps),
    platforms: platforms.slice(0, RECORD_LIMITS.platforms).map(recordPlatform),
    slowestSteps: slowestSteps.slice(0, RECORD_LIMITS.steps).map(recordStep),
    ...(error !== undefined && Number.isFinite(error) && { predictionError: error }),
  };
}

/** A step as it is recorded. */
export function recordStep({ platforms, stage, index, command, durationMs }: StepMetrics): StepRecord {
  return {
    platforms: platforms
      .slice(0, RECORD_LIMITS.platforms)
      .map((platform) => cut(platform, RECORD_LIMITS.name))
      .toSorted(),
    stage: cut(stage, RECORD_LIMITS.name),
    index,
    command: cut(command, RECORD_LIMITS.command),
    durationMs: wholeOf(durationMs),
  };
}

/** Those that succeeded, in the order in which they began. */
export function succeeded(records: readonly RunRecord[]): readonly SuccessRecord[] {
  return records.filter((record) => record.outcome === "success").toSorted(byStart);
}

function recordPlatform({ platform, sizeBytes, durationMs }: PlatformMetrics): PlatformRecord {
  return {
    platform: cut(platform, RECORD_LIMITS.name),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(durationMs !== undefined && { durationMs: wholeOf(durationMs) }),
  };
}

/** On one line, and not cut inside a character. */
function cut(text: string, length: number): string {
  return text
    .replace(/[\n\r\u2028\u2029]+/g, " ")
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, "");
}

/** Clocks may go backwards. */
function wholeOf(durationMs: number): number {
  return Math.max(0, Math.round(durationMs));
}

/** By all there is where the time is the same, so that no order depends on that of the list. */
function byStart(one: SuccessRecord, other: SuccessRecord): number {
  const difference = Date.parse(one.startedAt) - Date.parse(other.startedAt);
  if (difference !== 0) return difference;
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
