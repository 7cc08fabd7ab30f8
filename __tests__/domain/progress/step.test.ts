import { describe, expect, it } from "@jest/globals";
import { attempts, stepsOf } from "./a-progress.ts";

/** Begins of digests, by the place of a step in its stage. */
function inputsIn(name: string, platform: string): Readonly<Record<number, readonly string[]>> {
  const steps = stepsOf(name).filter((step) => step.platform === platform);
  return Object.fromEntries(steps.map(({ index, inputs }) => [index, inputs.map((id) => id.slice(7, 15))]));
}

describe("describeStep", () => {
  it("names what a step continues first, and then what it copies from", () => {
    expect(inputsIn("link-joint", "linux/arm64")).toEqual({
      // A linked copy is two vertexes, and the one that copies is a part of the other platform's step.
      2: ["798299d7", "723870b6"],
      3: ["c52e803e", "723870b6"],
      4: ["c03acb4e", "556fbb7c"],
      5: ["65150fe2"],
      6: ["ea334d29"],
      7: ["e7e7fcfe", "3e90c010"],
    });
  });

  it("names them also of what was begun again to pull its layers", () => {
    const inputs = stepsOf("registry-source-changed").map((step) => step.inputs.length);
    expect(inputs).toEqual([1, 2, 1, 2, 1, 1, 2]);
  });

  it("names only what is copied from where a stage begins with the copy", () => {
    expect(inputsIn("scratch-stages", "linux/arm64")[1]).toEqual(["439d1705"]);
  });

  it("tells on which platform a step runs where the build says so", () => {
    const runsOn = Object.fromEntries(
      stepsOf("joint-warm").map((step) => [`${step.platform} ${step.stage} ${step.index}`, step.runsOn]),
    );
    expect(runsOn).toEqual({
      "linux/amd64 fin 2": "linux/amd64",
      "linux/amd64 fin 3": "linux/amd64",
      "linux/amd64 fin 4": "linux/amd64",
      "linux/amd64 cross 3": "linux/amd64",
      "linux/arm64 cross 2": "linux/amd64",
      "linux/arm64 cross 3": "linux/amd64",
      "linux/arm64 fin 2": "linux/arm64",
      "linux/arm64 fin 3": "linux/arm64",
      "linux/arm64 fin 4": "linux/arm64",
    });
    expect(stepsOf(attempts("sc"), "linux/arm64")).toMatchObject([
      { platform: "linux/arm64", runsOn: undefined },
    ]);
  });
});
