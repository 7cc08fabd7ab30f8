import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sparkline } from "../../../src/domain/summary/sparkline.ts";

describe("sparkline", () => {
  it("draws values as bars that begin at zero", () => {
    expect(sparkline([0, 10, 20, 30, 40, 50, 60, 70, 80])).toBe("▁▁▂▃▄▅▆▇█");
    expect(sparkline([70, 80])).toBe("▇█");
  });

  it("draws nothing but zeros as the lowest bars", () => {
    expect(sparkline([0, 0])).toBe("▁▁");
    expect(sparkline([])).toBe("");
  });

  it("has a bar for each value, and never a lower one for a larger value", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { minLength: 1 }), (values) => {
        const line = sparkline(values.toSorted((one, other) => one - other));
        expect(line).toMatch(/^▁*▂*▃*▄*▅*▆*▇*█*$/);
        expect(line).toHaveLength(values.length);
      }),
    );
  });
});
