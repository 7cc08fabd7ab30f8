import { describe, expect, it } from "@jest/globals";
import { adviseCrossCompile } from "../../../src/domain/advice/cross-compile.ts";
import type { AdviceFacts } from "../../../src/domain/advice/facts.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { aSolve, someFacts, stepOfLine } from "./some-facts.ts";

const GO = [
  "FROM golang:1.26 AS build",
  "COPY . .",
  "RUN go build -o /app .",
  "FROM alpine",
  "COPY --from=build /app /app",
];

/** A run in which line 3 took these times. */
function run(
  lines: readonly string[],
  { emulatedMs, nativeMs }: { readonly emulatedMs: number; readonly nativeMs?: number },
): AdviceFacts {
  const dockerfile = aDockerfile(...lines);
  return someFacts({
    dockerfile,
    solves: [
      aSolve(
        "linux/amd64",
        ...(nativeMs === undefined ? [] : [stepOfLine(dockerfile, 3, { durationMs: nativeMs })]),
      ),
      aSolve("linux/arm64", stepOfLine(dockerfile, 3, { durationMs: emulatedMs })),
    ],
  });
}

describe("adviseCrossCompile", () => {
  it("compares a step with the same one run natively", () => {
    expect(adviseCrossCompile(run(GO, { emulatedMs: 185_000, nativeMs: 12_000 }))).toEqual({
      rule: "cross-compile",
      advice:
        "Begin line 1 with FROM --platform=$BUILDPLATFORM and let that stage compile for $TARGETARCH, so that no compiler is emulated.",
      evidence:
        '"RUN go build -o /app ." took 3 min 05 s under emulation for linux/arm64, 15 times as long as natively for linux/amd64 (12.0 s).',
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#cross-compile",
      line: 1,
    });
  });

  it.each([
    { of: "three times as long", emulatedMs: 60_000, nativeMs: 20_000, says: "3.0 times" },
    { of: "20 s", emulatedMs: 20_000, nativeMs: 0, says: "20000 times" },
    {
      of: "a minute, alone",
      emulatedMs: 60_000,
      nativeMs: undefined,
      says: "1 min 00 s under emulation for linux/arm64.",
    },
  ])("begins at $of", ({ emulatedMs, nativeMs, says }) => {
    const at = (ms: number) =>
      adviseCrossCompile(run(GO, { emulatedMs: ms, ...(nativeMs !== undefined && { nativeMs }) }));
    expect(at(emulatedMs)?.evidence).toContain(says);
    expect(at(emulatedMs - 1)).toBeUndefined();
  });

  it.each([
    { of: "another target", lines: [...GO, "FROM build AS shell"], target: "stage-1" },
    { of: "the stage itself", lines: GO, target: "build" },
    { of: "a single stage", lines: GO.slice(0, 3) },
    {
      of: "what already runs on the build machine",
      lines: ["FROM --platform=$BUILDPLATFORM golang AS build", ...GO.slice(1)],
    },
    {
      of: "a stage of a fixed platform",
      lines: ["FROM --platform=linux/arm64 golang AS build", ...GO.slice(1)],
    },
    {
      of: "what is no compiler",
      lines: ["FROM alpine AS build", "COPY . .", "RUN apk add git", ...GO.slice(3)],
    },
    {
      of: "a base that may be the stage",
      lines: [...GO.slice(0, 3), "FROM $FLAVOR", "COPY --from=build /a /a"],
    },
    {
      of: "a base that both share",
      lines: ["FROM golang AS build", "COPY . .", "RUN go build", "FROM build AS last"],
    },
    { of: "a copy", lines: ["FROM golang AS build", "COPY . .", "COPY a b", ...GO.slice(3)] },
  ])("is silent for $of", ({ lines, target }) => {
    expect(
      adviseCrossCompile({ ...run(lines, { emulatedMs: 600_000, nativeMs: 1_000 }), target }),
    ).toBeUndefined();
  });

  it.each([
    {
      of: "by its command",
      lines: ["FROM debian AS build", "COPY . .", "RUN cmake -B x && cmake --build x", ...GO.slice(3)],
    },
    {
      of: "by its base image",
      lines: ["FROM ghcr.io/a/golang:1@sha256:0 AS build", "COPY . .", "RUN ./a.sh", ...GO.slice(3)],
    },
    {
      of: "on its platform by name",
      lines: ["FROM --platform=${TARGETPLATFORM} golang AS build", ...GO.slice(1)],
    },
    {
      of: "scripts, of which only those are copied",
      lines: [
        "FROM node AS build",
        "COPY . .",
        "RUN npm ci && npm run build",
        "FROM nginx",
        "COPY --from=build /a/dist /b",
      ],
    },
  ])("knows a stage that compiles $of", ({ lines }) => {
    expect(adviseCrossCompile(run(lines, { emulatedMs: 60_000, nativeMs: 9_000 }))).toMatchObject({
      evidence: expect.stringContaining("6.7 times"),
      line: 1,
    });
  });

  it.each([
    { of: "modules that may be compiled", copy: "COPY --from=build /a /b" },
    { of: "a mount of everything", copy: "RUN --mount=from=build,target=/a cp -r /a/dist /b" },
    { of: "nothing", copy: "COPY a b" },
  ])("leaves scripts alone of which $of is copied", ({ copy }) => {
    const lines = ["FROM node AS build", "COPY . .", "RUN npm ci", "FROM node", copy];
    expect(adviseCrossCompile(run(lines, { emulatedMs: 60_000, nativeMs: 9_000 }))).toBeUndefined();
  });

  it("names the stage that the compiling one is based on, and the step that lost most", () => {
    const dockerfile = aDockerfile(
      "ARG VERSION",
      "FROM golang:$VERSION AS tools",
      "RUN go install a@latest",
      "FROM tools AS build",
      "RUN go build a",
      "RUN go build b",
      "FROM scratch",
      "COPY --from=build /a /b /",
    );
    const steps = (first: number, ...rest: readonly number[]) =>
      [first, ...rest].map((durationMs, at) => stepOfLine(dockerfile, [3, 5, 6][at]!, { durationMs }));
    const facts = someFacts({
      dockerfile,
      solves: [
        aSolve("linux/amd64", ...steps(10_000, 60_000), stepOfLine(dockerfile, 6, { state: "cached" })),
        aSolve("linux/amd64", ...steps(30_000)),
        aSolve("linux/arm64", ...steps(100_000, 200_000, 90_000)),
      ],
    });
    expect(adviseCrossCompile(facts)).toMatchObject({
      evidence: expect.stringMatching(/^"RUN go build a" took 3 min 20 s .*, 3\.3 times/),
      line: 2,
    });
  });

  it("is silent where the Dockerfile, the target or the platform is not known", () => {
    const facts = run(GO, { emulatedMs: 600_000 });
    expect(adviseCrossCompile({ ...facts, dockerfile: undefined })).toBeUndefined();
    expect(adviseCrossCompile({ ...facts, target: "missing" })).toBeUndefined();
    expect(adviseCrossCompile({ ...facts, metrics: { ...facts.metrics, platforms: [] } })).toBeUndefined();
    expect(adviseCrossCompile({ ...facts, solves: [] })).toBeUndefined();
  });
});
