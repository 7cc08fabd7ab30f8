import { describe, expect, it } from "@jest/globals";
import { describeOutputs } from "../../src/domain/outputs.ts";
import { anUnpublishedResult, aResult } from "../support/a-finished-run.ts";
import { aMetrics } from "../support/a-metrics.ts";
import { aPlan } from "../support/a-plan.ts";
import { aDigest, aPlatformImage } from "../support/a-result.ts";
import { anImage, aTaggedImage } from "../support/an-inputs.ts";

const HUB = { registry: "docker.io", repository: "acme/agent" };

describe("describeOutputs", () => {
  it("tells all of a push", () => {
    expect(describeOutputs(aPlan(), aResult())).toEqual({
      digest: aDigest(),
      digests: `{"linux/amd64":"${aDigest("1")}","linux/arm64":"${aDigest("2")}"}`,
      image: `ghcr.io/acme/agent@${aDigest()}`,
      images: `ghcr.io/acme/agent@${aDigest()}`,
      tags: "ghcr.io/acme/agent:main",
      metadata: '{"image.name":"ghcr.io/acme/agent:main"}',
      pushed: "true",
      "cache-hit": "partial",
      "cache-hit-ratio": "0.6",
      "duration-ms": "64200",
      metrics: JSON.stringify(aMetrics()),
    });
  });

  it("lists several images and tags, one a line", () => {
    const plan = aPlan({
      references: [aTaggedImage({ tag: "v1" }), aTaggedImage({ tag: "latest" }), { ...HUB, tag: "v1" }],
      repositories: [anImage(), HUB],
    });
    expect(describeOutputs(plan, aResult())).toMatchObject({
      image: `ghcr.io/acme/agent@${aDigest()}`,
      images: `ghcr.io/acme/agent@${aDigest()}\nacme/agent@${aDigest()}`,
      tags: "ghcr.io/acme/agent:v1\nghcr.io/acme/agent:latest\nacme/agent:v1",
    });
  });

  it("leaves empty what does not apply to a build that is not published", () => {
    const publish = { push: false, reason: "push is false" };
    const result = anUnpublishedResult({ metrics: aMetrics({ durationMs: 7 }) });
    expect(describeOutputs(aPlan({ publish, references: [], repositories: [] }), result)).toEqual({
      digest: "",
      digests: "{}",
      image: "",
      images: "",
      tags: "",
      metadata: "{}",
      pushed: "false",
      "cache-hit": "partial",
      "cache-hit-ratio": "0.6",
      "duration-ms": "7",
      metrics: JSON.stringify(aMetrics({ durationMs: 7 })),
    });
  });

  it.each([
    { total: 7, cached: 7, hit: "full", ratio: "1" },
    { total: 7, cached: 5, hit: "partial", ratio: "0.7143" },
    { total: 7, cached: 0, hit: "none", ratio: "0" },
    { total: 0, cached: 0, hit: "full", ratio: "1" },
  ])("calls $cached of $total steps a $hit hit", ({ total, cached, hit, ratio }) => {
    const metrics = aMetrics({ steps: { total, cached, executed: total - cached, failed: 0 } });
    expect(describeOutputs(aPlan(), aResult({ metrics }))).toMatchObject({
      "cache-hit": hit,
      "cache-hit-ratio": ratio,
    });
  });

  it("tells that there is no cache, and still what came from the builder's own", () => {
    const metrics = aMetrics({ cache: { backend: "off", problems: [] } });
    expect(describeOutputs(aPlan(), aResult({ metrics }))).toMatchObject({
      "cache-hit": "off",
      "cache-hit-ratio": "0.6",
    });
  });

  it("tells the digest of an export that is not a push", () => {
    const publish = { push: false, reason: "push is false" };
    expect(describeOutputs(aPlan({ publish }), anUnpublishedResult({ digest: aDigest("9") }))).toMatchObject({
      digest: aDigest("9"),
      image: "",
      images: "",
      tags: "ghcr.io/acme/agent:main",
      pushed: "false",
    });
  });

  it("names a platform with its variant", () => {
    const platform = { os: "linux", architecture: "arm", variant: "v7" };
    const verified = { digest: aDigest("1"), images: [aPlatformImage({ platform })] };
    expect(describeOutputs(aPlan(), aResult({ verified })).digests).toBe(
      `{"linux/arm/v7":"${aDigest("1")}"}`,
    );
  });
});
