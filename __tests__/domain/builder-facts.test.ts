import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseBuilderFacts } from "../../src/domain/builder-facts.ts";
import { printPlatform } from "../../src/domain/platform.ts";

describe("parseBuilderFacts", () => {
  it("reads the builder that is the engine's own", () => {
    const { platforms, ...facts } = parseBuilderFacts(readFixture("builder-engine"));
    expect(facts).toEqual({
      name: "default",
      driver: "docker",
      buildkitVersion: "v0.0.0+unknown",
      isOnHost: true,
    });
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
      isOnHost: false,
      platforms: [
        { os: "linux", architecture: "amd64" },
        { os: "linux", architecture: "arm64" },
        { os: "linux", architecture: "riscv64" },
      ],
    });
  });

  it.each([
    { case: "a container in the host's network", options: 'network="host"', is: true },
    {
      case: "one of more options",
      options: 'image="moby/buildkit:v0.20.0" network="host" default-load="true"',
      is: true,
    },
    { case: "a container in a network of its own", options: 'network="ci"', is: false },
    { case: "a container without options", options: undefined, is: false },
    { case: "an option that only ends like it", options: 'env.network="host"', is: false },
    { case: "an option that quotes it", options: String.raw`env.X="a network=\"host\" b"`, is: false },
  ])("tells whether $case is on the host: $is", ({ options, is }) => {
    expect(parseBuilderFacts(aNode(options)).isOnHost).toBe(is);
  });

  it.each([
    { endpoint: "default", is: true },
    { endpoint: "ssh://builder@elsewhere", is: false },
    { endpoint: "tcp://127.0.0.1:2375", is: false },
    { endpoint: "defaults", is: false },
  ])("tells whether a container of the engine at $endpoint is on the host: $is", ({ endpoint, is }) => {
    const text = aNode('network="host"').replace(/(?<=Endpoint:\s*)unix:\S+/, endpoint);
    expect(text).toContain(endpoint);
    expect(parseBuilderFacts(text).isOnHost).toBe(is);
  });

  it("does not take a builder of several nodes to be on the host", () => {
    const text = `${aNode('network="host"')}\nName: farm1\nEndpoint: ssh://other\nDriver Options: network="host"\n`;
    expect(parseBuilderFacts(text).isOnHost).toBe(false);
  });

  it("leaves platforms out that are none of ours", () => {
    const text = "Name: farm\nDriver: remote\nPlatforms: linux/amd64, linux/sparc64, darwin*, plan9/386*\n";
    expect(parseBuilderFacts(text)).toEqual({
      name: "farm",
      driver: "remote",
      buildkitVersion: undefined,
      isOnHost: false,
      platforms: [{ os: "linux", architecture: "amd64" }],
    });
  });

  it("takes nothing from the lines of a configuration that buildx prints", () => {
    const text = "Driver: docker-container\nFile#buildkitd.toml:\n > Driver: x\n > Platforms: linux/386\n";
    expect(parseBuilderFacts(text)).toEqual({
      name: "unknown",
      driver: "docker-container",
      buildkitVersion: undefined,
      isOnHost: false,
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
            isOnHost: false,
            platforms: expect.any(Array),
          });
        },
      ),
    );
  });
});

/** A builder of one node as buildx prints it. */
function aNode(options: string | undefined): string {
  const line = options === undefined ? "" : `Driver Options:        ${options}\n`;
  return `Name:          farm\nDriver:        docker-container\n\nNodes:\nName:                  farm0\nEndpoint:              unix:///var/run/docker.sock\n${line}Status:                running\n`;
}

function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/docker/${name}.txt`, import.meta.url), "utf8");
}
