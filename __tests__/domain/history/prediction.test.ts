import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { expectation, judgePrediction, predict } from "../../../src/domain/history/prediction.ts";
import type { RunRecord } from "../../../src/domain/history/record.ts";
import type { ChangeKind } from "../../../src/domain/metrics/metrics.ts";
import { aFailure, aRecord, kinds, numbersIn, records, startOf } from "./a-history.ts";

/** Runs one after the other, each an hour later. */
function runs(...list: readonly (readonly [kind: ChangeKind, durationMs: number])[]): readonly RunRecord[] {
  return list.map(([kind, durationMs], hour) => aRecord({ startedAt: startOf(hour), kind, durationMs }));
}

const MIXED = runs(
  ["sources", 44_000],
  ["sources", 45_000],
  ["nothing", 1_100],
  ["nothing", 1_200],
  ["sources", 90_000],
  ["nothing", 1_300],
  ["dependencies", 130_000],
  ["nothing", 1_200],
);

describe("predict", () => {
  it("expects the median of runs for the same kind of change", () => {
    expect(predict(MIXED, "nothing")).toBe(1_200);
    expect(predict(MIXED, "sources")).toBe(45_000);
  });

  it("expects that of all runs where there are too few of the kind", () => {
    expect(predict(MIXED, "dependencies")).toBe(22_650);
    expect(predict(MIXED, "base")).toBe(22_650);
  });

  it("expects nothing after less than three runs that succeeded", () => {
    expect(predict([], "sources")).toBeUndefined();
    expect(predict([...MIXED.slice(0, 2), aFailure(), aFailure()], "sources")).toBeUndefined();
  });

  it("goes by the last ten", () => {
    const old = Array(30).fill(["sources", 90_000]) as ["sources", number][];
    const recent = Array(10).fill(["sources", 30_000]) as ["sources", number][];
    expect(predict(runs(...old, ...recent), "sources")).toBe(30_000);
  });
});

describe("expectation", () => {
  it("tells what each likely kind of change takes, the likeliest first", () => {
    expect(expectation(MIXED)).toBe(
      "Expected: 1.2 s if nothing changed, 45.0 s for a change of sources (from 8 earlier runs)",
    );
  });

  it("tells of dependencies and base images, too", () => {
    const list = runs(
      ["base", 300_000],
      ["base", 300_000],
      ["base", 300_000],
      ["dependencies", 130_000],
      ["dependencies", 130_000],
      ["dependencies", 130_000],
    );
    expect(expectation(list)).toBe(
      "Expected: 2 min 10 s for a change of dependencies, 5 min 00 s for a change of a base image (from 6 earlier runs)",
    );
  });

  it("tells what all took where no kind has enough runs", () => {
    const list = runs(["sources", 10_000], ["nothing", 1_000], ["base", 30_000]);
    expect(expectation(list)).toBe("Expected: 10.0 s (from 3 earlier runs)");
  });

  it("says nothing after less than three runs that succeeded", () => {
    expect(expectation([])).toBeUndefined();
    expect(expectation([...MIXED.slice(0, 2), aFailure()])).toBeUndefined();
  });
});

describe("judgePrediction", () => {
  it("compares with what the likeliest kind of change takes", () => {
    expect(judgePrediction(MIXED, "nothing", 1_500)).toEqual({
      expectedMs: 1_200,
      kind: "nothing",
      actualKind: "nothing",
      error: 0.25,
    });
    expect(judgePrediction(MIXED, "sources", 48_000)).toMatchObject({ kind: "nothing", error: 39 });
  });

  it("takes the newer of kinds that are equally frequent for the likelier", () => {
    const list = runs(["sources", 10], ["nothing", 20], ["nothing", 20], ["sources", 10]);
    expect(judgePrediction(list, "base", 10)?.kind).toBe("sources");
  });

  it("goes by the last ten runs", () => {
    const old = Array(30).fill(["sources", 90_000]) as ["sources", number][];
    const recent = Array(6).fill(["nothing", 1_000]) as ["nothing", number][];
    expect(judgePrediction(runs(...old, ...recent), "nothing", 1_000)).toMatchObject({ kind: "nothing" });
  });

  it("says nothing where nothing was expected", () => {
    expect(judgePrediction([], "sources", 1_000)).toBeUndefined();
    expect(judgePrediction(MIXED.slice(0, 2), "sources", 1_000)).toBeUndefined();
  });

  it("has figures for any runs, in any order", () => {
    fc.assert(
      fc.property(fc.array(records), kinds, fc.maxSafeNat(), (list, kind, durationMs) => {
        const prediction = judgePrediction(list, kind, durationMs);
        expect(numbersIn(prediction).every(Number.isFinite)).toBe(true);
        expect(prediction?.error ?? 0).toBeGreaterThanOrEqual(-1);
        expect(judgePrediction(list.toReversed(), kind, durationMs)).toEqual(prediction);
        expect(expectation(list) === undefined).toBe(prediction === undefined);
        expect(predict(list, kind) === undefined).toBe(prediction === undefined);
      }),
    );
  });
});
