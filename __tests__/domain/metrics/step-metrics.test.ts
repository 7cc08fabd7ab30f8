import { describe, expect, it } from "@jest/globals";
import { slowestSteps } from "../../../src/domain/metrics/step-metrics.ts";
import { AMD64, ARM64, aRunStep } from "./a-run.ts";

const CLOCK = { startedAtMs: 4_000, durationMs: 10_000 };
const NONE: ReadonlyMap<string, boolean> = new Map();

describe("slowestSteps", () => {
  it("tells everything of a step", () => {
    const step = aRunStep({
      platforms: [AMD64, ARM64],
      command: "RUN a\n  b",
      startedAtMs: 5_000.6,
      pulledBytes: 7,
    });
    expect(slowestSteps([step], new Map([[step.id, true]]), CLOCK)).toEqual([
      {
        platforms: [AMD64, ARM64],
        stage: "build",
        index: 2,
        command: "RUN a b",
        state: "executed",
        emulated: true,
        startMs: 1_001,
        durationMs: 1_000,
        pulledBytes: 7,
      },
    ]);
  });

  it("has those that were executed or failed, the longest first", () => {
    const states = ["executed", "failed", "cached", "running", "canceled"] as const;
    const steps = states.map((state, at) => aRunStep({ id: state, state, durationMs: at, stage: undefined }));
    expect(slowestSteps(steps, NONE, CLOCK)).toMatchObject([
      { state: "failed", stage: "", emulated: false },
      { state: "executed", stage: "", emulated: false },
    ]);
  });

  it("has at most 20, and of those that took the same time what began first", () => {
    const steps = Array.from({ length: 5_000 }, (_, at) => aRunStep({ id: `${at}`, index: at + 2 }));
    expect(slowestSteps(steps, NONE, CLOCK).map(({ index }) => index)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 2),
    );
  });

  it("keeps the times of clocks that differ, or go backwards, inside the run", () => {
    const timesOf = (startedAtMs: number, durationMs: number) =>
      slowestSteps([aRunStep({ startedAtMs, durationMs })], NONE, CLOCK).map((step) => [
        step.startMs,
        step.durationMs,
      ]);
    expect(timesOf(1_000, -5)).toEqual([[0, 0]]);
    expect(timesOf(99_000, 5)).toEqual([[10_000, 5]]);
  });
});
