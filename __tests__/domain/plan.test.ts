import { describe, expect, it } from "@jest/globals";
import type { Inputs } from "../../src/domain/inputs.ts";
import type { Facts, Plan } from "../../src/domain/plan.ts";
import { planRun as planRunBy } from "../../src/domain/plan.ts";
import { sha256 } from "../support/a-cache.ts";
import { anActionsCache, aFacts, noCache } from "../support/a-plan.ts";
import { aBuilderFacts, anEngine } from "../support/an-engine.ts";
import { anEvent, aPullRequest } from "../support/an-event.ts";
import { anImage, anInputs, aTaggedImage } from "../support/an-inputs.ts";

const AMD64 = { os: "linux", architecture: "amd64" };
const ARM64 = { os: "linux", architecture: "arm64" };

function planRun(inputs: Inputs, facts: Facts): Plan {
  return planRunBy(inputs, facts, sha256);
}

describe("planRun", () => {
  it("decides everything of a push to main", () => {
    const inputs = anInputs({ githubToken: "job-token" });
    expect(planRun(inputs, aFacts())).toEqual({
      inputs,
      platforms: [
        { platform: AMD64, how: "native", reason: "runs natively on linux/amd64" },
        {
          platform: ARM64,
          how: "emulated",
          by: "install",
          reason: "is emulated by qemu-aarch64, to be installed: nothing is registered for it",
        },
      ],
      builder: {
        kind: "engine",
        name: "default",
        driver: "docker",
        isOnHost: true,
        reason: "the engine has the containerd image store and needs no boot",
      },
      references: [aTaggedImage()],
      repositories: [anImage()],
      publish: { push: true, reason: "this is no pull request" },
      logins: [{ registry: "ghcr.io", username: "octocat", password: "job-token" }],
      cache: anActionsCache(),
      attestations: ["--provenance=mode=max"],
      notices: [],
    });
  });

  it("decides everything of a pull request on an engine with the classic store", () => {
    const inputs = anInputs({
      githubToken: "job-token",
      logins: [{ registry: "docker.io", username: "acme", password: "" }],
      notices: ['images: "ghcr.io/Acme/agent" is used in lower case.'],
    });
    const facts = aFacts({
      engine: anEngine({ imageStore: "classic" }),
      event: aPullRequest(),
      cacheRights: { read: false, write: false, reason: "this run has no Actions cache service" },
      handlers: undefined,
    });
    expect(planRun(inputs, facts)).toEqual({
      inputs,
      platforms: [
        { platform: AMD64, how: "native", reason: "runs natively on linux/amd64" },
        {
          platform: ARM64,
          how: "emulated",
          by: "buildkit",
          reason: "is emulated by BuildKit's own qemu-aarch64",
        },
      ],
      builder: {
        kind: "created",
        name: "multiarch-build-0123456789ab",
        driver: "docker-container",
        isOnHost: true,
        reason: "the engine's classic image store holds one platform of an image",
        image: expect.stringMatching(/^docker\.io\/moby\/buildkit:v[\d.]+@sha256:[0-9a-f]{64}$/),
      },
      references: [aTaggedImage({ tag: "pr-5" })],
      repositories: [anImage()],
      publish: { push: false, reason: "this is a pull request or merge group" },
      logins: [],
      cache: noCache("this run has no Actions cache service"),
      attestations: ["--provenance=false"],
      notices: [
        'images: "ghcr.io/Acme/agent" is used in lower case.',
        "No login to docker.io: its password is empty, as secrets are for pull requests from forks.",
        "The image is built and then dropped, which proves that it builds: this is a pull request or merge group, and neither load nor outputs is set.",
      ],
    });
  });

  it("takes the user's builder and what it says it runs", () => {
    const facts = aFacts({ existingBuilder: aBuilderFacts({ platforms: [AMD64, ARM64] }) });
    const plan = planRun(anInputs({ builder: "farm" }), facts);
    expect(plan.builder).toEqual({
      kind: "existing",
      name: "farm",
      driver: "docker-container",
      isOnHost: false,
      reason: "builder is set to farm",
    });
    expect(plan.platforms[1]).toEqual({
      platform: ARM64,
      how: "emulated",
      by: "builder",
      reason: "is run by the builder, which lists it as supported",
    });
  });

  it("keeps layers with the client that a builder in a network of its own reaches", () => {
    const facts = aFacts({ existingBuilder: aBuilderFacts({ platforms: [AMD64, ARM64] }) });
    expect(planRun(anInputs({ builder: "farm" }), facts).cache.backend).toBe("gha");
  });

  it("does not write the cache beside an image that a pull request does not publish", () => {
    const { cache } = planRun(anInputs({ cache: "registry" }), aFacts({ event: aPullRequest() }));
    expect(cache).toMatchObject({ backend: "registry", to: [] });
  });

  it("counts each repository once, whatever tags it gets", () => {
    const inputs = anInputs({
      images: [anImage(), { registry: "docker.io", repository: "library/agent" }],
      tags: ["v1", "latest", "ghcr.io/acme/agent:v1", "ghcr.io/acme/other:v1"],
    });
    const { references, repositories } = planRun(inputs, aFacts());
    expect(references.map(({ repository, tag }) => `${repository}:${tag}`)).toEqual([
      "acme/agent:v1",
      "library/agent:v1",
      "acme/agent:latest",
      "library/agent:latest",
      "acme/other:v1",
    ]);
    expect(repositories).toEqual([
      { registry: "ghcr.io", repository: "acme/agent" },
      { registry: "docker.io", repository: "library/agent" },
      { registry: "ghcr.io", repository: "acme/other" },
    ]);
  });

  it.each<{ case: string; inputs: Partial<Inputs>; notices: string[] }>([
    { case: "that is published", inputs: { push: true }, notices: [] },
    { case: "that is loaded", inputs: { push: false, load: true }, notices: [] },
    {
      case: "that is exported",
      inputs: { push: false, outputs: [{ type: "oci", text: "type=oci,dest=a.tar" }] },
      notices: [],
    },
    {
      case: "that goes nowhere",
      inputs: { push: false },
      notices: [
        "The image is built and then dropped, which proves that it builds: push is false, and neither load nor outputs is set.",
      ],
    },
  ])("gives notice of an image $case: $notices.length", ({ inputs, notices }) => {
    expect(planRun(anInputs(inputs), aFacts()).notices).toEqual(notices);
  });

  it.each<{ case: string; inputs: Partial<Inputs>; facts?: Partial<Facts>; code: string; message: string }>([
    {
      case: "a push to nowhere",
      inputs: { images: [], tags: ["v1"] },
      code: "input",
      message: "images is empty, but the image is to be published",
    },
    {
      case: "a platform that nothing may emulate",
      inputs: { qemu: "never" },
      code: "emulation",
      message: "linux/arm64 cannot be run here without an emulator, and qemu is set to never",
    },
    {
      case: "two platforms in a store for one",
      inputs: { driver: "docker" },
      facts: { engine: anEngine({ imageStore: "classic" }) },
      code: "image-store",
      message:
        "The builder default (driver docker) cannot build 2 platforms on this engine: its image store is the classic one",
    },
    {
      case: "a cache beside an image that is not named",
      inputs: { cache: "registry", images: [], push: false },
      code: "input",
      message: "cache: registry keeps layers beside the image, but images is empty",
    },
    {
      case: "a login without password",
      inputs: { logins: [{ registry: "ghcr.io", username: "acme", password: "" }] },
      code: "input",
      message: "the login to ghcr.io has a username but no password",
    },
  ])("refuses $case", ({ inputs, facts, code, message }) => {
    expect(() => planRun(anInputs(inputs), aFacts(facts))).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  it("names the image after the git tag, and latest", () => {
    const plan = planRun(anInputs(), aFacts({ event: anEvent({ ref: "refs/tags/v1.2.3" }) }));
    expect(plan.references).toEqual([aTaggedImage({ tag: "v1.2.3" }), aTaggedImage({ tag: "latest" })]);
  });

  it("takes the BuildKit image that driver-opts names, as docker/setup-buildx-action does", () => {
    const inputs = anInputs({ driverOpts: [{ key: "image", value: "moby/buildkit:master" }] });
    expect(planRun(inputs, aFacts()).builder).toMatchObject({
      kind: "created",
      image: "moby/buildkit:master",
    });
  });
});
