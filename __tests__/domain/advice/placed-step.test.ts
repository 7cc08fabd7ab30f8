import { describe, expect, it } from "@jest/globals";
import { placeSteps } from "../../../src/domain/advice/placed-step.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { aSolve, someFacts, stepOfLine } from "./some-facts.ts";

const DOCKERFILE = aDockerfile("FROM alpine AS build", "RUN make");

describe("placeSteps", () => {
  it.each([
    {
      of: "its own platform",
      step: { platform: "linux/arm64" },
      platforms: ["linux/amd64", "linux/arm64"],
      is: "linux/arm64",
    },
    { of: "the only one of its solve", step: {}, platforms: ["linux/amd64"], is: "linux/amd64" },
    {
      of: "none where the solve has several",
      step: {},
      platforms: ["linux/amd64", "linux/arm64"],
      is: undefined,
    },
    {
      of: "none that was not built for",
      step: { platform: "linux/s390x" },
      platforms: ["linux/amd64"],
      is: undefined,
    },
  ])("takes $of for the platform of a step", ({ step, platforms, is }) => {
    const solve = { ...aSolve("", stepOfLine(DOCKERFILE, 2, step)), platforms };
    const placed = placeSteps(someFacts({ dockerfile: DOCKERFILE, solves: [solve] }));
    expect(placed.map(({ platform, instruction }) => [platform.platform, instruction.line])).toEqual(
      is === undefined ? [] : [[is, 2]],
    );
  });

  it("knows no place without a Dockerfile, or in another one", () => {
    const solves = [aSolve("linux/amd64", stepOfLine(DOCKERFILE, 2))];
    expect(placeSteps(someFacts({ solves }))).toEqual([]);
    expect(placeSteps(someFacts({ solves, dockerfile: aDockerfile("FROM a") }))).toEqual([]);
  });
});
