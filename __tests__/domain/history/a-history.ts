import { createHash } from "node:crypto";
import fc from "fast-check";
import type { History } from "../../../src/domain/history/history-file.ts";
import type { Memory } from "../../../src/domain/history/memory.ts";
import type {
  FailureRecord,
  RunRecord,
  StepRecord,
  SuccessRecord,
} from "../../../src/domain/history/record.ts";
import type { ChangeKind } from "../../../src/domain/metrics/metrics.ts";

const FIRST_DAY = Date.UTC(2026, 1, 1);
const HOUR_MS = 3_600_000;

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** When a run began that is so many hours younger than the first. */
export function startOf(hour: number): string {
  return new Date(FIRST_DAY + hour * HOUR_MS).toISOString();
}

/** A step that took 12.4 seconds. */
export function aStepRecord(overrides: Partial<StepRecord> = {}): StepRecord {
  return {
    platforms: ["linux/amd64"],
    stage: "build",
    index: 5,
    command: "RUN npm ci",
    durationMs: 12_400,
    ...overrides,
  };
}

/** A run of a minute for a change of sources, of two platforms. */
export function aRecord(overrides: Partial<SuccessRecord> = {}): SuccessRecord {
  return {
    outcome: "success",
    startedAt: startOf(0),
    durationMs: 60_000,
    retries: 0,
    kind: "sources",
    cachedShare: 0.5,
    platforms: [
      { platform: "linux/amd64", sizeBytes: 40_000_000, durationMs: 20_000 },
      { platform: "linux/arm64", sizeBytes: 38_000_000, durationMs: 55_000 },
    ],
    slowestSteps: [aStepRecord()],
    ...overrides,
  };
}

/** An old run, which has lost its steps. */
export function withoutSteps(record = aRecord()): SuccessRecord {
  return { ...record, slowestSteps: undefined };
}

export function aFailure(overrides: Partial<FailureRecord> = {}): FailureRecord {
  return { outcome: "failure", startedAt: startOf(0), durationMs: 5_000, ...overrides };
}

/** Runs of such durations, one an hour. */
export function runsOf(
  durationsMs: readonly number[],
  overrides: Partial<SuccessRecord> = {},
): readonly SuccessRecord[] {
  return durationsMs.map((durationMs, hour) =>
    aRecord({ startedAt: startOf(hour), durationMs, ...overrides }),
  );
}

export function aMemory(overrides: Partial<Memory> = {}): Memory {
  return {
    steps: [
      {
        platform: "linux/amd64",
        stage: "build",
        index: 5,
        command: "RUN npm ci",
        id: "sha256:a",
        executedMs: 12_400,
      },
      { platform: "linux/amd64", stage: "", index: 2, command: "COPY . .", id: "sha256:b" },
    ],
    bases: [{ platform: "linux/amd64", stage: "build", image: "docker.io/library/node:24@sha256:1" }],
    ...overrides,
  };
}

export function aHistory(overrides: Partial<History> = {}): History {
  return { records: [aRecord(), aFailure({ startedAt: startOf(1) })], memory: aMemory(), ...overrides };
}

export const kinds = fc.constantFrom<ChangeKind>("nothing", "sources", "dependencies", "base");

const times = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

const line = (maxLength: number) =>
  fc
    .string({ unit: "grapheme", maxLength })
    .map((text) => text.replace(/[\n\r\u2028\u2029]/g, "").slice(0, maxLength));

const steps: fc.Arbitrary<StepRecord> = fc.record({
  platforms: fc.uniqueArray(line(20), { maxLength: 3 }).map((list) => list.toSorted()),
  stage: line(20),
  index: fc.integer({ min: 1, max: 50 }),
  command: line(120),
  durationMs: fc.maxSafeNat(),
});

const platforms = fc.uniqueArray(
  fc.record(
    { platform: line(20), sizeBytes: fc.maxSafeNat(), durationMs: fc.maxSafeNat() },
    { requiredKeys: ["platform"] },
  ),
  { maxLength: 4, selector: ({ platform }) => platform },
);

/** Any run that a history may tell of, also one with figures that nobody would measure. */
export const records: fc.Arbitrary<RunRecord> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        outcome: fc.constant("success" as const),
        startedAt: times,
        durationMs: fc.oneof(fc.nat(100_000), fc.maxSafeNat()),
        retries: fc.nat(3),
        kind: kinds,
        cachedShare: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
        platforms,
        slowestSteps: fc.array(steps, { maxLength: 20 }),
        predictionError: fc.nat(100),
      },
      {
        requiredKeys: ["outcome", "startedAt", "durationMs", "retries", "kind", "cachedShare", "platforms"],
      },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      outcome: fc.constant("failure" as const),
      startedAt: times,
      durationMs: fc.maxSafeNat(),
    }),
  },
);

/** Everything that is a number in a value, however deep. */
export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
