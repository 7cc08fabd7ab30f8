import { describe, expect, it } from "@jest/globals";
import { adviseDominatingLayer } from "../../../src/domain/advice/dominating-layer.ts";
import type { AdviceFacts } from "../../../src/domain/advice/facts.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { anImage, someFacts } from "./some-facts.ts";

/** An image of a base and of the layer that one instruction makes. */
function image(instruction: string, baseBytes: number, sizeBytes: number): AdviceFacts {
  const createdBy = instruction.replace(/^RUN /, "RUN /bin/sh -c ").replace(/ --from=\S+/, "");
  return someFacts({
    dockerfile: aDockerfile("FROM alpine", instruction),
    images: [
      anImage("linux/amd64", { sizeBytes: baseBytes }, { sizeBytes, createdBy }),
      anImage("linux/arm64", { sizeBytes: 5 }),
    ],
  });
}

describe("adviseDominatingLayer", () => {
  it("tells which layer it is and its share", () => {
    expect(adviseDominatingLayer(image("COPY . .", 88_000_000, 312_000_000))).toEqual({
      rule: "dominating-layer",
      advice: "Copy only what is needed when the image runs, or list the rest in .dockerignore.",
      evidence: 'The layer of "COPY . ." has 312.0 MB of the 400.0 MB of the image for linux/amd64 (78 %).',
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#dominating-layer",
      line: 2,
    });
  });

  it.each([
    { instruction: "RUN make", says: /^Look at what that step leaves behind/ },
    { instruction: "COPY --from=build /a /a", says: /^Copy only what is needed when the image runs\.$/ },
  ])("has another remedy for $instruction", ({ instruction, says }) => {
    expect(adviseDominatingLayer(image(instruction, 1, 312_000_000))?.advice).toMatch(says);
  });

  it.each([
    { of: "100 MB", baseBytes: 0, sizeBytes: 100_000_000 },
    { of: "60 %", baseBytes: 80_000_000, sizeBytes: 120_000_000 },
  ])("begins at $of", ({ baseBytes, sizeBytes }) => {
    expect(adviseDominatingLayer(image("RUN make", baseBytes, sizeBytes))).toBeDefined();
    expect(adviseDominatingLayer(image("RUN make", baseBytes, sizeBytes - 1))).toBeUndefined();
  });

  it("is silent for a layer of the base image, and where the Dockerfile is not known", () => {
    expect(adviseDominatingLayer(image("RUN make", 900_000_000, 100_000_000))).toBeUndefined();
    const facts = image("RUN make", 1, 312_000_000);
    expect(adviseDominatingLayer({ ...facts, dockerfile: undefined })).toBeUndefined();
    expect(adviseDominatingLayer({ ...facts, images: [] })).toBeUndefined();
  });
});
