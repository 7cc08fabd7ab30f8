import type { BuilderFacts } from "../../src/domain/builder-facts.ts";
import type { Engine } from "../../src/domain/engine.ts";

/** A local engine with the containerd image store on an amd64 machine. */
export function anEngine(overrides: Partial<Engine> = {}): Engine {
  return {
    version: "28.5.2",
    platform: { os: "linux", architecture: "amd64" },
    imageStore: "containerd",
    kernel: "6.18.44",
    rootFolder: "/var/lib/docker",
    insecureRegistries: [],
    buildxVersion: "0.29.1",
    ...overrides,
  };
}

/** A builder that the user made: a BuildKit container that runs amd64 only, in a network of its own. */
export function aBuilderFacts(overrides: Partial<BuilderFacts> = {}): BuilderFacts {
  return {
    name: "farm",
    driver: "docker-container",
    buildkitVersion: "v0.32.2",
    isOnHost: false,
    platforms: [{ os: "linux", architecture: "amd64" }],
    ...overrides,
  };
}
