import { describe, expect, it } from "@jest/globals";
import { dockerfilePath } from "../../../src/domain/dockerfile/path.ts";

describe("dockerfilePath", () => {
  it.each([
    { context: ".", file: undefined, path: "Dockerfile" },
    { context: "./app/", file: undefined, path: "app/Dockerfile" },
    { context: "app", file: "ci/Dockerfile", path: "ci/Dockerfile" },
    { context: "app", file: "./ci/Dockerfile", path: "ci/Dockerfile" },
    { context: "/srv/app", file: undefined, path: "/srv/app/Dockerfile" },
    { context: "https://github.com/acme/agent.git#main", file: undefined, path: undefined },
    { context: "git@github.com:acme/agent.git", file: "Dockerfile", path: undefined },
    { context: "github.com/acme/agent", file: undefined, path: undefined },
    { context: ".", file: "https://example.com/Dockerfile", path: undefined },
  ])("is $path for $context and $file", ({ context, file, path }) => {
    expect(dockerfilePath({ context, file })).toBe(path);
  });
});
