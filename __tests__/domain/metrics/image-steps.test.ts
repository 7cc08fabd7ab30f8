import { describe, expect, it } from "@jest/globals";
import { imageSteps, lastSteps } from "../../../src/domain/metrics/image-steps.ts";
import type { SolveFigures } from "../../../src/domain/metrics/solve-figures.ts";
import { aStep } from "../progress/a-progress.ts";
import { AMD64, ARM64, aChain, aSolve, capturedSolve } from "./a-run.ts";

const BOTH = [AMD64, ARM64];

/** Where the steps of each image are, sorted. */
function placesIn(solve: SolveFigures): Readonly<Record<string, readonly string[]>> {
  const images = [...imageSteps(solve)];
  return Object.fromEntries(
    images.map(([platform, ids]) => {
      const steps = solve.steps.filter(({ id }) => ids.has(id));
      return [platform, steps.map(({ stage, index }) => `${stage ?? ""} ${index}`).toSorted()];
    }),
  );
}

function idsIn(solve: SolveFigures): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...imageSteps(solve)].map(([platform, ids]) => [platform, [...ids].toSorted()]));
}

describe("imageSteps", () => {
  it("counts a step that images share to both, whichever platform its name has", () => {
    const places = ["cross 2", "cross 3", "fin 2", "fin 3", "fin 4"];
    expect(placesIn(capturedSolve("joint-cold", BOTH))).toEqual({ [AMD64]: places, [ARM64]: places });
    expect(placesIn(capturedSolve("joint-warm", BOTH))).toEqual({ [AMD64]: places, [ARM64]: places });
  });

  it("follows linked copies that images share, and stages FROM scratch", () => {
    const linked = [" 2", " 3", " 4", " 5", " 6", " 7"];
    expect(placesIn(capturedSolve("link-joint", BOTH))).toEqual({ [AMD64]: linked, [ARM64]: linked });
    const stages = ["bbb 1", "bbb 2", "cross 1", "stage-3 1", "stage-3 2", "stage-3 3", "tb 2"];
    expect(placesIn(capturedSolve("joint-warm-rerun", BOTH))).toEqual({
      // Two stages begin with the same copy, of which BuildKit tells once.
      [AMD64]: stages,
      [ARM64]: [...stages.slice(0, 6), "tb 1", "tb 2"],
    });
  });

  it("counts all steps of a solve for one platform to it", () => {
    const { steps, ...solve } = capturedSolve("alone-arm64", [ARM64]);
    expect(imageSteps({ ...solve, steps })).toEqual(new Map([[ARM64, new Set(steps.map(({ id }) => id))]]));
    const unnamed = aSolve({ platforms: [ARM64], steps: [aStep({ id: "a" })] });
    expect(idsIn(unnamed)).toEqual({ [ARM64]: ["a"] });
  });

  it("counts a last step that names none of the platforms to all", () => {
    const steps = [...aChain("base", [{ id: "a" }, { id: "b" }]), aStep({ id: "c", platform: AMD64 })];
    expect(idsIn(aSolve({ platforms: BOTH, steps }))).toEqual({
      [AMD64]: ["a", "b", "c"],
      [ARM64]: ["a", "b", "c"],
    });
  });

  it("counts the last step of one image to another that has none", () => {
    const steps = aChain("base", [
      { id: "a", platform: AMD64 },
      { id: "b", platform: AMD64 },
    ]);
    expect(idsIn(aSolve({ platforms: BOTH, steps }))).toEqual({ [AMD64]: ["a", "b"], [ARM64]: ["a", "b"] });
  });

  it("leaves out what leads nowhere but to itself, and finds nothing in nothing", () => {
    const steps = [aStep({ id: "a", inputs: ["b"] }), aStep({ id: "b", inputs: ["a"] })];
    expect(idsIn(aSolve({ steps }))).toEqual({ [AMD64]: [] });
    expect(idsIn(aSolve({ platforms: BOTH }))).toEqual({ [AMD64]: [], [ARM64]: [] });
  });

  it("ends where steps lead back to themselves", () => {
    const steps = [aStep({ id: "a", inputs: ["b"] }), aStep({ id: "b", inputs: ["a"] })];
    const end = aStep({ id: "c", inputs: ["a"] });
    expect(idsIn(aSolve({ steps: [...steps, end] }))).toEqual({ [AMD64]: ["a", "b", "c"] });
  });
});

describe("lastSteps", () => {
  it("finds one step for each image of a solve that went well", () => {
    const ends = lastSteps(capturedSolve("joint-cold", BOTH).steps);
    expect(ends.map(({ platform, stage, index }) => [platform, stage, index])).toEqual([
      [AMD64, "fin", 4],
      [ARM64, "fin", 4],
    ]);
  });
});
