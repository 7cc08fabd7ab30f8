import { describe, expect, it } from "@jest/globals";
import { platformTable } from "../../../src/domain/summary/platform-table.ts";
import {
  aMetrics,
  anEmulatedPlatform,
  anUnpublishedPlatform,
  aPlatformMetrics,
  aStepCount,
  without,
} from "../../support/a-metrics.ts";
import { aNativeRun, aPlan } from "../../support/a-plan.ts";
import { aDigest } from "../../support/a-result.ts";

const WINDOWS = { os: "windows", architecture: "amd64" };

describe("platformTable", () => {
  it("has a row for each platform, and the digests in full below", () => {
    expect(platformTable(aPlan(), aMetrics(), 40).split("\n")).toEqual([
      "| Platform | Built | Time | Cached | Compressed | Change | Digest |",
      "| --- | --- | ---: | ---: | ---: | ---: | --- |",
      "| <code>linux/amd64</code> | native | 18.3 s | 7/12 | 41.2 MB | +1.2 MB (+3 %) | <code>sha256:111111111111</code> |",
      "| <code>linux/arm64</code> | emulated | 1 min 02 s | 7/12 | 39.5 MB | unchanged | <code>sha256:222222222222</code> |",
      "",
      "<details><summary>Digests of the platforms</summary>",
      "",
      "```sh",
      `ghcr.io/acme/agent@${aDigest("1")} # linux/amd64`,
      `ghcr.io/acme/agent@${aDigest("2")} # linux/arm64`,
      "```",
      "",
      "</details>",
    ]);
  });

  it("leaves out what was not measured of any", () => {
    const platform = anUnpublishedPlatform({ steps: aStepCount({ total: 0, cached: 0 }) });
    expect(platformTable(aPlan(), aMetrics({ platforms: [without(platform, "durationMs")] }), 40)).toBe(
      "| Platform | Built |\n| --- | --- |\n| <code>linux/amd64</code> | native |",
    );
  });

  it("leaves a cell empty for what was measured of others only", () => {
    const platforms = [
      aPlatformMetrics(),
      anUnpublishedPlatform({ platform: "linux/arm64", emulated: true }),
    ];
    const text = platformTable(aPlan(), aMetrics({ platforms }), 40);
    expect(text).toContain("| <code>linux/arm64</code> | emulated | 18.3 s | 7/12 |  |  |  |");
    expect(text).not.toContain("# linux/arm64");
  });

  it("shows no change where there was no image before", () => {
    const first = without(aPlatformMetrics(), "previousSizeBytes");
    expect(platformTable(aPlan(), aMetrics({ platforms: [first] }), 40)).not.toContain("Change");
  });

  it("does not call native what is only put together", () => {
    const plan = aPlan({ platforms: [aNativeRun({ platform: WINDOWS, how: "none" })] });
    const platforms = [anUnpublishedPlatform({ platform: "windows/amd64" })];
    expect(platformTable(plan, aMetrics({ platforms }), 40)).toContain(
      "| <code>windows/amd64</code> | not run |",
    );
  });

  it("shows no digest a second time that the pull command has", () => {
    expect(platformTable(aPlan(), aMetrics({ platforms: [aPlatformMetrics()] }), 40)).not.toContain(
      "<details>",
    );
  });

  it("has no digests in full where there is no name to pull them by", () => {
    expect(platformTable(aPlan({ repositories: [] }), aMetrics(), 40)).not.toContain("<details>");
    const platforms = [anUnpublishedPlatform(), anUnpublishedPlatform({ platform: "linux/arm64" })];
    expect(platformTable(aPlan(), aMetrics({ platforms }), 40)).not.toContain("<details>");
  });

  it("counts the platforms that are too many", () => {
    const platforms = [aPlatformMetrics(), anEmulatedPlatform(), anEmulatedPlatform(), anEmulatedPlatform()];
    const text = platformTable(aPlan(), aMetrics({ platforms }), 2);
    expect(text).toContain("\n\nand 2 more\n\n");
    expect(text.match(/^ghcr/gm)).toHaveLength(2);
  });

  it("is absent where no platform is known", () => {
    expect(platformTable(aPlan(), aMetrics({ platforms: [] }), 40)).toBe("");
  });
});
