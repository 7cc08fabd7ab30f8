import { describe, expect, it } from "@jest/globals";
import type { CacheMetrics } from "../../../src/domain/cache-report.ts";
import type { Metrics } from "../../../src/domain/metrics/metrics.ts";
import { cacheBreak } from "../../../src/domain/summary/cache-break.ts";
import {
  aFirstMiss,
  aMetrics,
  anEmulatedPlatform,
  aPlatformMetrics,
  aStepCount,
  without,
} from "../../support/a-metrics.ts";
import { aCacheMetrics } from "../../support/a-result.ts";

const UNKNOWN = without(aFirstMiss(), "changed");
const NOTHING_CACHED = aStepCount({ cached: 0, executed: 12 });
const NOTHING_RESTORED = aCacheMetrics({ restored: { bytes: 0, entries: 0, ms: 90 } });
const OTHER_CACHE: CacheMetrics = { backend: "gha", problems: [] };

describe("cacheBreak", () => {
  it("names the first steps with what changed, those of several platforms once", () => {
    const platforms = [
      aPlatformMetrics({ firstMiss: [aFirstMiss(), aFirstMiss({ stage: "", index: 2, changed: "base" })] }),
      anEmulatedPlatform({
        firstMiss: [aFirstMiss(), aFirstMiss({ command: "RUN make", changed: "command" })],
      }),
    ];
    expect(cacheBreak(aMetrics({ platforms })).split("\n")).toEqual([
      "#### The cache broke here",
      "",
      "| First step to run again | Stage | What changed | Platforms |",
      "| --- | --- | --- | --- |",
      "| 4: <code>COPY . .</code> | <code>build</code> | the files that it copies | <code>linux/amd64</code> and <code>linux/arm64</code> |",
      "| 2: <code>COPY . .</code> |  | the base image | <code>linux/amd64</code> |",
      "| 4: <code>RUN make</code> | <code>build</code> | the command | <code>linux/arm64</code> |",
    ]);
  });

  it("does not guess what changed", () => {
    const platforms = [aPlatformMetrics({ firstMiss: [UNKNOWN] })];
    expect(cacheBreak(aMetrics({ platforms }))).toBe(
      "#### The cache broke here\n\n" +
        "| First step to run again | Stage |\n| --- | --- |\n| 4: <code>COPY . .</code> | <code>build</code> |",
    );
  });

  it.each<{ case: string; metrics: Partial<Metrics> }>([
    { case: "everything was cached", metrics: { steps: aStepCount({ cached: 12 }) } },
    { case: "there are no steps", metrics: { steps: aStepCount({ total: 0, cached: 0 }) } },
    { case: "the cache is off", metrics: { cache: { backend: "off", problems: [] } } },
    { case: "no step was executed", metrics: { platforms: [aPlatformMetrics({ firstMiss: [] })] } },
  ])("is absent where $case", ({ metrics }) => {
    expect(cacheBreak(aMetrics(metrics))).toBe("");
  });

  it.each([{ cache: NOTHING_RESTORED }, { cache: OTHER_CACHE }])(
    "says in a sentence that the cache of a first run was empty ($cache.backend)",
    ({ cache }) => {
      const platforms = [aPlatformMetrics({ firstMiss: [UNKNOWN] })];
      expect(cacheBreak(aMetrics({ platforms, cache, steps: NOTHING_CACHED }))).toBe(
        "As in every first run, all 12 steps had to be run.",
      );
    },
  );

  it.each<{ case: string; metrics: Partial<Metrics> }>([
    { case: "something was restored", metrics: { platforms: [aPlatformMetrics({ firstMiss: [UNKNOWN] })] } },
    { case: "an earlier run is known", metrics: { cache: NOTHING_RESTORED } },
  ])("takes a run for no first one if $case", ({ metrics }) => {
    expect(cacheBreak(aMetrics({ steps: NOTHING_CACHED, ...metrics }))).toContain(
      "#### The cache broke here",
    );
  });

  it("counts the stages that are too many", () => {
    const firstMiss = Array.from({ length: 25 }, (_, index) => aFirstMiss({ stage: `stage-${index}` }));
    expect(cacheBreak(aMetrics({ platforms: [aPlatformMetrics({ firstMiss })] }))).toMatch(/\n\nand 5 more$/);
  });
});
