import { describe, expect, it } from "@jest/globals";
import { timeline } from "../../../src/domain/summary/timeline.ts";
import { aMetrics, aPlatformMetrics, without } from "../../support/a-metrics.ts";
import { readGantt } from "./mermaid-gantt.ts";

const NOT_STARTED = without(aPlatformMetrics(), "startMs");
const NOT_ENDED = without(aPlatformMetrics(), "durationMs");

describe("timeline", () => {
  it("draws the phases from the start of the run on, and the platforms", async () => {
    const tasks = await readGantt(chartIn(timeline(aMetrics())));
    expect(tasks.map(({ section, name, start }) => [section, name, start])).toEqual([
      ["Run", "whole run, 1 min 04 s", 0],
      ["Run", "inspect, 340 ms", 3],
      ["Run", "prepare.registry, 420 ms", 350],
      ["Run", "cache.restore, 840 ms", 350],
      ["Run", "build, 1 min 02 s", 1_200],
      ["Run", "publish, 600 ms", 62_700],
      ["Run", "verify, 900 ms", 63_300],
      ["Platforms", "linux/amd64, 18.3 s", 1_200],
      ["Platforms", "linux/arm64 (emulated), 1 min 02 s", 1_200],
    ]);
  });

  it("leaves out platforms whose times are not known", () => {
    const text = timeline(aMetrics({ platforms: [NOT_STARTED, NOT_ENDED] }));
    expect(text).not.toContain("Platforms");
    expect(text).not.toContain("linux/amd64");
  });

  it("is absent where nothing was timed", () => {
    expect(timeline(aMetrics({ phases: [], platforms: [NOT_STARTED] }))).toBe("");
  });

  it("shows the longest of many phases, in their order, and says so", async () => {
    const phases = Array.from({ length: 5_000 }, (_, index) => ({
      name: `phase ${index}`,
      startMs: index,
      durationMs: index % 2 === 0 ? index : 1,
    }));
    const text = timeline(aMetrics({ phases }));
    const names = (await readGantt(chartIn(text))).map(({ name }) => name.replace(/,.*/, ""));
    expect(names.slice(0, 3)).toEqual(["whole run", "phase 4960", "phase 4962"]);
    expect(names).toHaveLength(1 + 20 + 2);
    expect(text).toMatch(/\n\nShown are the 20 longest of 5000 phases\.$/);
  });
});

/** The chart in the fence for Mermaid. */
function chartIn(markdown: string): string {
  return /```mermaid\n([^]*)\n```/.exec(markdown)?.[1] ?? "";
}
