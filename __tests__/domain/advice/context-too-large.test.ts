import { describe, expect, it } from "@jest/globals";
import { adviseContextTooLarge } from "../../../src/domain/advice/context-too-large.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { someFacts } from "./some-facts.ts";

const FACTS = someFacts({
  dockerfile: aDockerfile("FROM alpine AS build", "COPY src src"),
  contextBytes: 412_000_000,
  copiedBytes: 3_100_000,
});

describe("adviseContextTooLarge", () => {
  it("compares what was sent with what was copied", () => {
    expect(adviseContextTooLarge(FACTS)).toEqual({
      rule: "context-too-large",
      advice: "List what the build does not need in .dockerignore.",
      evidence: "412.0 MB of the context were sent to the builder, and the Dockerfile copies 3.1 MB of it.",
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#context-too-large",
    });
  });

  it.each([
    { of: "20 MB", contextBytes: 20_000_000, copiedBytes: 0 },
    { of: "five times as much", contextBytes: 100_000_000, copiedBytes: 20_000_000 },
  ])("begins at $of", ({ contextBytes, copiedBytes }) => {
    expect(adviseContextTooLarge({ ...FACTS, contextBytes, copiedBytes })).toBeDefined();
    expect(adviseContextTooLarge({ ...FACTS, contextBytes: contextBytes - 1, copiedBytes })).toBeUndefined();
  });

  it.each([
    { mount: "target=/src", silent: true },
    { mount: "type=bind,source=.,target=/src", silent: true },
    { mount: "type=bind,src=/,target=/src", silent: true },
    { mount: "type=bind,source=go.mod,target=/src", silent: false },
    { mount: "from=alpine,target=/src", silent: false },
    { mount: "type=cache,target=/src", silent: false },
  ])("knows what the mount $mount may read", ({ mount, silent }) => {
    const dockerfile = aDockerfile("FROM alpine", `RUN --mount=${mount} make`);
    expect(adviseContextTooLarge({ ...FACTS, dockerfile }) === undefined).toBe(silent);
  });

  it.each([
    { missing: "contextBytes", facts: { contextBytes: undefined } },
    { missing: "copiedBytes", facts: { copiedBytes: undefined } },
    { missing: "dockerfile", facts: { dockerfile: undefined } },
    { missing: "target", facts: { target: "missing" } },
  ])("is silent without $missing", ({ facts }) => {
    expect(adviseContextTooLarge({ ...FACTS, ...facts })).toBeUndefined();
  });
});
