import { describe, expect, it } from "@jest/globals";
import type { RememberedStep } from "../../../src/domain/history/memory.ts";
import { pastOf } from "../../../src/domain/metrics/past.ts";
import type { RunStep } from "../../../src/domain/metrics/run-steps.ts";
import { executedMsAt, timeSavedMs } from "../../../src/domain/metrics/time-saved.ts";
import { AMD64, ARM64, aMemory, aRemembered, aRunStep } from "./a-run.ts";

const CACHED = aRunStep({ state: "cached" });

function savedMs(steps: readonly RunStep[], ...remembered: readonly RememberedStep[]): number | undefined {
  return timeSavedMs(steps, pastOf(aMemory({ steps: remembered })));
}

describe("timeSavedMs", () => {
  it("adds up what cached steps took when they were executed", () => {
    const steps = [CACHED, { ...CACHED, index: 3 }, { ...CACHED, index: 4 }];
    expect(savedMs(steps, aRemembered({ executedMs: 700 }), aRemembered({ index: 3, executedMs: 20 }))).toBe(
      720,
    );
  });

  it("counts a step that platforms share once", () => {
    const shared = { ...CACHED, platforms: [AMD64, ARM64] };
    const left = [aRemembered({ executedMs: 700 }), aRemembered({ platform: ARM64, executedMs: 900 })];
    expect(savedMs([shared], ...left)).toBe(700);
    expect(savedMs([shared], left[1]!)).toBe(900);
  });

  it.each([
    { case: "nothing is cached", steps: [aRunStep()], remembered: aRemembered() },
    { case: "the command was another", steps: [CACHED], remembered: aRemembered({ command: "RUN x" }) },
    { case: "the stage was another", steps: [CACHED], remembered: aRemembered({ stage: "x" }) },
    { case: "the platform was another", steps: [CACHED], remembered: aRemembered({ platform: ARM64 }) },
  ])("is unknown where $case", ({ steps, remembered }) => {
    expect(savedMs(steps, remembered)).toBeUndefined();
  });

  it("is unknown where the step was never seen executed, rather than nothing", () => {
    const { platform, stage, index, command, id } = aRemembered();
    const unseen = { platform, stage, index, command, id };
    expect(savedMs([CACHED], unseen)).toBeUndefined();
    expect(savedMs([CACHED], aRemembered({ executedMs: 0 }))).toBe(0);
    expect(savedMs([CACHED])).toBeUndefined();
  });
});

describe("executedMsAt", () => {
  it("compares commands as they are remembered", () => {
    const step = aRunStep({ command: `RUN ${"x".repeat(300)}` });
    const past = pastOf(
      aMemory({ steps: [aRemembered({ command: `RUN ${"x".repeat(195)}…`, executedMs: 3 })] }),
    );
    expect([executedMsAt(step, AMD64, past), executedMsAt(step, ARM64, past)]).toEqual([3, undefined]);
  });
});
