import { describe, expect, it } from "@jest/globals";
import { type CacheCircumstances, cacheScope, planCache } from "../../src/domain/cache.ts";
import { aCacheRights, aCreatedBuilder, anEngineBuilder, anExistingBuilder } from "../support/a-plan.ts";
import { anEngine } from "../support/an-engine.ts";
import { anInputs, aTaggedImage } from "../support/an-inputs.ts";

const CLASSIC = anEngine({ imageStore: "classic" });
const SCOPE = "ghcr.io-acme-agent-Dockerfile-linux-amd64-linux-arm64";

function choiceOf(choice: Partial<CacheCircumstances> = {}): CacheCircumstances {
  return {
    inputs: anInputs(),
    references: [aTaggedImage()],
    rights: aCacheRights(),
    engine: anEngine(),
    builder: anEngineBuilder(),
    ...choice,
  };
}

describe("planCache", () => {
  it.each([
    {
      case: "reads and writes",
      rights: {},
      from: [`type=gha,scope=${SCOPE}`],
      to: [`type=gha,scope=${SCOPE},mode=max,ignore-error=true`],
    },
    { case: "only reads", rights: { write: false }, from: [`type=gha,scope=${SCOPE}`], to: [] },
    {
      case: "only writes",
      rights: { read: false },
      from: [],
      to: [`type=gha,scope=${SCOPE},mode=max,ignore-error=true`],
    },
  ])("$case as the token allows", ({ rights, from, to }) => {
    const choice = choiceOf({ rights: aCacheRights({ ...rights, reason: "the token says so" }) });
    expect(planCache(choice)).toEqual({
      backend: "gha",
      from,
      to,
      reason: `scope ${SCOPE}; the token says so`,
    });
  });

  it("is off where the user says so, whatever the token allows", () => {
    expect(planCache(choiceOf({ inputs: anInputs({ cache: "off" }) }))).toEqual({
      backend: "off",
      from: [],
      to: [],
      reason: "cache is off",
    });
  });

  it("is off where the token allows nothing, and tells why", () => {
    const rights = { read: false, write: false, reason: "this run has no Actions cache service" };
    expect(planCache(choiceOf({ rights }))).toEqual({
      backend: "off",
      from: [],
      to: [],
      reason: "this run has no Actions cache service",
    });
  });

  it.each([
    { case: "the engine's own builder", builder: anEngineBuilder() },
    { case: "an existing builder", builder: { ...anExistingBuilder(), driver: "docker" } },
  ])("is off on $case that is the engine's BuildKit with the classic image store", ({ builder }) => {
    expect(planCache(choiceOf({ builder, engine: CLASSIC }))).toEqual({
      backend: "off",
      from: [],
      to: [],
      reason: "the engine's BuildKit has no such cache while its image store is the classic one",
    });
  });

  it.each([
    { case: "a container", builder: aCreatedBuilder() },
    { case: "an existing builder of another driver", builder: anExistingBuilder() },
  ])("is on with $case beside the classic image store", ({ builder }) => {
    expect(planCache(choiceOf({ builder, engine: CLASSIC })).backend).toBe("gha");
  });
});

describe("cacheScope", () => {
  it.each([
    {
      case: "the image without its tag",
      inputs: {},
      references: [aTaggedImage({ tag: "v9" })],
      scope: SCOPE,
    },
    {
      case: "the first of several images",
      inputs: {},
      references: [aTaggedImage(), aTaggedImage({ registry: "docker.io" })],
      scope: SCOPE,
    },
    {
      case: "an image on Docker Hub",
      inputs: {},
      references: [aTaggedImage({ registry: "docker.io", repository: "library/agent" })],
      scope: "agent-Dockerfile-linux-amd64-linux-arm64",
    },
    {
      case: "Dockerfile and target",
      inputs: { file: "docker/agent, old.Dockerfile", target: "runtime" },
      references: [aTaggedImage({ registry: "localhost:5000" })],
      scope: "localhost-5000-acme-agent-docker-agent-old.Dockerfile-runtime-linux-amd64-linux-arm64",
    },
    {
      case: "the context where no image is named",
      inputs: { context: "./services/api", platforms: [{ os: "linux", architecture: "arm", variant: "v7" }] },
      references: [],
      scope: ".-services-api-Dockerfile-linux-arm-v7",
    },
    {
      case: "the address of a context without its login",
      inputs: { context: "https://octocat:s3cret@github.com/acme/agent.git#main", platforms: [] },
      references: [],
      scope: "https-github.com-acme-agent.git-main-Dockerfile",
    },
    {
      case: "the address of a context with an @ in its path",
      inputs: { context: "https://github.com/@acme/agent.git", platforms: [] },
      references: [],
      scope: "https-github.com-acme-agent.git-Dockerfile",
    },
  ])("is named after $case", ({ inputs, references, scope }) => {
    expect(cacheScope(anInputs(inputs), references)).toBe(scope);
  });
});
