import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { advise } from "../../../src/domain/advice/advise.ts";
import type { AdviceFacts } from "../../../src/domain/advice/facts.ts";
import { parseDockerfile } from "../../../src/domain/dockerfile/parse.ts";
import { aMetrics } from "../../support/a-metrics.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { aStep } from "../progress/a-progress.ts";
import { anImage, aSolve, someFacts, stepOfLine } from "./some-facts.ts";

const DOCKERFILE = aDockerfile(
  "FROM golang AS build",
  "WORKDIR /app",
  "COPY . .",
  "RUN go mod download",
  "RUN go build",
  "FROM debian",
  "RUN apt-get update",
  "RUN apt-get install -y gcc",
  "COPY --from=build /app /app",
);

/** A run in which everything was done wrong. */
function allWrong(): AdviceFacts {
  const steps = [
    stepOfLine(DOCKERFILE, 2, { state: "cached" }),
    stepOfLine(DOCKERFILE, 3),
    stepOfLine(DOCKERFILE, 4, { durationMs: 30_000 }),
    stepOfLine(DOCKERFILE, 5, { durationMs: 300_000 }),
  ];
  const apt = { sizeBytes: 40_000_000, createdBy: "RUN /bin/sh -c apt-get install -y gcc # buildkit" };
  const app = { sizeBytes: 300_000_000, createdBy: "COPY /app /app # buildkit" };
  const facts = someFacts();
  return {
    ...facts,
    metrics: { ...facts.metrics, contextBytes: 1_000_000_000 },
    dockerfile: DOCKERFILE,
    solves: [aSolve("linux/arm64", ...steps)],
    images: [anImage("linux/arm64", { sizeBytes: 30_000_000 }, apt, app)],
    needless: [{ name: ".git", bytes: 1_000_000_000 }],
    saving: { ms: 60_000, savesMs: 1_000 },
  };
}

function rulesOf(facts: AdviceFacts): readonly string[] {
  return advise(facts).map(({ rule }) => rule);
}

describe("advise", () => {
  it("gives five pieces of advice at most, the most valuable first", () => {
    expect(rulesOf(allWrong())).toEqual([
      "cross-compile",
      "copy-before-install",
      "cache-costs-more",
      "context-too-large",
      "build-tools-in-image",
    ]);
    expect(rulesOf({ ...allWrong(), solves: [], needless: [] })).toEqual([
      "cache-costs-more",
      "build-tools-in-image",
      "dominating-layer",
      "apt-update-alone",
    ]);
  });

  it("does not name a layer twice", () => {
    const images = [
      anImage("linux/arm64", { sizeBytes: 200_000_000, createdBy: "RUN /bin/sh -c apt-get install -y gcc" }),
    ];
    const facts = { ...allWrong(), images, solves: [], needless: [], saving: undefined };
    expect(rulesOf(facts)).toEqual(["build-tools-in-image", "apt-update-alone"]);
  });

  it("has none for a run of which nothing is known, or in which nothing is wrong", () => {
    expect(advise(someFacts())).toEqual([]);
    expect(advise(someFacts({ dockerfile: aDockerfile("FROM alpine", "RUN true"), needless: [] }))).toEqual(
      [],
    );
  });

  it("leads to headings that the page has", () => {
    const page = readFileSync(new URL("../../../docs/advice.md", import.meta.url), "utf8");
    const urls = [allWrong(), { ...allWrong(), solves: [], needless: [] }]
      .flatMap(advise)
      .map(({ url }) => url);
    expect(new Set(urls).size).toBe(7);
    for (const url of urls) expect(page).toContain(`\n## ${url.slice(url.indexOf("#") + 1)}\n`);
  });

  it("keeps hostile texts within a sentence", () => {
    const nasty = `\u001b[31m::error::<script>${"x".repeat(90_000)}`;
    const lines = ["FROM golang", "COPY . .", `RUN go build '${nasty}'`];
    const facts = someFacts({
      dockerfile: parseDockerfile(lines.join("\n")),
      images: [anImage("linux/arm64", { sizeBytes: 300_000_000 })],
    });
    const [found] = advise(facts);
    expect(found?.evidence.length).toBeLessThan(400);
    expect(found?.evidence).not.toContain("\u001b");
  });

  it("never throws, whatever a build is made of", () => {
    const text = fc.oneof(
      fc.constantFrom(
        "FROM golang AS a",
        "FROM a",
        "COPY . .",
        "RUN npm ci",
        "RUN apt-get update",
        "COPY --from=a / /",
        "RUN <<EOF",
        "EOF",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const step = fc.record({
      platform: fc.constantFrom("linux/amd64", "linux/arm64", undefined),
      stage: fc.constantFrom("a", "stage-1", undefined),
      index: fc.nat(5),
      count: fc.nat(5),
      command: text,
      state: fc.constantFrom("cached" as const, "executed" as const, "failed" as const),
      durationMs: fc.nat(600_000),
    });
    const layer = fc.record({
      sizeBytes: fc.nat(1_000_000_000),
      createdBy: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 12 }),
        fc.array(step, { maxLength: 8 }),
        fc.array(layer, { maxLength: 5 }),
        fc.nat(1_000_000_000),
        (lines, steps, layers, bytes) => {
          const found = advise({
            metrics: aMetrics({ contextBytes: bytes }),
            dockerfile: parseDockerfile(`FROM alpine\n${lines.join("\n")}`),
            solves: [aSolve("linux/arm64", ...steps.map((each) => aStep(each)))],
            images: [anImage("linux/arm64", ...layers)],
            needless: [{ name: "node_modules", bytes: bytes >> 3 }],
          });
          for (const { evidence } of found) expect(evidence.length).toBeLessThan(500);
        },
      ),
    );
  });
});
