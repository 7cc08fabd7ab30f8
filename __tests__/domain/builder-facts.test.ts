import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseBuilderFacts } from "../../src/domain/builder-facts.ts";
import { printPlatform } from "../../src/domain/platform.ts";

describe("parseBuilderFacts", () => {
  it("reads the builder that is the engine's own", () => {
    const { platforms, ...facts } = parseBuilderFacts(readFixture("builder-engine"));
    expect(facts).toEqual({ name: "default", driver: "docker", buildkitVersion: "v0.0.0+unknown" });
    expect(platforms.map(printPlatform)).toEqual([
      "linux/amd64",
      "linux/amd64/v2",
      "linux/amd64/v3",
      "linux/amd64/v4",
      "linux/arm64",
      "linux/riscv64",
      "linux/ppc64le",
      "linux/s390x",
      "linux/arm/v7",
      "linux/arm/v6",
    ]);
  });

  it("reads the platforms of all nodes, and those that the user wrote", () => {
    expect(parseBuilderFacts(readFixture("builder-farm"))).toEqual({
      name: "farm",
      driver: "docker-container",
      buildkitVersion: undefined,
      platforms: [
        { os: "linux", architecture: "amd64" },
        { os: "linux", architecture: "arm64" },
        { os: "linux", architecture: "riscv64" },
      ],
    });
  });

  it("leaves platforms out that are none of ours", () => {
    const text = "Name: farm\nDriver: remote\nPlatforms: linux/amd64, linux/sparc64, darwin*, plan9/386*\n";
    expect(parseBuilderFacts(text)).toEqual({
      name: "farm",
      driver: "remote",
      buildkitVersion: undefined,
      platforms: [{ os: "linux", architecture: "amd64" }],
    });
  });

  it("takes nothing from the lines of a configuration that buildx prints", () => {
    const text = "Driver: docker-container\nFile#buildkitd.toml:\n > Driver: x\n > Platforms: linux/386\n";
    expect(parseBuilderFacts(text)).toEqual({
      name: "unknown",
      driver: "docker-container",
      buildkitVersion: undefined,
      platforms: [],
    });
  });

  it("makes do with any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((list) => `Platforms: ${list}`),
        ),
        (text) => {
          expect(parseBuilderFacts(text)).toEqual({
            name: "unknown",
            driver: "unknown",
            buildkitVersion: undefined,
            platforms: expect.any(Array),
          });
        },
      ),
    );
  });
});

function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/docker/${name}.txt`, import.meta.url), "utf8");
}
