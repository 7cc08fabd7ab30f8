import { describe, expect, it } from "@jest/globals";
import { instructionsOfResult, largestLayer, ownLayers } from "../../../src/domain/advice/own-layer.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { anImage, someFacts } from "./some-facts.ts";

describe("ownLayers", () => {
  it.each([
    { lines: ["RUN make"], createdBy: "RUN /bin/sh -c make # buildkit", own: true },
    { lines: ["RUN make"], createdBy: "RUN |2 A=b C=d e /bin/sh -c make # buildkit", own: true },
    { lines: ["RUN make"], createdBy: "RUN /bin/bash -o pipefail -ec make # buildkit", own: true },
    { lines: ["RUN a  && \\", "    b"], createdBy: "RUN /bin/sh -c a  &&     b # buildkit", own: true },
    { lines: ['RUN ["make", "a b"]'], createdBy: "RUN make a b # buildkit", own: true },
    { lines: ["RUN <<EOF", "a", "b", "EOF"], createdBy: "RUN /bin/sh -c a\nb\n # buildkit", own: true },
    {
      lines: ["RUN cat <<EOF >b", "a", "EOF"],
      createdBy: "RUN /bin/sh -c cat <<EOF >b\na\nEOF # buildkit",
      own: true,
    },
    { lines: ["RUN make"], createdBy: "RUN /bin/sh -c ./configure && make # buildkit", own: false },
    { lines: ["RUN make"], createdBy: "/bin/sh -c make", own: false },
    { lines: ["RUN make"], createdBy: "RUN /bin/sh -c ninja # buildkit", own: false },
    { lines: ["RUN make"], createdBy: undefined, own: false },
    { lines: ["RUN"], createdBy: "RUN # buildkit", own: false },
    {
      lines: ["COPY --from=a --chmod=755  /a  /b"],
      createdBy: "COPY --chmod=755 /a /b # buildkit",
      own: true,
    },
    { lines: ['ADD ["a", "/b"]'], createdBy: "ADD a /b # buildkit", own: true },
    { lines: ["COPY a /b"], createdBy: "ADD a /b # buildkit", own: false },
    { lines: ["COPY $A /b"], createdBy: "COPY a /b # buildkit", own: false },
    { lines: ["ENV A=b"], createdBy: "ENV A=b", own: false },
  ])("compares $lines with $createdBy", ({ lines, createdBy, own }) => {
    const dockerfile = aDockerfile("FROM alpine", ...lines);
    const images = [anImage("linux/amd64", { sizeBytes: 1, createdBy })];
    expect(ownLayers(someFacts({ dockerfile, images }))).toHaveLength(own ? 1 : 0);
  });

  it("takes the uppermost of layers that were made alike for its own", () => {
    const dockerfile = aDockerfile("FROM debian", "RUN a", "RUN b");
    const layer = (command: string, sizeBytes: number) => ({
      sizeBytes,
      createdBy: `RUN /bin/sh -c ${command}`,
    });
    const image = anImage("linux/amd64", layer("b", 1), layer("a", 2), layer("a", 3), layer("b", 4));
    const own = ownLayers(someFacts({ dockerfile, images: [image] }));
    expect(own.map(({ layer: { sizeBytes }, instruction: { line } }) => [sizeBytes, line])).toEqual([
      [4, 3],
      [3, 2],
    ]);
    expect(largestLayer(own)?.layer.sizeBytes).toBe(4);
    expect(largestLayer(own.toReversed())?.layer.sizeBytes).toBe(4);
    expect(largestLayer([])).toBeUndefined();
  });
});

describe("instructionsOfResult", () => {
  it("begins with those of the lowest stage, and knows none where the target is not known", () => {
    const dockerfile = aDockerfile(
      "FROM alpine AS a",
      "RUN a",
      "FROM alpine AS b",
      "RUN b",
      "FROM a",
      "RUN c",
    );
    const lines = (target?: string) =>
      instructionsOfResult(someFacts({ dockerfile, target })).map(({ line }) => line);
    expect(lines()).toEqual([2, 6]);
    expect(lines("b")).toEqual([4]);
    expect(lines("missing")).toEqual([]);
    expect(instructionsOfResult(someFacts())).toEqual([]);
  });
});
