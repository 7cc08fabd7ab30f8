import { describe, expect, it } from "@jest/globals";
import { describePlan } from "../../src/domain/plan-text.ts";
import { aCachePlan, anActionsCache, aPlan, noCache, SCOPE } from "../support/a-plan.ts";
import { anImage, aTaggedImage } from "../support/an-inputs.ts";

const PUBLISHED = { push: true, reason: "push is true" };

describe("describePlan", () => {
  it("says every decision with its reason, and no password", () => {
    const login = { registry: "ghcr.io", username: "octocat", password: "s3cret" };
    expect(describePlan(aPlan({ publish: PUBLISHED, logins: [login] }))).toEqual([
      "Platform linux/amd64 runs natively on linux/amd64",
      "Platform linux/arm64 is emulated by qemu-aarch64 (already registered, /usr/bin/qemu-aarch64)",
      "Builder default: the engine has the containerd image store and needs no boot",
      "Publishes to ghcr.io/acme/agent as ghcr.io/acme/agent:main: push is true",
      "Login to ghcr.io as octocat",
      "Layer cache actions: the job's token may read and write",
      ...anActionsCache().keys,
    ]);
  });

  it("lists every repository and tag", () => {
    const hub = { registry: "docker.io", repository: "library/agent" };
    const plan = aPlan({
      platforms: [],
      publish: PUBLISHED,
      references: [aTaggedImage(), { ...hub, tag: "latest" }],
      repositories: [anImage(), hub],
    });
    expect(describePlan(plan)[1]).toBe(
      "Publishes to ghcr.io/acme/agent, agent as ghcr.io/acme/agent:main, agent:latest: push is true",
    );
  });

  it("says where BuildKit keeps layers by itself", () => {
    expect(describePlan(aPlan({ cache: aCachePlan() })).at(-1)).toBe(
      `Layer cache gha: scope ${SCOPE}-linux-amd64-linux-arm64; the job's token may read and write`,
    );
  });

  it("says why nothing is published", () => {
    const plan = aPlan({
      platforms: [],
      publish: { push: false, reason: "this is a pull request or merge group" },
      cache: noCache("cache is off"),
    });
    expect(describePlan(plan)).toEqual([
      "Builder default: the engine has the containerd image store and needs no boot",
      "Nothing is published: this is a pull request or merge group",
      "Layer cache off: cache is off",
    ]);
  });
});
