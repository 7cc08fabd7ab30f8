import { describe, expect, it } from "@jest/globals";
import {
  baseChain,
  baseStage,
  mayBeStage,
  neededStages,
  rootStage,
  sourceStages,
  targetStage,
} from "../../../src/domain/dockerfile/stage-graph.ts";
import { aDockerfile, anInstruction } from "./a-dockerfile.ts";

const DOCKERFILE = aDockerfile(
  "FROM alpine AS base",
  "FROM base AS build",
  "FROM golang AS tools",
  "RUN --mount=from=0,target=/a x",
  "FROM alpine AS unused",
  "COPY --from=build /a /a",
  "FROM Build AS test",
  "COPY --from=TOOLS /a /a",
  "COPY --from=alpine:3 /a /a",
  "FROM test",
);
const [BASE, BUILD, TOOLS, , TEST, LAST] = DOCKERFILE.stages;

describe("targetStage", () => {
  it.each([
    { target: undefined, stage: LAST },
    { target: "BUILD", stage: BUILD },
    { target: "missing", stage: undefined },
  ])("finds $target", ({ target, stage }) => {
    expect(targetStage(DOCKERFILE, target)).toBe(stage);
  });
});

describe("baseStage", () => {
  it("tells the stage that a stage is based on, if its base is no image", () => {
    expect(baseStage(DOCKERFILE, BUILD!)).toBe(BASE);
    expect(baseStage(DOCKERFILE, BASE!)).toBeUndefined();
  });

  it("takes an image for one though a later stage has its name", () => {
    const { stages } = aDockerfile("FROM alpine AS alpine", "FROM alpine AS last");
    expect(stages.map((stage) => baseStage({ stages }, stage))).toEqual([undefined, stages[0]]);
  });
});

describe("baseChain", () => {
  it("goes down to the stage whose base is an image", () => {
    expect(baseChain(DOCKERFILE, LAST!)).toEqual([LAST, TEST, BUILD, BASE]);
    expect(rootStage(DOCKERFILE, LAST!)).toBe(BASE);
    expect(rootStage(DOCKERFILE, BASE!)).toBe(BASE);
  });

  it("goes down thousands of stages", () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `FROM ${at === 0 ? "a" : `s${at - 1}`} AS s${at}`);
    const dockerfile = aDockerfile(...lines);
    expect(baseChain(dockerfile, dockerfile.stages.at(-1)!)).toHaveLength(5_000);
    expect(neededStages(dockerfile, dockerfile.stages.at(-1)!).size).toBe(5_000);
  });
});

describe("neededStages", () => {
  it("tells all that is built for a stage", () => {
    expect(neededStages(DOCKERFILE, LAST!)).toEqual(new Set([LAST, TEST, TOOLS, BASE, BUILD]));
    expect(neededStages(DOCKERFILE, BUILD!)).toEqual(new Set([BUILD, BASE]));
  });

  it("ends where stages copy from each other", () => {
    const dockerfile = aDockerfile("FROM a AS b", "COPY --from=c / /", "FROM b AS c", "COPY --from=b / /");
    expect(neededStages(dockerfile, dockerfile.stages[0]!).size).toBe(2);
  });
});

describe("sourceStages", () => {
  it("finds them by name and number, and no others", () => {
    const run = anInstruction("RUN --mount=from=1 --mount=from=tools --mount=from=9 --mount=from=alpine x");
    expect(sourceStages(DOCKERFILE, run)).toEqual([BUILD, TOOLS]);
  });
});

describe("mayBeStage", () => {
  it.each([
    { base: "$BASE", may: true },
    { base: "base-${TARGETARCH:-amd64}", may: true },
    { base: "base", may: false },
    { base: "alpine:$VERSION", may: false },
    { base: "ghcr.io/${NAME}", may: false },
    { base: "alpine@${DIGEST}", may: false },
  ])("tells it of $base", ({ base, may }) => {
    expect(mayBeStage(base)).toBe(may);
  });
});
