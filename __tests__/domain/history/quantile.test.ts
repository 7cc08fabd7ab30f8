import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { median, medianDeviation, quantile } from "../../../src/domain/history/quantile.ts";

describe("quantile", () => {
  it.each([
    { values: [], share: 0.5, expected: 0 },
    { values: [7], share: 0.9, expected: 7 },
    { values: [30, 10, 20], share: 0.5, expected: 20 },
    { values: [10, 20], share: 0.5, expected: 15 },
    { values: [0, 100], share: 0.9, expected: 90 },
    { values: [5, 1, 4, 2, 3], share: 1, expected: 5 },
    { values: [5, 1, 4, 2, 3], share: 0, expected: 1 },
  ])("finds $expected at $share of $values", ({ values, share, expected }) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it("is between the least and the greatest, whatever their order", () => {
    const values = fc.array(fc.nat(), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const value = quantile(list, share);
        expect(value).toBeGreaterThanOrEqual(Math.min(...list));
        expect(value).toBeLessThanOrEqual(Math.max(...list));
        expect(quantile(list.toReversed(), share)).toBe(value);
      }),
    );
  });
});

describe("medianDeviation", () => {
  it("does not mind one value that is far out", () => {
    expect(medianDeviation([10, 11, 12, 13, 14])).toBe(1);
    expect(medianDeviation([10, 11, 12, 13, 1_000_000])).toBe(1);
  });

  it("is nothing where all are the same, or there are none", () => {
    expect(medianDeviation([4, 4, 4])).toBe(0);
    expect(medianDeviation([])).toBe(0);
    expect(median([])).toBe(0);
  });
});
