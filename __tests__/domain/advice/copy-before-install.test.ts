import { describe, expect, it } from "@jest/globals";
import { adviseCopyBeforeInstall } from "../../../src/domain/advice/copy-before-install.ts";
import type { AdviceFacts } from "../../../src/domain/advice/facts.ts";
import type { Change } from "../../../src/domain/metrics/metrics.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { aFirstMiss, aMetrics, aPlatformMetrics } from "../../support/a-metrics.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { aSolve, someFacts, stepOfLine } from "./some-facts.ts";

const NODE = ["FROM node AS build", "WORKDIR /app", "COPY . .", "RUN npm ci"];

/** A run in which line 3 was the first to be executed, and the last line took a while. */
function run(
  lines: readonly string[],
  durationMs: number,
  first: Partial<Step> = { state: "cached" },
): AdviceFacts {
  const dockerfile = aDockerfile(...lines);
  const steps = lines.flatMap((line, at) => {
    if (!/^(?:RUN|COPY|ADD|WORKDIR)/.test(line)) return [];
    const states = at < 2 ? first : at === lines.length - 1 ? { durationMs } : {};
    return stepOfLine(dockerfile, at + 1, states);
  });
  return someFacts({ dockerfile, solves: [aSolve("linux/amd64", ...steps)] });
}

/** The same, with what is remembered of the copy. */
function remembering(changed: Change, facts: AdviceFacts): AdviceFacts {
  const firstMiss = [aFirstMiss({ stage: "", index: 1 }), aFirstMiss({ stage: "build", index: 3, changed })];
  return { ...facts, metrics: aMetrics({ platforms: [aPlatformMetrics({ firstMiss })] }) };
}

describe("adviseCopyBeforeInstall", () => {
  it("tells which installation a change of the sources caused", () => {
    expect(adviseCopyBeforeInstall(run(NODE, 42_000))).toEqual({
      rule: "copy-before-install",
      advice: 'Copy only the files that name the dependencies before "RUN npm ci", and the sources after it.',
      evidence:
        '"COPY . ." was the first step of its stage that was executed, and so "RUN npm ci" after it was executed too, which took 42.0 s for linux/amd64.',
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#copy-before-install",
      line: 3,
    });
  });

  it("begins at ten seconds", () => {
    expect(adviseCopyBeforeInstall(run(NODE, 10_000))).toBeDefined();
    expect(adviseCopyBeforeInstall(run(NODE, 9_999))).toBeUndefined();
  });

  it("wants packages of the system to be installed before", () => {
    const lines = ["FROM debian AS build", "WORKDIR /app", "COPY ./src /app/", "RUN apt-get install -y git"];
    expect(adviseCopyBeforeInstall(run(lines, 42_000))?.advice).toBe(
      'Move "RUN apt-get install -y git" above "COPY ./src /app/", so that a change of a source does not install the packages again.',
    );
  });

  it("names the installation that took longest", () => {
    const dockerfile = aDockerfile(...NODE, "RUN pip install -r requirements.txt", "RUN make");
    const solve = (platform: string, npmMs: number, pipMs: number) =>
      aSolve(
        platform,
        stepOfLine(dockerfile, 2, { state: "cached" }),
        stepOfLine(dockerfile, 3),
        stepOfLine(dockerfile, 4, { durationMs: npmMs }),
        stepOfLine(dockerfile, 5, { durationMs: pipMs }),
        stepOfLine(dockerfile, 6, { durationMs: 900_000 }),
      );
    const solves = [solve("linux/amd64", 20_000, 30_000), solve("linux/arm64", 50_000, 40_000)];
    expect(adviseCopyBeforeInstall(someFacts({ dockerfile, solves }))?.evidence).toMatch(
      /and so "RUN npm ci" .* took 50\.0 s for linux\/arm64\.$/,
    );
  });

  it("finds what is remembered of a stage without a name", () => {
    const dockerfile = aDockerfile("FROM node", "COPY . .", "RUN npm ci");
    const steps = [stepOfLine(dockerfile, 2), stepOfLine(dockerfile, 3, { durationMs: 42_000 })];
    const firstMiss = [aFirstMiss({ stage: "", index: 2 })];
    const metrics = aMetrics({ platforms: [aPlatformMetrics({ firstMiss })] });
    const facts = someFacts({ dockerfile, metrics, solves: [aSolve("linux/amd64", ...steps)] });
    expect(adviseCopyBeforeInstall(facts)?.line).toBe(2);
  });

  it("goes by what is remembered of the copy", () => {
    const cold = run(NODE, 42_000, { state: "cached" });
    expect(adviseCopyBeforeInstall(remembering("files", cold))).toBeDefined();
    expect(adviseCopyBeforeInstall(remembering("command", cold))).toBeUndefined();
    expect(adviseCopyBeforeInstall(remembering("base", cold))).toBeUndefined();
    const [solve] = cold.solves;
    const alone = { ...cold, solves: [{ ...solve!, steps: solve!.steps.slice(1) }] };
    expect(adviseCopyBeforeInstall(alone)).toBeUndefined();
    expect(adviseCopyBeforeInstall(remembering("files", alone))).toBeDefined();
  });

  it.each([
    { of: "a run without a cache", first: { state: "executed" } as const },
    {
      of: "an installation from files copied before",
      lines: ["FROM node AS build", "COPY package.json .", "RUN npm ci", "COPY . .", "RUN npm i -g x"],
    },
    {
      of: "no copy of sources",
      lines: ["FROM node AS build", "WORKDIR /app", "COPY package.json patches ./", "RUN npm ci"],
    },
    {
      of: "a copy from a stage",
      lines: ["FROM node AS build", "WORKDIR /app", "COPY --from=a . .", "RUN npm ci"],
    },
    {
      of: "no installation",
      lines: ["FROM node AS build", "WORKDIR /app", "COPY . .", "RUN npm run install"],
    },
    {
      of: "the sources being installed",
      lines: ["FROM node AS build", "WORKDIR /app", "COPY . .", "RUN pip install .[dev]"],
    },
  ])("is silent for $of", ({ lines = NODE, first }) => {
    expect(adviseCopyBeforeInstall(run(lines, 42_000, first))).toBeUndefined();
  });

  it.each([
    {
      of: "files that were mounted",
      before: "RUN --mount=type=bind,source=go.mod,target=go.mod go mod download",
      silent: true,
    },
    { of: "a mounted stage", before: "RUN --mount=from=a,target=/a go mod download", silent: false },
    { of: "a mounted cache", before: "RUN --mount=type=cache,target=/a go mod download", silent: false },
    { of: "nothing that was copied", before: "RUN go get a", silent: false },
  ])("looks at what was installed from $of", ({ before, silent }) => {
    const lines = ["FROM golang AS build", before, "COPY . .", "RUN go mod download"];
    expect(adviseCopyBeforeInstall(run(lines, 42_000)) === undefined).toBe(silent);
  });

  it("looks at the stages below", () => {
    const dockerfile = aDockerfile(
      "FROM rust AS deps",
      "COPY Cargo.toml .",
      "RUN cargo fetch",
      "FROM deps AS build",
      ...NODE.slice(1, 3),
      "RUN cargo build",
    );
    const steps = [
      stepOfLine(dockerfile, 5, { state: "cached" }),
      stepOfLine(dockerfile, 6),
      stepOfLine(dockerfile, 7, { durationMs: 42_000 }),
    ];
    expect(
      adviseCopyBeforeInstall(someFacts({ dockerfile, solves: [aSolve("linux/amd64", ...steps)] })),
    ).toBeUndefined();
  });

  it("is silent where the installation came from the cache", () => {
    const facts = run(NODE, 42_000);
    const [solve] = facts.solves;
    const steps = solve!.steps.map((step) =>
      step.command === "RUN npm ci" ? { ...step, state: "cached" as const } : step,
    );
    expect(adviseCopyBeforeInstall({ ...facts, solves: [{ ...solve!, steps }] })).toBeUndefined();
  });

  it("is silent where the Dockerfile is not known", () => {
    expect(adviseCopyBeforeInstall({ ...run(NODE, 42_000), dockerfile: undefined })).toBeUndefined();
  });
});
