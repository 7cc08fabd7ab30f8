import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Bar } from "../../../src/domain/summary/gantt.ts";
import { ganttChart } from "../../../src/domain/summary/gantt.ts";
import { hostileText } from "./hostile.ts";
import { readGantt } from "./mermaid-gantt.ts";

const TASK = /^(?:[\p{L}\p{N} ._/(),+-]|#\d+;)* :\d+, [1-9]\d*ms$/u;

describe("ganttChart", () => {
  it("is a chart that Mermaid reads", async () => {
    const lines = ganttChart([
      { title: "Run", bars: [bar("build", 0, 61_500), bar("verify", 61_500, 900)] },
      { title: "Platforms", bars: [bar("linux/arm64 (emulated)", 100, 61_000)] },
    ]);
    expect(lines).toEqual([
      "gantt",
      "dateFormat x",
      "axisFormat %s s",
      "todayMarker off",
      "section Run",
      "build, 1 min 02 s :0, 61500ms",
      "verify, 900 ms :61500, 900ms",
      "section Platforms",
      "linux/arm64 (emulated), 1 min 01 s :100, 61000ms",
    ]);
    expect(await readGantt(lines.join("\n"))).toEqual([
      { section: "Run", name: "build, 1 min 02 s", start: 0, end: 61_500 },
      { section: "Run", name: "verify, 900 ms", start: 61_500, end: 62_400 },
      { section: "Platforms", name: "linux/arm64 (emulated), 1 min 01 s", start: 100, end: 61_100 },
    ]);
  });

  it.each([
    { totalMs: 9_999, axis: "%Q ms", end: 9_999 },
    { totalMs: 10_000, axis: "%s s", end: 10_000 },
    { totalMs: 599_999, axis: "%s s", end: 599_999 },
    { totalMs: 600_000, axis: "%s min", end: 10_000 },
  ])("has an axis in $axis for a run of $totalMs ms", ({ totalMs, axis, end }) => {
    const lines = ganttChart([{ title: "Run", bars: [bar("build", 0, totalMs)] }]);
    expect(lines[2]).toBe(`axisFormat ${axis}`);
    expect(lines.at(-1)).toMatch(new RegExp(` :0, ${end}ms$`));
  });

  it("shows also what took no time, and what a clock that went backwards left", () => {
    const bars = [bar("build", 0, 60_000), bar("empty", 500, 0), bar("early", -3, -7)];
    expect(ganttChart([{ title: "Run", bars }]).slice(-2)).toEqual([
      "empty, 0 ms :500, 300ms",
      "early, 0 ms :0, 300ms",
    ]);
    expect(ganttChart([{ title: "Run", bars: [bar("empty", 0, 0)] }]).at(-1)).toBe("empty, 0 ms :0, 1ms");
  });

  it("lets no name add a line, a task or a directive", async () => {
    const anyBar = fc.record({
      name: hostileText(),
      startMs: fc.integer({ min: -10, max: 4_000_000 }),
      durationMs: fc.integer({ min: -10, max: 4_000_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyBar, { minLength: 1, maxLength: 4 }), async (bars) => {
        const lines = ganttChart([{ title: "Run", bars }]);
        for (const line of lines.slice(5)) expect(line).toMatch(TASK);
        const tasks = await readGantt(lines.join("\n"));
        expect(tasks).toHaveLength(bars.length);
        expect(new Set(tasks.map(({ section }) => section))).toEqual(new Set(["Run"]));
        for (const { start, end } of tasks) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: 300 },
    );
  });
});

function bar(name: string, startMs: number, durationMs: number): Bar {
  return { name, startMs, durationMs };
}
