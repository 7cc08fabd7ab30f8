import { describe, expect, it } from "@jest/globals";
import { emulatedSteps } from "../../../src/domain/metrics/emulated-steps.ts";
import { runSteps } from "../../../src/domain/metrics/run-steps.ts";
import type { SolveFigures } from "../../../src/domain/metrics/solve-figures.ts";
import { aStep } from "../progress/a-progress.ts";
import { AMD64, ARM64, aBase, aChain, aSolve, capturedSolve } from "./a-run.ts";

const ARM7 = "linux/arm/v7";

/** Of each step by its id whether it is emulated, where amd64 is native. Those of which it is not told are left out. */
function emulationIn(...solves: readonly SolveFigures[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(emulatedSteps(solves, runSteps(solves), new Set([ARM64, ARM7])));
}

/** A solve whose steps start from base images; those of `fin` come last. */
function solveOf(platform: string, chains: Readonly<Record<string, string>>): SolveFigures {
  const bases = [...new Set(Object.values(chains))].map((id) => aBase({ id }));
  const stages = Object.entries(chains).map(([stage, base]) =>
    aChain(base, [{ id: `${stage} ${base}`, stage }]),
  );
  const inputs = stages.flat().map(({ id }) => id);
  const last = aStep({
    id: `end ${platform}`,
    stage: "fin",
    command: "COPY a b",
    inputs: inputs.toReversed(),
  });
  return aSolve({ platforms: [platform], steps: [...stages.flat(), last], baseImages: bases });
}

describe("emulatedSteps", () => {
  it("goes by the names of a solve for several platforms", () => {
    const solve = capturedSolve("joint-cold", [AMD64, ARM64]);
    const emulated = emulatedSteps([solve], runSteps([solve]), new Set([ARM64]));
    const told = solve.steps.flatMap(({ id, platform, stage, index }) => {
      const answer = emulated.get(id);
      return answer === undefined ? [] : [`${platform} ${stage} ${index} ${answer}`];
    });
    expect(told).toEqual([
      "linux/arm64 fin 2 true",
      "linux/amd64 fin 2 false",
      "linux/amd64 cross 3 false",
      "linux/arm64 cross 3 false",
    ]);
  });

  it("does not know it of an emulated platform's stages FROM scratch in such a solve", () => {
    const steps = [
      aStep({ id: "native", platform: AMD64 }),
      aStep({ id: "foreign", platform: ARM64 }),
      aStep({ id: "none", platform: undefined }),
    ];
    expect(emulationIn(aSolve({ platforms: [AMD64, ARM64], steps }))).toEqual({ native: false });
  });

  it("takes a stage that two solves start from the same image for one of the build machine", () => {
    const solves = [capturedSolve("alone-amd64", [AMD64]), capturedSolve("alone-arm64", [ARM64])];
    const emulated = emulatedSteps(solves, runSteps(solves), new Set([ARM64]));
    expect([...emulated.values()]).toEqual([false, false, false]);
  });

  it("takes a stage that solves start from different images for one of the image's platform", () => {
    const native = solveOf(AMD64, { build: "go-amd64", fin: "alpine-amd64" });
    const foreign = solveOf(ARM64, { build: "go-arm64", fin: "alpine-arm64" });
    expect(emulationIn(native, foreign)).toEqual({
      "build go-amd64": false,
      "fin alpine-amd64": false,
      "build go-arm64": true,
      "fin alpine-arm64": true,
    });
  });

  it("knows a stage of the build machine also where no platform is native", () => {
    const solves = [
      solveOf(ARM64, { build: "go-amd64", fin: "alpine-arm64" }),
      solveOf(ARM7, { build: "go-amd64", fin: "alpine-arm7" }),
    ];
    expect(emulationIn(...solves)).toEqual({
      "build go-amd64": false,
      "fin alpine-arm64": true,
      "fin alpine-arm7": true,
    });
  });

  it("does not know it of a stage that only one platform has", () => {
    const native = solveOf(AMD64, { fin: "alpine-amd64" });
    const foreign = solveOf(ARM64, { "build-arm64": "go", fin: "alpine-arm64" });
    expect(emulationIn(native, foreign)).toEqual({ "fin alpine-amd64": false, "fin alpine-arm64": true });
  });

  it("knows of a solve alone only that what the image is based on is for its platform", () => {
    expect(emulationIn(solveOf(ARM64, { build: "go", fin: "alpine" }))).toEqual({ "fin alpine": true });
    expect(emulationIn(solveOf(ARM64, { build: "alpine", fin: "alpine" }))).toEqual({
      "build alpine": true,
      "fin alpine": true,
    });
  });

  it.each(["failed", "canceled", "running"] as const)(
    "does not take a step that is %s for the image's last",
    (state) => {
      const steps = aChain("go", [{}, { state }]);
      expect(emulationIn(aSolve({ platforms: [ARM64], steps, baseImages: [aBase({ id: "go" })] }))).toEqual(
        {},
      );
    },
  );

  it("does not know it where a solve has several last steps, or steps that start from no image", () => {
    const steps = [...aChain("go", [{ id: "a" }]), ...aChain("go", [{ id: "b" }])];
    expect(emulationIn(aSolve({ platforms: [ARM64], steps, baseImages: [aBase({ id: "go" })] }))).toEqual({});
    expect(emulationIn(aSolve({ platforms: [ARM64], steps: [aStep()] }))).toEqual({});
  });

  it("finds nothing emulated where only the native platform is built, and nothing in nothing", () => {
    expect(emulationIn(aSolve({ steps: [aStep({ id: "a" })] }))).toEqual({ a: false });
    expect(emulationIn(aSolve({ platforms: [] }))).toEqual({});
    expect(emulationIn(aSolve({ platforms: [ARM64] }))).toEqual({});
  });
});
