import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { runSteps, stageName } from "../../../src/domain/metrics/run-steps.ts";
import { aStep } from "../progress/a-progress.ts";
import { AMD64, ARM64, aBase, aChain, aSolve, capturedSolve } from "./a-run.ts";

const ALONE = [capturedSolve("alone-amd64", [AMD64]), capturedSolve("alone-arm64", [ARM64])];

describe("runSteps", () => {
  it("tells once of a step that two solves share, under both platforms", () => {
    expect(
      runSteps(ALONE).map(({ stage, index, platforms, base }) => [stage, index, platforms, base?.stage]),
    ).toEqual([
      ["shared", 2, [AMD64, ARM64], "shared"],
      ["shared", 3, [AMD64, ARM64], "shared"],
      ["cross", 1, [AMD64], "shared"],
      ["cross", 1, [ARM64], "shared"],
      // Its base is that of the other stage, of the same image.
      ["fin", 2, [AMD64], "shared"],
      ["fin", 2, [ARM64], "fin"],
    ]);
  });

  it("tells the state of a shared step that says most", () => {
    const solveOf = (platform: string, state: "cached" | "executed") =>
      aSolve({ platforms: [platform], steps: [aStep({ state, durationMs: state === "cached" ? 0 : 9 })] });
    expect(runSteps([solveOf(AMD64, "cached"), solveOf(ARM64, "executed")])).toMatchObject([
      { state: "executed", durationMs: 9, platforms: [AMD64, ARM64] },
    ]);
  });

  it("knows the base of a shared step if one solve does", () => {
    const steps = aChain("base", [{ id: "a" }]);
    const solves = [
      aSolve({ steps, baseImages: [aBase()] }),
      aSolve({ platforms: [ARM64], steps, baseImages: [aBase()] }),
    ];
    expect(runSteps(solves)).toMatchObject([{ id: "a", base: aBase() }]);
    expect(runSteps([])).toEqual([]);
  });

  it("has every step once, in the order in which they began, and each under a platform", () => {
    const graph = fc.array(fc.record({ id: fc.nat(8), on: fc.array(fc.nat(8)), startedAtMs: fc.nat(9) }));
    const solves = fc.uniqueArray(fc.record({ platform: fc.constantFrom(AMD64, ARM64), graph }), {
      selector: ({ platform }) => platform,
    });
    fc.assert(
      fc.property(solves, (list) => {
        const made = list.map((solve) => {
          // What a step is made from is part of its id.
          const steps = solve.graph.map(({ id, on, startedAtMs }) => {
            const inputs = on.filter((below) => below < id).map(String);
            return aStep({ id: String([id, ...inputs]), inputs, startedAtMs });
          });
          return aSolve({ platforms: [solve.platform], steps });
        });
        const steps = runSteps(made);
        const ids = made.flatMap((solve) => solve.steps.map(({ id }) => id));
        expect(steps.map(({ id }) => id).toSorted()).toEqual([...new Set(ids)].toSorted());
        expect(steps.every(({ platforms }) => platforms.length > 0)).toBe(true);
        const starts = steps.map(({ startedAtMs }) => startedAtMs);
        expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe("stageName", () => {
  it("is empty where the only stage has no name", () => {
    expect([stageName({ stage: undefined }), stageName({ stage: "build" })]).toEqual(["", "build"]);
  });
});
