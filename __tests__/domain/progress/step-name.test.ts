import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseVertexName, printPosition } from "../../../src/domain/progress/step-name.ts";

describe("parseVertexName", () => {
  it.each([
    { name: "[2/3] RUN true", command: "RUN true", index: 2, count: 3 },
    { name: "[build 2/6] WORKDIR /w", command: "WORKDIR /w", stage: "build", index: 2, count: 6 },
    { name: "[stage-1  2/10] RUN true", command: "RUN true", stage: "stage-1", index: 2, count: 10 },
    { name: "[ 9/10] RUN true", command: "RUN true", index: 9, count: 10 },
    { name: "[internal 1/2] RUN true", command: "RUN true", stage: "internal", index: 1, count: 2 },
    {
      name: "[linux/arm64 fin 3/4] COPY --from=cross /cross /x2/",
      command: "COPY --from=cross /cross /x2/",
      platform: "linux/arm64",
      runsOn: "linux/arm64",
      stage: "fin",
      index: 3,
      count: 4,
    },
    {
      name: "[linux/arm/v7 2/3] RUN x",
      command: "RUN x",
      platform: "linux/arm/v7",
      runsOn: "linux/arm/v7",
      index: 2,
      count: 3,
    },
    {
      name: "[linux/amd64->arm64 c 2/3] RUN x",
      command: "RUN x",
      platform: "linux/arm64",
      runsOn: "linux/amd64",
      stage: "c",
      index: 2,
      count: 3,
    },
    {
      name: "[linux/amd64->arm/v7 c 2/3] RUN x",
      command: "RUN x",
      platform: "linux/arm/v7",
      runsOn: "linux/amd64",
      stage: "c",
      index: 2,
      count: 3,
    },
    {
      name: "[linux/amd64->windows/amd64 2/3] RUN x",
      command: "RUN x",
      platform: "windows/amd64",
      runsOn: "linux/amd64",
      index: 2,
      count: 3,
    },
    {
      name: "[linux/amd64->freebsd/arm/v7 2/3] RUN x",
      command: "RUN x",
      platform: "freebsd/arm/v7",
      runsOn: "linux/amd64",
      index: 2,
      count: 3,
    },
    {
      name: "[windows(10.0.20348.2762)/amd64 app 2/3] RUN x",
      command: "RUN x",
      platform: "windows/amd64",
      runsOn: "windows/amd64",
      stage: "app",
      index: 2,
      count: 3,
    },
    { name: "[2/3] ONBUILD RUN echo triggered", command: "ONBUILD RUN echo triggered", index: 2, count: 3 },
    { name: "[2/7] LINK COPY --link a b", command: "LINK COPY --link a b", index: 2, count: 7 },
    { name: "[5/7] RUN <<EOT (set -e...)", command: "RUN <<EOT (set -e...)", index: 5, count: 7 },
    { name: "[2/3] RUN echo [1/2] a\nb", command: "RUN echo [1/2] a\nb", index: 2, count: 3 },
  ])("reads $name", ({ name, command, platform, runsOn, stage, index, count }) => {
    expect(parseVertexName(name)).toEqual({ kind: "step", command, platform, runsOn, stage, index, count });
  });

  it("reads a base image", () => {
    expect(parseVertexName("[linux/amd64 build 1/6] FROM docker.io/library/alpine:3@sha256:45")).toEqual({
      kind: "base",
      image: "docker.io/library/alpine:3@sha256:45",
      platform: "linux/amd64",
      runsOn: "linux/amd64",
      stage: "build",
      index: 1,
      count: 6,
    });
  });

  it.each([
    "",
    "[internal] load build definition from Dockerfile",
    "[internal] load build context",
    "[internal] load .dockerignore",
    "[internal] preparing inline document",
    "[linux/arm64 internal] load metadata for docker.io/library/alpine:3",
    "[auth] library/alpine:pull token for registry-1.docker.io",
    "[context data] load from client",
    "[context base] docker-image://alpine",
    "importing cache manifest from 127.0.0.1:5000/cache:x",
    "exporting to image",
    "exporting cache to registry",
    "resolve image config for docker-image://docker.io/docker/dockerfile:1",
    "resolving provenance for metadata file",
    "docker-image://docker.io/docker/dockerfile:1",
    "https://github.com/moby/buildkit.git",
    "merging",
    "sending tarball",
    "[2/3]RUN x",
    "[2/3] ",
    "[a b c 2/3] RUN x",
  ])("takes %j for no step", (name) => {
    expect(parseVertexName(name)).toEqual({ kind: "other" });
  });

  it("reads what it prints", () => {
    const position = fc.record({
      platform: fc.constantFrom(undefined, "linux/arm64", "linux/arm/v7"),
      stage: fc.constantFrom(undefined, "build", "stage-12", "a.b_c"),
      index: fc.nat(200),
      count: fc.nat(200),
    });
    fc.assert(
      fc.property(position, (given) => {
        const whole = { ...given, runsOn: given.platform };
        expect(parseVertexName(`${printPosition(whole)} RUN x`)).toEqual({
          kind: "step",
          command: "RUN x",
          ...whole,
        });
      }),
    );
  });
});
