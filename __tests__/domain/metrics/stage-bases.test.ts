import { describe, expect, it } from "@jest/globals";
import { stageBases } from "../../../src/domain/metrics/stage-bases.ts";
import { aStep } from "../progress/a-progress.ts";
import { aBase, aChain, aSolve, capturedSolve } from "./a-run.ts";

describe("stageBases", () => {
  it("follows steps down to the image that their stage starts from, by way of other stages", () => {
    const solve = capturedSolve("alone-arm64", ["linux/arm64"]);
    const bases = stageBases(solve);
    const stages = solve.steps.map(({ id, stage, index }) => [stage, index, bases.get(id)?.stage]);
    expect(stages).toEqual([
      ["shared", 2, "shared"],
      ["shared", 3, "shared"],
      ["cross", 1, "shared"],
      ["fin", 2, "fin"],
    ]);
  });

  it("follows what was begun again to pull its layers, and linked copies", () => {
    for (const name of ["registry-source-changed", "link-cold", "link-joint"]) {
      const { steps, ...rest } = capturedSolve(name, ["linux/amd64", "linux/arm64"]);
      const bases = stageBases({ ...rest, steps });
      expect(steps.map(({ id }) => bases.get(id) === undefined)).toEqual(steps.map(() => false));
    }
  });

  it("does not take what a stage FROM scratch copies from for its base", () => {
    const build = aChain("base", [{}, {}]);
    const copy = aStep({ id: "copy", stage: "rootfs", command: "COPY --from=build / /", inputs: ["base-3"] });
    const run = aStep({ id: "run", stage: "rootfs", inputs: ["copy"] });
    const bases = stageBases(aSolve({ steps: [...build, copy, run], baseImages: [aBase()] }));
    expect([bases.get("base-3"), bases.get("copy"), bases.get("run")]).toEqual([
      aBase(),
      undefined,
      undefined,
    ]);
  });

  it("takes a copy upon an image for what it is", () => {
    const steps = aChain("base", [{ id: "copy", command: "COPY a b", inputs: ["context"] }, { id: "run" }]);
    const bases = stageBases(aSolve({ steps, baseImages: [aBase()] }));
    expect([bases.get("copy"), bases.get("run")]).toEqual([aBase(), aBase()]);
  });

  it("ends where steps lead to nothing that is known, or back to themselves", () => {
    const steps = [
      aStep({ id: "a", inputs: ["b"] }),
      aStep({ id: "b", inputs: ["a"] }),
      aStep({ id: "c", inputs: ["gone"] }),
      aStep({ id: "d" }),
    ];
    const bases = stageBases(aSolve({ steps, baseImages: [aBase()] }));
    expect(steps.map(({ id }) => bases.get(id))).toEqual([undefined, undefined, undefined, undefined]);
  });
});
