import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Result } from "../../src/domain/outputs.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { renderSummary } from "../../src/domain/summary.ts";
import { aCreatedBuilder, anEmulatedRun, aNativeRun, aPlan, noCache } from "../support/a-plan.ts";
import { aMetrics, anUnpublishedResult, aPlatformImage, aResult, aVerified } from "../support/a-result.ts";
import { anImage, anInputs, aTaggedImage } from "../support/an-inputs.ts";

const NOT_PUBLISHED = { push: false, reason: "this is a pull request or merge group" };
const HUB = { registry: "docker.io", repository: "acme/agent" };
const ARM_V7 = { os: "linux", architecture: "arm", variant: "v7" };
const WINDOWS = { os: "windows", architecture: "amd64" };

describe("renderSummary", () => {
  it.each<{ golden: string; plan: Plan; result: Result }>([
    {
      golden: "published-full",
      plan: aPlan({
        inputs: anInputs({
          file: "docker/Dockerfile",
          target: "release",
          buildArgs: [
            { key: "VERSION", value: "not shown" },
            { key: "COMMIT", value: "not shown" },
          ],
          secrets: [
            { from: "value", id: "npm-token", value: "not shown" },
            { from: "env", id: "key", variable: "NOT_SHOWN" },
          ],
        }),
        references: [aTaggedImage(), aTaggedImage({ tag: "v1" }), { ...HUB, tag: "v1" }],
        repositories: [anImage(), HUB],
      }),
      result: aResult(),
    },
    {
      golden: "published-compact",
      plan: aPlan({ inputs: anInputs({ summary: "compact" }) }),
      result: aResult(),
    },
    {
      golden: "published-one-platform",
      plan: aPlan({
        inputs: anInputs({ summary: "compact" }),
        platforms: [anEmulatedRun({ platform: ARM_V7 })],
      }),
      result: aResult({
        verified: aVerified({ images: [aPlatformImage({ platform: ARM_V7, sizeBytes: 812, layers: 0 })] }),
        metrics: aMetrics({ durationMs: 59_900 }),
      }),
    },
    {
      golden: "pull-request-full",
      plan: aPlan({
        builder: aCreatedBuilder(),
        platforms: [aNativeRun(), anEmulatedRun(), aNativeRun({ platform: WINDOWS, how: "none" })],
        publish: NOT_PUBLISHED,
        cache: noCache("this run has no Actions cache service"),
      }),
      result: anUnpublishedResult({ metrics: aMetrics({ cache: { backend: "off", problems: [] } }) }),
    },
    {
      golden: "build-only-compact",
      plan: aPlan({
        inputs: anInputs({ summary: "compact" }),
        publish: { push: false, reason: "push is false" },
        references: [],
        repositories: [],
      }),
      result: anUnpublishedResult({ metrics: aMetrics({ durationMs: 340 }) }),
    },
    {
      golden: "hostile-full",
      plan: aPlan({
        inputs: anInputs({
          context: "https://evil.example/`</code><script>alert(1)</script>\n| a | b |",
          file: "](x) <!-- ```",
          target: "@octocat #1 **b**",
          buildArgs: [{ key: "</details>|", value: "" }],
        }),
        publish: { push: false, reason: "<b>|reason|</b>" },
      }),
      result: anUnpublishedResult({
        metrics: aMetrics({ phases: [{ name: "| <i>phase</i>", startMs: 0, durationMs: 1 }] }),
      }),
    },
  ])("renders $golden", ({ golden, plan, result }) => {
    expect(renderSummary(plan, result)).toBe(goldenText(golden));
  });

  it("names the cache that took the place of the planned one", () => {
    const metrics = aMetrics({ cache: { backend: "gha", problems: ["the engine does not come here"] } });
    const summary = renderSummary(aPlan(), aResult({ metrics }));
    expect(summary).toContain("| cache | <code>gha &#40;scope ");
    expect(summary).toContain("The engine does not come here.");
  });

  it("is empty when none is wanted", () => {
    expect(renderSummary(aPlan({ inputs: anInputs({ summary: "off" }) }), aResult())).toBe("");
  });

  it("shows a platform that was not read back without figures", () => {
    const verified = aVerified({ images: [aPlatformImage()] });
    expect(renderSummary(aPlan(), aResult({ verified }))).toContain(
      "| <code>linux/arm64</code> | emulated |\n",
    );
  });

  it("shows no value of a build argument or secret", () => {
    const inputs = anInputs({
      buildArgs: [{ key: "VERSION", value: "arg-value" }],
      secrets: [{ from: "value", id: "token", value: "secret-value" }],
      logins: [{ registry: "ghcr.io", username: "acme", password: "login-value" }],
      githubToken: "token-value",
    });
    expect(renderSummary(aPlan({ inputs, logins: inputs.logins }), aResult())).not.toMatch(/-value/);
  });

  it("does not show the login that a context may hold", () => {
    const inputs = anInputs({ context: "https://octocat:s3cret@github.com/acme/agent.git" });
    expect(renderSummary(aPlan({ inputs }), aResult())).not.toContain("s3cret");
  });
});

function goldenText(name: string): string {
  return readFileSync(new URL(`../fixtures/summary/${name}.md`, import.meta.url), "utf8");
}
