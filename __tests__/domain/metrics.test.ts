import { describe, expect, it } from "@jest/globals";
import type { Measured } from "../../src/domain/metrics.ts";
import { describeMetrics } from "../../src/domain/metrics.ts";
import { anEmulatedRun, aNativeRun, aPlan } from "../support/a-plan.ts";
import { aMetrics, aVerified } from "../support/a-result.ts";

const MEASURED: Measured = {
  startedAt: new Date("2026-02-03T04:05:06.007Z"),
  durationMs: 64_200,
  phases: aMetrics().phases,
  steps: aMetrics().steps,
  cache: aMetrics().cache,
  retries: 0,
  verified: aVerified(),
};

describe("describeMetrics", () => {
  it("tells of each platform what was read back of it", () => {
    expect(describeMetrics(aPlan(), MEASURED)).toEqual(aMetrics());
  });

  it("finds the platforms' images in whatever order the index has them", () => {
    const verified = aVerified({ images: aVerified().images.toReversed() });
    expect(describeMetrics(aPlan(), { ...MEASURED, verified })).toEqual(aMetrics());
  });

  it("leaves out what was not measured, rather than telling zero", () => {
    const steps = { total: 0, cached: 0, executed: 0, failed: 0 };
    const cache = { backend: "off", problems: [] } as const;
    const none = { verified: undefined, phases: [], retries: 2, steps, cache };
    const metrics = describeMetrics(aPlan(), { ...MEASURED, ...none });
    expect(JSON.parse(JSON.stringify(metrics))).toEqual({
      schema: 1,
      startedAt: "2026-02-03T04:05:06.007Z",
      durationMs: 64_200,
      phases: [],
      platforms: [
        { platform: "linux/amd64", emulated: false },
        { platform: "linux/arm64", emulated: true },
      ],
      steps,
      cache,
      retries: 2,
    });
  });

  it("does not call a platform emulated that is not run at all", () => {
    const windows = { os: "windows", architecture: "amd64" };
    const platforms = [
      aNativeRun(),
      anEmulatedRun(),
      aNativeRun({ platform: windows, how: "none", reason: "is put together here but not run" }),
    ];
    expect(describeMetrics(aPlan({ platforms }), MEASURED).platforms).toEqual([
      ...aMetrics().platforms,
      { platform: "windows/amd64", emulated: false },
    ]);
  });
});
