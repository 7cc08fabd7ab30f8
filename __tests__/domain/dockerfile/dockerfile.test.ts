import { describe, expect, it } from "@jest/globals";
import { copiesContext, mountsOf, sourcesOf } from "../../../src/domain/dockerfile/dockerfile.ts";
import { anInstruction } from "./a-dockerfile.ts";

describe("mountsOf", () => {
  it("tells the fields of each mount, which is a bind where it says nothing else", () => {
    const run = anInstruction("RUN --mount=target=/src,rw --network=none --mount=type=secret,id=a=b make");
    expect(mountsOf(run)).toEqual([
      { type: "bind", target: "/src", rw: "" },
      { type: "secret", id: "a=b" },
    ]);
  });
});

describe("sourcesOf", () => {
  it("tells what an instruction copies from and mounts", () => {
    expect(sourcesOf(anInstruction("COPY --from=build /a /a"))).toEqual(["build"]);
    expect(sourcesOf(anInstruction("RUN --mount=from=alpine:3 --mount=type=cache,target=/c x"))).toEqual([
      "alpine:3",
    ]);
    expect(sourcesOf(anInstruction("COPY . ."))).toEqual([]);
  });
});

describe("copiesContext", () => {
  it.each([
    { text: "COPY . .", copies: true },
    { text: "ADD --link src /src", copies: true },
    { text: "COPY --from=build /a /a", copies: false },
    { text: "RUN cp a b", copies: false },
  ])("tells it of $text", ({ text, copies }) => {
    expect(copiesContext(anInstruction(text))).toBe(copies);
  });
});
