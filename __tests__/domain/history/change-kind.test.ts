import { describe, expect, it } from "@jest/globals";
import { changeKind } from "../../../src/domain/history/change-kind.ts";
import type { BaseImage } from "../../../src/domain/progress/step-reader.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { aStep, readerOf } from "../progress/a-progress.ts";
import { aMemory } from "./a-history.ts";

const NODE = "docker.io/library/node:24@sha256:1";

function aBase(overrides: Partial<BaseImage> = {}): BaseImage {
  return {
    id: "sha256:base",
    platform: undefined,
    stage: "build",
    image: NODE,
    startedAtMs: 0,
    durationMs: 0,
    pulledBytes: 0,
    ...overrides,
  };
}

function kindOf(steps: readonly Partial<Step>[], bases: readonly BaseImage[] = [], memory = aMemory()) {
  return changeKind([{ steps: steps.map((step) => aStep(step)), baseImages: bases }], memory);
}

describe("changeKind", () => {
  it("is that nothing changed when nothing was executed", () => {
    expect(kindOf([{ state: "cached" }, { id: "b", state: "canceled" }])).toBe("nothing");
    expect(kindOf([])).toBe("nothing");
  });

  it("is a change of sources when nothing else can be seen", () => {
    expect(
      kindOf([
        { command: "RUN npm ci", state: "cached" },
        { id: "b", command: "RUN make" },
      ]),
    ).toBe("sources");
    expect(kindOf([{ command: "RUN make", state: "failed" }])).toBe("sources");
  });

  it("is a change of dependencies when those were installed, for whatever reason", () => {
    expect(kindOf([{ command: "COPY package.json ." }, { id: "b", command: "RUN npm ci" }])).toBe(
      "dependencies",
    );
    expect(
      changeKind([{ steps: [aStep({ command: "RUN apk add git" })], baseImages: [aBase()] }], undefined),
    ).toBe("dependencies");
  });

  it("is a change of a base image when a stage has another than before", () => {
    const moved = aBase({ image: "docker.io/library/node:24@sha256:2" });
    expect(kindOf([{ command: "RUN npm ci" }], [moved])).toBe("base");
    expect(kindOf([{ command: "RUN npm ci" }], [aBase()])).toBe("dependencies");
    expect(kindOf([{ command: "RUN npm ci", state: "cached" }], [moved])).toBe("nothing");
  });

  it("takes no new stage for one whose base image changed, nor one that has another number now", () => {
    const added = aBase({ stage: "lint", image: "docker.io/library/alpine:3@sha256:3" });
    expect(kindOf([{}], [aBase(), added])).toBe("sources");
    const bases = [
      { platform: "linux/amd64", stage: "", image: NODE },
      { platform: "linux/amd64", stage: "stage-1", image: "docker.io/library/alpine:3@sha256:3" },
    ];
    const memory = aMemory({ bases });
    expect(kindOf([{}], [aBase({ stage: "stage-1" })], memory)).toBe("sources");
    expect(kindOf([{}], [aBase({ stage: undefined, image: "x@sha256:4" })], memory)).toBe("base");
  });

  it.each([
    { name: "registry-cold", kind: "sources" },
    { name: "registry-warm", kind: "nothing" },
    { name: "registry-source-changed", kind: "sources" },
  ])("tells it of the captured build $name", ({ name, kind }) => {
    const reader = readerOf(name);
    const baseImages = reader.baseImages();
    expect(baseImages.length).toBeGreaterThan(0);
    expect(changeKind([{ steps: reader.steps(), baseImages }], undefined)).toBe(kind);
  });

  it("does not depend on the order of solves, or on how often one comes", () => {
    const [one, other] = ["registry-warm", "registry-source-changed"].map((name) => {
      const reader = readerOf(name);
      return { steps: reader.steps(), baseImages: reader.baseImages() };
    });
    for (const solves of [
      [one!, other!],
      [other!, one!],
      [one!, other!, one!],
    ])
      expect(changeKind(solves, undefined)).toBe("sources");
  });
});
