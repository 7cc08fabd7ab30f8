import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { emulationCost } from "../../../src/domain/metrics/emulation-cost.ts";
import type { RunStep } from "../../../src/domain/metrics/run-steps.ts";
import { aRunStep } from "./a-run.ts";

/** Those whose id begins with `e` are emulated, those with `n` are not, of others it is not known. */
function costOf(steps: readonly RunStep[]) {
  const known = steps.filter(({ id }) => /^[en]/.test(id));
  return emulationCost(steps, new Map(known.map(({ id }) => [id, id.startsWith("e")])));
}

describe("emulationCost", () => {
  it("adds up what was executed under emulation, and compares what was executed natively too", () => {
    const steps = [
      aRunStep({ id: "e1", index: 2, durationMs: 900 }),
      aRunStep({ id: "n1", index: 2, durationMs: 100 }),
      aRunStep({ id: "e2", index: 3, durationMs: 40 }),
      aRunStep({ id: "n2", index: 3, command: "RUN make native", durationMs: 1 }),
      aRunStep({ id: "n3", index: 3, stage: "other", durationMs: 1 }),
    ];
    expect(costOf(steps)).toEqual({
      steps: 2,
      durationMs: 940,
      compared: { steps: 1, emulatedMs: 900, nativeMs: 100 },
    });
  });

  it("compares commands to their last character", () => {
    const long = `RUN ${"x".repeat(300)}`;
    const steps = [aRunStep({ id: "e", command: `${long}1` }), aRunStep({ id: "n", command: `${long}2` })];
    expect(costOf(steps)).toEqual({ steps: 1, durationMs: 1_000 });
  });

  it("compares each emulated platform with the native one", () => {
    const steps = [
      aRunStep({ id: "e1", durationMs: 5 }),
      aRunStep({ id: "n", durationMs: 2 }),
      aRunStep({ id: "e2", durationMs: 7 }),
    ];
    expect(costOf(steps)).toMatchObject({ compared: { steps: 2, emulatedMs: 12, nativeMs: 4 } });
  });

  it.each([
    { case: "nothing", steps: [] },
    { case: "only native steps", steps: [aRunStep({ id: "n" })] },
    { case: "only cached steps", steps: [aRunStep({ id: "e", state: "cached" })] },
    { case: "a failed step", steps: [aRunStep({ id: "e", state: "failed" })] },
    { case: "what BuildKit does itself", steps: [aRunStep({ id: "e", command: "COPY a b" })] },
    { case: "a step of which it is not known", steps: [aRunStep({ id: "e" }), aRunStep({ id: "x" })] },
  ])("is absent for $case", ({ steps }) => {
    expect(costOf(steps)).toBeUndefined();
  });

  it("does not mind what is not known of steps that were not executed", () => {
    const steps = [
      aRunStep({ id: "e" }),
      aRunStep({ id: "x", state: "cached" }),
      aRunStep({ id: "y", command: "WORKDIR /w" }),
    ];
    expect(costOf(steps)).toEqual({ steps: 1, durationMs: 1_000 });
  });

  it("takes what a clock that went backwards measured for nothing", () => {
    expect(costOf([aRunStep({ id: "e", durationMs: -5 }), aRunStep({ id: "e2", durationMs: 3 })])).toEqual({
      steps: 2,
      durationMs: 3,
    });
  });

  it("never compares more than there is", () => {
    const step = fc.record({
      id: fc.stringMatching(/^[en]\d$/),
      index: fc.integer({ min: 2, max: 4 }),
      durationMs: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: ({ id }) => id }), (list) => {
        const cost = costOf(list.map((one) => aRunStep(one)));
        const { steps = 0, durationMs = 0, compared } = cost ?? {};
        expect(steps).toBe(list.filter(({ id }) => id.startsWith("e")).length);
        expect(compared?.steps ?? 0).toBeLessThanOrEqual(steps);
        expect(compared?.emulatedMs ?? 0).toBeLessThanOrEqual(durationMs);
      }),
    );
  });
});
