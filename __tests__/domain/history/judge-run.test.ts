import { describe, expect, it } from "@jest/globals";
import { NO_HISTORY } from "../../../src/domain/history/history-file.ts";
import { judgeRun } from "../../../src/domain/history/judge-run.ts";
import type { SolveFigures } from "../../../src/domain/metrics/solve-figures.ts";
import { aStep } from "../progress/a-progress.ts";
import { aHistory, aMemory, runsOf } from "./a-history.ts";

const SOLVE: SolveFigures = {
  platforms: ["linux/amd64"],
  startMs: 0,
  durationMs: 9_000,
  steps: [aStep({ state: "cached" })],
  baseImages: [],
  contextBytes: 0,
};

describe("judgeRun", () => {
  it("tells the kind of change, what the last run left, and how far off the expectation was", () => {
    const records = runsOf([8_000, 8_000, 8_000], { kind: "nothing" });
    expect(judgeRun(aHistory({ records }), [SOLVE], 10_000)).toEqual({
      kind: "nothing",
      memory: aMemory(),
      prediction: { expectedMs: 8_000, kind: "nothing", actualKind: "nothing", error: 0.25 },
    });
  });

  it("has nothing to compare the first run with", () => {
    expect(judgeRun(NO_HISTORY, [SOLVE], 10_000)).toEqual({
      kind: "nothing",
      memory: undefined,
      prediction: undefined,
    });
  });
});
