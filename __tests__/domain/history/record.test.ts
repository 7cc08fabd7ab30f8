import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { FinishedRun } from "../../../src/domain/history/record.ts";
import { readRecord } from "../../../src/domain/history/record-reader.ts";
import { recordSuccess, succeeded } from "../../../src/domain/history/record.ts";
import type { Metrics } from "../../../src/domain/metrics/metrics.ts";
import {
  aMetrics,
  aPlatformMetrics,
  aStepCount,
  aStepMetrics,
  anUnpublishedPlatform,
} from "../../support/a-metrics.ts";
import { aFailure, aRecord, aStepRecord, records, startOf } from "./a-history.ts";

function aRun(overrides: Partial<Metrics> = {}): FinishedRun {
  return { metrics: aMetrics(overrides), kind: "sources" };
}

describe("recordSuccess", () => {
  it("keeps the figures of a run", () => {
    const run = aRun({
      startedAt: startOf(3),
      durationMs: 64_200,
      retries: 1,
      steps: aStepCount({ total: 20, cached: 12 }),
      platforms: [aPlatformMetrics({ platform: "linux/arm64", sizeBytes: 39_500_000, durationMs: 61_500 })],
      slowestSteps: [aStepMetrics({ platforms: ["linux/arm64", "linux/amd64"], durationMs: 12_400 })],
      prediction: { expectedMs: 50_000, kind: "sources", actualKind: "sources", error: 0.284 },
    });
    expect(recordSuccess(run)).toEqual({
      outcome: "success",
      startedAt: startOf(3),
      durationMs: 64_200,
      retries: 1,
      kind: "sources",
      cachedShare: 0.6,
      platforms: [{ platform: "linux/arm64", sizeBytes: 39_500_000, durationMs: 61_500 }],
      slowestSteps: [aStepRecord({ platforms: ["linux/amd64", "linux/arm64"] })],
      predictionError: 0.284,
    });
  });

  it("leaves out what was not measured", () => {
    const { durationMs, ...platform } = anUnpublishedPlatform({ platform: "linux/amd64" });
    expect(durationMs).toBeGreaterThan(0);
    const record = recordSuccess(aRun({ platforms: [platform], slowestSteps: [] }));
    expect(record.platforms).toEqual([{ platform: "linux/amd64" }]);
    expect(record).not.toHaveProperty("predictionError");
  });

  it("keeps no error that is no number", () => {
    const prediction = { expectedMs: 0, kind: "sources", actualKind: "sources" } as const;
    for (const error of [Number.NaN, Infinity])
      expect(recordSuccess(aRun({ prediction: { ...prediction, error } }))).not.toHaveProperty(
        "predictionError",
      );
  });

  it("keeps the 20 slowest steps, with the beginnings of what is long, on one line", () => {
    const step = aStepMetrics({ stage: "s".repeat(1_000), command: `RUN a\n\r b${"x".repeat(100_000)}` });
    const { slowestSteps } = recordSuccess(aRun({ slowestSteps: Array(50).fill(step) }));
    expect(slowestSteps).toHaveLength(20);
    expect(slowestSteps?.[0]?.stage).toBe("s".repeat(100));
    expect(slowestSteps?.[0]?.command).toBe(`RUN a  b${"x".repeat(112)}`);
  });

  it("cuts no character in two", () => {
    const command = `${"x".repeat(119)}🚀`;
    const step = recordSuccess(aRun({ slowestSteps: [aStepMetrics({ command })] })).slowestSteps?.[0];
    expect(step?.command).toBe("x".repeat(119));
  });

  it("takes what a clock that went backwards measured as nothing", () => {
    const step = recordSuccess(aRun({ slowestSteps: [aStepMetrics({ durationMs: -5 })] })).slowestSteps?.[0];
    expect(step?.durationMs).toBe(0);
  });

  it("makes what can be read again, whatever a build printed", () => {
    const texts = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(texts, texts, fc.double({ min: -1 }), (command, stage, error) => {
        const run = aRun({
          platforms: [aPlatformMetrics({ platform: stage })],
          slowestSteps: [aStepMetrics({ command, stage, platforms: [stage, command] })],
          prediction: { expectedMs: 1, kind: "base", actualKind: "base", error },
        });
        const record = recordSuccess(run);
        expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
  });
});

describe("succeeded", () => {
  it("leaves out those that failed, and sorts the others by time", () => {
    const [first, second] = [aRecord({ startedAt: startOf(1) }), aRecord({ startedAt: startOf(2) })];
    expect(succeeded([second, aFailure(), first])).toEqual([first, second]);
  });

  it("does not depend on the order, even of runs that began at the same time", () => {
    fc.assert(
      fc.property(fc.array(records), fc.boolean(), (list, isSameTime) => {
        const runs = list.map((record) => (isSameTime ? { ...record, startedAt: startOf(0) } : record));
        expect(succeeded(runs.toReversed())).toEqual(succeeded(runs));
      }),
    );
  });
});
