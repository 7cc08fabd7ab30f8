import { describe, expect, it } from "@jest/globals";
import { adviseCacheCostsMore } from "../../../src/domain/advice/cache-costs-more.ts";
import { aMetrics, aStepCount } from "../../support/a-metrics.ts";
import { someFacts } from "./some-facts.ts";

const FACTS = someFacts({ saving: { ms: 48_000, savesMs: 9_000 } });
const UNTIMED = aMetrics();
delete (UNTIMED as { timeSavedMs?: number }).timeSavedMs;

describe("adviseCacheCostsMore", () => {
  it("compares what saving took with what it saves", () => {
    expect(adviseCacheCostsMore(FACTS)).toEqual({
      rule: "cache-costs-more",
      advice: "Save less: cache-mode: min keeps only the layers of the result, and cache: off keeps none.",
      evidence: "Saving the layer cache took 48.0 s, and what came from it saved 9.0 s.",
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#cache-costs-more",
    });
  });

  it.each([
    { ms: 10_000, savesMs: 9_999, silent: false },
    { ms: 9_999, savesMs: 1, silent: true },
    { ms: 10_000, savesMs: 10_000, silent: true },
  ])("begins at ten seconds and above what it saves: $ms and $savesMs", ({ ms, savesMs, silent }) => {
    expect(adviseCacheCostsMore({ ...FACTS, saving: { ms, savesMs } }) === undefined).toBe(silent);
  });

  it("takes what was measured of this run where nothing else is known", () => {
    const saving = { ms: 48_000 };
    const metrics = aMetrics({ timeSavedMs: 7_000 });
    expect(adviseCacheCostsMore({ ...FACTS, saving, metrics })?.evidence).toContain("saved 7.0 s");
    expect(adviseCacheCostsMore({ ...FACTS, saving, metrics: UNTIMED })).toBeUndefined();
  });

  it("is silent for a run without a hit, and where saving was not measured", () => {
    const metrics = aMetrics({ steps: aStepCount({ cached: 0 }) });
    expect(adviseCacheCostsMore({ ...FACTS, metrics })).toBeUndefined();
    expect(adviseCacheCostsMore({ ...FACTS, saving: undefined })).toBeUndefined();
  });
});
