import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findAlerts, totalBytes } from "../../../src/domain/history/alerts.ts";
import type { SuccessRecord } from "../../../src/domain/history/record.ts";
import { succeeded } from "../../../src/domain/history/record.ts";
import type { Metrics, StepMetrics } from "../../../src/domain/metrics/metrics.ts";
import { aMetrics, aPlatformMetrics, aStepMetrics, anUnpublishedPlatform } from "../../support/a-metrics.ts";
import { aRecord, aStepRecord, records, runsOf, withoutSteps } from "./a-history.ts";

function alertsOf(list: readonly SuccessRecord[], overrides: Partial<Metrics>) {
  const metrics = aMetrics({ durationMs: 60_000, platforms: [], slowestSteps: [], ...overrides });
  return findAlerts(list, { metrics, kind: "sources" });
}

describe("the alert of a slow run", () => {
  const NPM = aStepMetrics({ command: "RUN npm ci", durationMs: 50_000 });
  const MAKE = aStepMetrics({ command: "RUN make", durationMs: 11_000 });

  /** Runs of 20 seconds, of which `npm ci` takes 12 and `make` 5. */
  const USUAL = runsOf([20_000, 20_000, 20_000, 20_000, 20_000], {
    slowestSteps: [
      aStepRecord({ command: "RUN npm ci", durationMs: 12_000 }),
      aStepRecord({ command: "RUN make", durationMs: 5_000 }),
    ],
  });

  function culprit(slowestSteps: readonly StepMetrics[], list = USUAL): StepMetrics | undefined {
    return alertsOf(list, { durationMs: 60_000, slowestSteps })[0]?.step;
  }

  it("names the step that took so much longer than usual", () => {
    expect(culprit([NPM, MAKE])).toBe(NPM);
    expect(culprit([MAKE, NPM])).toBe(NPM);
  });

  it("finds a step that now has another number", () => {
    expect(culprit([{ ...NPM, index: 17 }])?.index).toBe(17);
  });

  it("takes a step that usually is not run for one that usually takes no time", () => {
    const compile = aStepMetrics({ command: "RUN compile", durationMs: 22_000 });
    expect(culprit([{ ...NPM, durationMs: 30_000 }, compile])).toBe(compile);
  });

  it("tells the same command for another platform apart", () => {
    const arm64 = { ...NPM, platforms: ["linux/arm64"], durationMs: 30_000 };
    expect(culprit([{ ...NPM, durationMs: 31_000 }, arm64])).toBe(arm64);
  });

  it("takes the longest of steps that look the same for the usual one", () => {
    const twice = USUAL.map((run) => ({
      ...run,
      slowestSteps: [
        aStepRecord({ command: "RUN npm ci", durationMs: 45_000 }),
        aStepRecord({ command: "RUN npm ci", durationMs: 1_000 }),
      ],
    }));
    expect(culprit([NPM], twice)).toBeUndefined();
  });

  it("names none where too few runs have their steps", () => {
    const [first, ...others] = USUAL;
    expect(culprit([NPM], [withoutSteps(first), ...others])).toBeUndefined();
    expect(culprit([NPM], [withoutSteps(first), ...USUAL])).toBe(NPM);
  });

  it("names none where no step did most of it", () => {
    expect(culprit([MAKE, { ...NPM, durationMs: 13_000 }])).toBeUndefined();
    expect(culprit([])).toBeUndefined();
  });
});

describe("the alert of a big image", () => {
  const USUAL = runsOf([1, 2, 3, 4, 5]);

  function biggerOf(amd64: number, arm64: number, list = USUAL) {
    const platforms = [
      aPlatformMetrics({ platform: "linux/amd64", sizeBytes: amd64 }),
      aPlatformMetrics({ platform: "linux/arm64", sizeBytes: arm64 }),
    ];
    return alertsOf(list, { durationMs: 1, platforms });
  }

  it("names the platform whose image grew most", () => {
    const bigger = { kind: "bigger", usual: 78_000_000, actual: 90_000_000 };
    expect(biggerOf(41_000_000, 49_000_000)).toEqual([{ ...bigger, platform: "linux/arm64" }]);
    expect(biggerOf(50_000_000, 40_000_000)).toEqual([{ ...bigger, platform: "linux/amd64" }]);
  });

  it("is not given for less than a tenth, nor for less than a megabyte", () => {
    expect(biggerOf(45_000_000, 40_000_000)).toEqual([]);
    const tiny = runsOf([1, 2, 3, 4, 5], { platforms: [{ platform: "linux/amd64", sizeBytes: 10_000 }] });
    expect(biggerOf(400_000, 500_000, tiny)).toEqual([]);
    expect(biggerOf(1_400_000, 500_000, tiny)).toHaveLength(1);
  });

  it("is given whatever changed, and needs five runs that published", () => {
    const kinds = ["nothing", "sources", "dependencies", "base", "nothing"] as const;
    const mixed = USUAL.map((run, at) => ({ ...run, kind: kinds[at]! }));
    expect(biggerOf(60_000_000, 60_000_000, mixed)).toHaveLength(1);
    const [first, ...others] = mixed;
    const unpublished = { ...first!, platforms: [{ platform: "linux/amd64" }] };
    expect(biggerOf(60_000_000, 60_000_000, [unpublished, ...others])).toEqual([]);
  });

  it("is not given for a run that publishes nothing", () => {
    expect(alertsOf(USUAL, { durationMs: 1, platforms: [anUnpublishedPlatform()] })).toEqual([]);
  });
});

describe("alerts", () => {
  it("are never given for what is not more than usual", () => {
    fc.assert(
      fc.property(fc.array(records), fc.maxSafeNat(), (list, durationMs) => {
        for (const { usual, actual } of alertsOf(succeeded(list), { durationMs }))
          expect(actual).toBeGreaterThan(usual);
      }),
    );
  });
});

describe("totalBytes", () => {
  it("is known where the size of each platform is", () => {
    expect(totalBytes(aRecord().platforms)).toBe(78_000_000);
    expect(
      totalBytes([{ platform: "linux/amd64", sizeBytes: 1 }, { platform: "linux/arm64" }]),
    ).toBeUndefined();
    expect(totalBytes([])).toBeUndefined();
  });
});
