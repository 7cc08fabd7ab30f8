import { describe, expect, it } from "@jest/globals";
import {
  type BuilderChoice,
  DEFAULT_BUILDKIT_IMAGE,
  isEngineBuildKit,
  planBuilder,
} from "../../src/domain/builder.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import { aCreatedBuilder, anEngineBuilder, anExistingBuilder } from "../support/a-plan.ts";
import { aBuilderFacts, anEngine } from "../support/an-engine.ts";
import { anInputs } from "../support/an-inputs.ts";

const AMD64 = { os: "linux", architecture: "amd64" };
const CLASSIC = anEngine({ imageStore: "classic" });
const CONTAINERD = anEngine({ imageStore: "containerd" });

const NEEDS_NO_BOOT = "the engine has the containerd image store and needs no boot";
const TURN_ON_CONTAINERD =
  'turn the containerd image store on ("features": {"containerd-snapshotter": true} in the engine\'s daemon.json).';

function choiceOf(inputs: Partial<Inputs>, choice: Partial<BuilderChoice> = {}): BuilderChoice {
  return {
    inputs: anInputs(inputs),
    engine: CONTAINERD,
    engineBuilder: "default",
    ownBuilder: "multiarch-build-1",
    existing: undefined,
    ...choice,
  };
}

function own(reason: string, name = "default") {
  return { kind: "engine", name, driver: "docker", isOnHost: true, reason };
}

function created(reason: string, { image = DEFAULT_BUILDKIT_IMAGE, isOnHost = true } = {}) {
  return { kind: "created", name: "multiarch-build-1", driver: "docker-container", image, isOnHost, reason };
}

function refusal(code: string, message: string, hint: string): unknown {
  return expect.objectContaining({ name: "ActionError", code, message, hint });
}

describe("planBuilder", () => {
  it.each([
    {
      case: "the engine's own with the containerd image store",
      inputs: {},
      engine: CONTAINERD,
      plan: own(NEEDS_NO_BOOT),
    },
    {
      case: "a container with the classic image store",
      inputs: {},
      engine: CLASSIC,
      plan: created("the engine's classic image store holds one platform of an image"),
    },
    {
      case: "the engine's own where that is asked for",
      inputs: { driver: "docker" },
      engine: CONTAINERD,
      plan: own("driver is set to docker"),
    },
    {
      case: "the engine's own with the classic image store for one platform",
      inputs: { driver: "docker", platforms: [AMD64], load: true },
      engine: CLASSIC,
      plan: own("driver is set to docker"),
    },
    {
      case: "a container where that is asked for",
      inputs: { driver: "docker-container" },
      engine: CONTAINERD,
      plan: created("driver is set to docker-container"),
    },
    {
      case: "a container for options of its driver",
      inputs: { driverOpts: [{ key: "network", value: "bridge" }] },
      engine: CONTAINERD,
      plan: created("driver-opts needs a builder of its own", { isOnHost: false }),
    },
    {
      case: "a container in the host's network where that is said",
      inputs: { driverOpts: [{ key: "network", value: "host" }] },
      engine: CONTAINERD,
      plan: created("driver-opts needs a builder of its own"),
    },
    {
      case: "a container for a configuration of BuildKit",
      inputs: { buildkitdConfig: "debug = true" },
      engine: CONTAINERD,
      plan: created("buildkitd-config-inline needs a builder of its own"),
    },
    {
      case: "a container of the image that is asked for",
      inputs: { buildkitImage: "moby/buildkit:v0.20.0" },
      engine: CONTAINERD,
      plan: created("buildkit-image needs a builder of its own", { image: "moby/buildkit:v0.20.0" }),
    },
    {
      case: "a container that is asked for in every way",
      inputs: {
        driver: "docker-container",
        driverOpts: [{ key: "memory", value: "2g" }],
        buildkitdConfig: "debug = true",
        buildkitImage: "moby/buildkit:rootless",
      },
      engine: CLASSIC,
      plan: created("driver is set to docker-container", { image: "moby/buildkit:rootless" }),
    },
  ] as const)("chooses $case", ({ inputs, engine, plan }) => {
    expect(planBuilder(choiceOf(inputs, { engine }))).toEqual(plan);
  });

  it("has its default BuildKit by digest", () => {
    expect(DEFAULT_BUILDKIT_IMAGE).toMatch(/^docker\.io\/moby\/buildkit:v[\d.]+@sha256:[0-9a-f]{64}$/);
  });

  it("uses the name of the docker context for the engine's own", () => {
    expect(planBuilder(choiceOf({}, { engineBuilder: "rootless" }))).toEqual(own(NEEDS_NO_BOOT, "rootless"));
  });

  it.each([{ driver: "auto" }, { driver: "docker-container" }] as const)(
    "takes the existing builder that is named, with driver: $driver",
    ({ driver }) => {
      const choice = choiceOf({ builder: "farm", driver }, { engine: CLASSIC, existing: aBuilderFacts() });
      expect(planBuilder(choice)).toEqual({
        kind: "existing",
        name: "farm",
        driver: "docker-container",
        isOnHost: false,
        reason: "builder is set to farm",
      });
    },
  );

  it("takes an existing builder of a driver that it cannot create", () => {
    const choice = choiceOf({ builder: "farm" }, { existing: aBuilderFacts({ driver: "kubernetes" }) });
    expect(planBuilder(choice)).toEqual({
      kind: "existing",
      name: "farm",
      driver: "kubernetes",
      isOnHost: false,
      reason: "builder is set to farm",
    });
  });

  it.each([
    { inputs: { driver: "docker" }, unused: "driver: docker" },
    { inputs: { driverOpts: [{ key: "network", value: "host" }] }, unused: "driver-opts" },
    {
      inputs: { driver: "docker", buildkitdConfig: "debug = true", buildkitImage: "moby/buildkit" },
      unused: "driver: docker, buildkitd-config-inline, buildkit-image",
    },
  ] as const)("refuses $unused for an existing builder", ({ inputs, unused }) => {
    const choice = choiceOf({ builder: "farm", ...inputs }, { existing: aBuilderFacts() });
    expect(() => planBuilder(choice)).toThrow(
      refusal(
        "input",
        `builder: "farm" exists already (driver docker-container), so ${unused} cannot apply`,
        "Leave builder out to have one created with these settings, or leave the settings out.",
      ),
    );
  });

  it.each([
    { inputs: { driverOpts: [{ key: "network", value: "host" }] }, settings: "driver-opts" },
    {
      inputs: { buildkitdConfig: "debug = true", buildkitImage: "moby/buildkit" },
      settings: "buildkitd-config-inline, buildkit-image",
    },
  ])("refuses $settings for the engine's own BuildKit", ({ inputs, settings }) => {
    expect(() => planBuilder(choiceOf({ driver: "docker", ...inputs }))).toThrow(
      refusal(
        "input",
        `driver: docker is the engine's own BuildKit, so ${settings} cannot apply`,
        "Set driver: docker-container, or leave driver out.",
      ),
    );
  });

  it("takes an existing builder that is the engine's own BuildKit, with driver: docker", () => {
    const existing = aBuilderFacts({ name: "rootless", driver: "docker", isOnHost: true });
    expect(planBuilder(choiceOf({ builder: "rootless", driver: "docker" }, { existing }))).toEqual({
      kind: "existing",
      name: "rootless",
      driver: "docker",
      isOnHost: true,
      reason: "builder is set to rootless",
    });
  });

  it.each([
    {
      case: "the engine's own BuildKit",
      inputs: { driver: "docker" } as const,
      existing: undefined,
      name: "default",
    },
    {
      case: "an existing builder that is the engine's own BuildKit",
      inputs: { builder: "rootless" },
      existing: aBuilderFacts({ name: "rootless", driver: "docker" }),
      name: "rootless",
    },
  ])("refuses several platforms for $case with the classic image store", ({ inputs, existing, name }) => {
    expect(() => planBuilder(choiceOf(inputs, { engine: CLASSIC, existing }))).toThrow(
      refusal(
        "image-store",
        `The builder ${name} (driver docker) cannot build 2 platforms on this engine: its image store is the classic one`,
        `Leave builder and driver out to have a BuildKit container created, or ${TURN_ON_CONTAINERD}`,
      ),
    );
  });

  it.each([
    { case: "one platform into the classic image store", platforms: [AMD64], engine: CLASSIC },
    { case: "several platforms into the containerd image store", engine: CONTAINERD },
  ])("loads $case", ({ engine, ...inputs }) => {
    const driver = "docker-container";
    expect(planBuilder(choiceOf({ load: true, driver, ...inputs }, { engine }))).toEqual(
      created("driver is set to docker-container"),
    );
  });

  it.each([
    { case: "a container", inputs: {}, existing: undefined },
    { case: "an existing builder", inputs: { builder: "farm" }, existing: aBuilderFacts() },
  ])("refuses to load several platforms into the classic image store from $case", ({ inputs, existing }) => {
    expect(() => planBuilder(choiceOf({ load: true, ...inputs }, { engine: CLASSIC, existing }))).toThrow(
      refusal(
        "image-store",
        "load: the engine's classic image store cannot hold 2 platforms of one image, whatever builds them",
        `Load one platform (platforms: linux/amd64), leave load out and push, or ${TURN_ON_CONTAINERD}`,
      ),
    );
  });
});

describe("isEngineBuildKit", () => {
  it.each([
    { case: "the engine's own builder", plan: anEngineBuilder(), is: true },
    {
      case: "an existing builder of that driver",
      plan: { ...anExistingBuilder(), driver: "docker" },
      is: true,
    },
    { case: "an existing builder of another driver", plan: anExistingBuilder(), is: false },
    { case: "a container", plan: aCreatedBuilder(), is: false },
  ])("tells of $case: $is", ({ plan, is }) => {
    expect(isEngineBuildKit(plan)).toBe(is);
  });
});
