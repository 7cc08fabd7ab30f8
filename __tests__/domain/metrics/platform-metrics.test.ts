import { describe, expect, it } from "@jest/globals";
import type { KnownOfRun } from "../../../src/domain/metrics/platform-metrics.ts";
import { describePlatform } from "../../../src/domain/metrics/platform-metrics.ts";
import { aNativeRun, anEmulatedRun } from "../../support/a-plan.ts";
import { aDigest, aVerified } from "../../support/a-result.ts";
import { AMD64, ARM64, aRunStep, aSolve } from "./a-run.ts";

const NOTHING: KnownOfRun = {
  builtOn: AMD64,
  solves: [],
  steps: [],
  evidence: { past: undefined, isCacheWhole: true },
  verified: undefined,
};

describe("describePlatform", () => {
  it("tells of a platform what is its own, and what it shares", () => {
    const known: KnownOfRun = {
      ...NOTHING,
      solves: [aSolve(), aSolve({ platforms: [ARM64], startMs: 1_200.4, durationMs: 900.6 })],
      steps: [
        aRunStep({ id: "a", platforms: [AMD64, ARM64], state: "cached" }),
        aRunStep({ id: "b", platforms: [ARM64], index: 3 }),
        aRunStep({ id: "c", platforms: [AMD64], index: 4 }),
      ],
      verified: aVerified(),
      previousSizes: new Map([
        [AMD64, 1],
        [ARM64, 3_900_000],
      ]),
    };
    expect(describePlatform(anEmulatedRun(), known)).toEqual({
      platform: ARM64,
      emulated: true,
      builtOn: AMD64,
      startMs: 1_200,
      durationMs: 901,
      steps: { total: 2, cached: 1, executed: 1, failed: 0 },
      cacheHitRatio: 0.5,
      firstMiss: [{ stage: "build", index: 3, command: "RUN make" }],
      digest: aDigest("2"),
      sizeBytes: 3_950_000,
      layers: 4,
      previousSizeBytes: 3_900_000,
    });
  });

  it("leaves out what was not measured, rather than telling zero", () => {
    const steps = { total: 0, cached: 0, executed: 0, failed: 0 };
    const nothing = {
      platform: AMD64,
      emulated: false,
      builtOn: AMD64,
      steps,
      cacheHitRatio: 1,
      firstMiss: [],
    };
    const described = [
      describePlatform(aNativeRun(), NOTHING),
      describePlatform(aNativeRun(), { ...NOTHING, previousSizes: new Map([[ARM64, 1]]) }),
    ];
    expect(JSON.parse(JSON.stringify(described))).toEqual([nothing, nothing]);
  });

  it.each([
    { startMs: -1, durationMs: 5 },
    { startMs: 5, durationMs: -1 },
  ])("tells no times that a clock going backwards measured: $startMs, $durationMs", (times) => {
    const { startMs, durationMs } = describePlatform(aNativeRun(), { ...NOTHING, solves: [aSolve(times)] });
    expect([startMs, durationMs]).toEqual([undefined, undefined]);
  });

  it("does not call a platform emulated that is not run at all", () => {
    const run = aNativeRun({ platform: { os: "windows", architecture: "amd64" }, how: "none" });
    expect(describePlatform(run, NOTHING)).toMatchObject({ platform: "windows/amd64", emulated: false });
  });
});
