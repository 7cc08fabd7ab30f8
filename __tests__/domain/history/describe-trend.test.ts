import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { computeTrend } from "../../../src/domain/history/describe-trend.ts";
import type { FinishedRun } from "../../../src/domain/history/record.ts";
import type { Metrics } from "../../../src/domain/metrics/metrics.ts";
import { aMetrics, aPlatformMetrics } from "../../support/a-metrics.ts";
import { aFailure, aRecord, kinds, numbersIn, records, runsOf, startOf } from "./a-history.ts";

/** A run of a minute for a change of sources, which publishes 78 MB for two platforms. */
function aRun(overrides: Partial<Metrics> = {}): FinishedRun {
  const platforms = [
    aPlatformMetrics({ platform: "linux/amd64", sizeBytes: 40_000_000 }),
    aPlatformMetrics({ platform: "linux/arm64", sizeBytes: 38_000_000 }),
  ];
  const metrics = aMetrics({
    startedAt: startOf(48),
    durationMs: 60_000,
    platforms,
    slowestSteps: [],
    ...overrides,
  });
  return { metrics, kind: "sources" };
}

describe("computeTrend", () => {
  it("says nothing of a first run, or of one after failures only", () => {
    expect(computeTrend([], aRun())).toBeUndefined();
    expect(computeTrend([aFailure()], aRun())).toBeUndefined();
  });

  it("tells how the earlier runs went", () => {
    const list = [
      aRecord({ startedAt: startOf(0), durationMs: 40_000, cachedShare: 1, kind: "nothing" }),
      aRecord({ startedAt: startOf(12), durationMs: 50_000, cachedShare: 0.5, retries: 2 }),
      aFailure({ startedAt: startOf(18) }),
      aRecord({ startedAt: startOf(24), durationMs: 60_000, cachedShare: 0, platforms: [] }),
    ];
    expect(computeTrend(list, aRun({ durationMs: 55_000 }))).toEqual({
      runs: 4,
      medianMs: 50_000,
      p90Ms: 58_000,
      cachedShare: 0.5,
      medianBytes: 78_000_000,
      failureRate: 0.25,
      retryRate: 0.25,
      buildsPerDay: 2,
      durationsMs: [40_000, 50_000, 60_000, 55_000],
      alerts: [],
    });
  });

  it("tells no size where none was published for all platforms", () => {
    const platforms = [{ platform: "linux/amd64", sizeBytes: 5 }, { platform: "linux/arm64" }];
    expect(computeTrend([aRecord({ platforms })], aRun())).not.toHaveProperty("medianBytes");
  });

  it("tells no rate of runs that are all of one day", () => {
    const run = aRun({ startedAt: startOf(23) });
    expect(computeTrend([aRecord()], run)).not.toHaveProperty("buildsPerDay");
  });

  it("has right figures or none, whatever runs there were", () => {
    fc.assert(
      fc.property(fc.array(records), kinds, fc.nat(), (list, kind, durationMs) => {
        const trend = computeTrend(list, { ...aRun({ durationMs }), kind });
        expect(numbersIn(trend).filter((number) => !Number.isFinite(number) || number < 0)).toEqual([]);
        for (const share of [trend?.cachedShare, trend?.failureRate, trend?.retryRate])
          expect(share ?? 0).toBeLessThanOrEqual(1);
        expect(trend?.p90Ms ?? 0).toBeGreaterThanOrEqual(trend?.medianMs ?? 0);
        expect(trend === undefined).toBe(list.every(({ outcome }) => outcome === "failure"));
      }),
    );
  });

  it("says the same whatever the order of the runs", () => {
    const shuffled = fc
      .array(records)
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, kinds, ([list, other], kind) => {
        expect(computeTrend(other, { ...aRun(), kind })).toEqual(computeTrend(list, { ...aRun(), kind }));
      }),
    );
  });
});

describe("the alerts of a trend", () => {
  const USUAL = runsOf([58_000, 60_000, 61_000, 59_000, 62_000]);

  function alertsOf(overrides: Partial<Metrics>, list = USUAL) {
    return computeTrend(list, aRun(overrides))?.alerts;
  }

  it("have nothing to say of a run as the others", () => {
    expect(alertsOf({ durationMs: 74_000 })).toEqual([]);
    expect(alertsOf({ durationMs: 1 })).toEqual([]);
  });

  it("say that a run is clearly slower than those for the same kind of change", () => {
    expect(alertsOf({ durationMs: 76_000 })).toEqual([{ kind: "slower", usual: 60_000, actual: 76_000 }]);
    const others = runsOf([1_000, 1_000, 1_000, 1_000, 1_000, 1_000], { kind: "nothing" });
    expect(alertsOf({ durationMs: 74_000 }, [...others, ...USUAL])).toEqual([]);
  });

  it("need five runs of the kind", () => {
    expect(alertsOf({ durationMs: 600_000 }, USUAL.slice(1))).toEqual([]);
  });

  it("do not mind a few seconds, however short runs are", () => {
    const short = runsOf([2_000, 2_000, 2_000, 2_000, 2_000]);
    expect(alertsOf({ durationMs: 11_000 }, short)).toEqual([]);
    expect(alertsOf({ durationMs: 13_000 }, short)).toEqual([expect.objectContaining({ kind: "slower" })]);
  });

  it("do not mind what runs that differ a lot do anyway", () => {
    const wild = runsOf([20_000, 40_000, 60_000, 80_000, 100_000]);
    expect(alertsOf({ durationMs: 140_000 }, wild)).toEqual([]);
    expect(alertsOf({ durationMs: 151_000 }, wild)).toEqual([expect.objectContaining({ kind: "slower" })]);
  });

  it("get used to what has changed for good", () => {
    const before = Array(40).fill(60_000) as number[];
    const alerts = Array.from({ length: 10 }, (_, at) => {
      const list = runsOf([...before, ...(Array(at).fill(120_000) as number[])]);
      return alertsOf({ durationMs: 120_000 }, list)?.length;
    });
    expect(alerts).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
  });
});
