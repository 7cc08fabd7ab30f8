import { describe, expect, it } from "@jest/globals";
import type { StepCount } from "../../../src/domain/progress/step-count.ts";
import { headline } from "../../../src/domain/summary/headline.ts";
import { aMetrics, aStepCount } from "../../support/a-metrics.ts";
import { aNativeRun, aPlan } from "../../support/a-plan.ts";
import { aVerified } from "../../support/a-result.ts";
import { aTaggedImage } from "../../support/an-inputs.ts";

const NO_CACHE = { backend: "off", problems: [] } as const;

describe("headline", () => {
  it("says what was published, for what, how fast, and what the cache did for it", () => {
    expect(headline(aPlan(), aMetrics(), aVerified())).toBe(
      "### ✅ Published <code>ghcr.io/acme/agent:main</code> for 2 platforms in 1 min 04 s, " +
        "with 12 of 20 steps from the cache (60 %)\n\n" +
        "Its digest is <code>sha256:aaaaaaaaaaaa</code>. The cache saved about 2 min 12 s of work.",
    );
  });

  it("says why nothing was published", () => {
    const plan = aPlan({
      platforms: [aNativeRun()],
      publish: { push: false, reason: "this is a pull request or merge group" },
    });
    expect(headline(plan, aMetrics({ timeSavedMs: 0 }), undefined)).toBe(
      "### ☑️ Built for 1 platform in 1 min 04 s, with 12 of 20 steps from the cache (60 %)\n\n" +
        "Not published: this is a pull request or merge group.",
    );
  });

  it("does not call verified what was not", () => {
    expect(headline(aPlan(), aMetrics(), undefined)).toMatch(
      /^### ⚠️ Pushed <code>.*\n\nNot verified: what the registry has was not read back\./,
    );
  });

  it.each<{ case: string; steps: Partial<StepCount>; ends: string }>([
    {
      case: "all",
      steps: { total: 24, cached: 24 },
      ends: "1 min 04 s, with all 24 steps from the cache (100 %)",
    },
    {
      case: "the only one",
      steps: { total: 1, cached: 1 },
      ends: "1 min 04 s, with 1 of 1 steps from the cache (100 %)",
    },
    {
      case: "some",
      steps: { total: 24, cached: 12 },
      ends: "1 min 04 s, with 12 of 24 steps from the cache (50 %)",
    },
    { case: "none", steps: { total: 24, cached: 0 }, ends: "1 min 04 s, with nothing from the cache" },
    { case: "none of none", steps: { total: 0, cached: 0 }, ends: "1 min 04 s" },
  ])("tells of a cache that had $case", ({ steps, ends }) => {
    const text = headline(aPlan(), aMetrics({ steps: aStepCount(steps) }), aVerified());
    expect(text.split("\n")[0]?.endsWith(ends)).toBe(true);
  });

  it("does not speak of a cache that is off, unless the builder had steps by itself", () => {
    const lines = [0, 12].map(
      (cached) =>
        headline(aPlan(), aMetrics({ steps: aStepCount({ cached }), cache: NO_CACHE }), aVerified()).split(
          "\n",
        )[0],
    );
    expect(lines[0]).toMatch(/ in 1 min 04 s$/);
    expect(lines[1]).toMatch(/, with all 12 steps from the cache \(100 %\)$/);
  });

  it("counts the tags that are too many to read", () => {
    const references = [1, 2, 3, 4, 5, 6].map((number) => aTaggedImage({ tag: `v${number}` }));
    expect(headline(aPlan({ references }), aMetrics(), aVerified())).toContain(
      "<code>ghcr.io/acme/agent:v3</code>, <code>ghcr.io/acme/agent:v4</code> and 2 more for 2 platforms",
    );
  });
});
