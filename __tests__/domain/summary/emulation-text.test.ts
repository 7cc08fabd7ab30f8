import { describe, expect, it } from "@jest/globals";
import type { EmulationCost } from "../../../src/domain/metrics/metrics.ts";
import { emulationText } from "../../../src/domain/summary/emulation-text.ts";
import { aMetrics, anEmulationCost, without } from "../../support/a-metrics.ts";

const ALONE: EmulationCost = { steps: 1, durationMs: 900 };

describe("emulationText", () => {
  it.each<{ case: string; emulation: EmulationCost; text: string }>([
    {
      case: "no native counterpart",
      emulation: ALONE,
      text: "1 step ran under emulation, in 900 ms of work.",
    },
    {
      case: "some",
      emulation: anEmulationCost(),
      text:
        "3 steps ran under emulation, in 58.2 s of work. 2 of them also ran natively for another platform, in " +
        "12.9 s instead of 55.1 s, so emulation took 4.3 times as long.",
    },
    {
      case: "all, much faster",
      emulation: anEmulationCost({ compared: { steps: 3, emulatedMs: 58_200, nativeMs: 1_500 } }),
      text:
        "3 steps ran under emulation, in 58.2 s of work. The same also ran natively for another platform, in " +
        "1.5 s instead of 58.2 s, so emulation took 39 times as long.",
    },
    {
      case: "all, too fast to measure",
      emulation: anEmulationCost({ compared: { steps: 3, emulatedMs: 40, nativeMs: 0 } }),
      text:
        "3 steps ran under emulation, in 58.2 s of work. The same also ran natively for another platform, in " +
        "0 ms instead of 40 ms.",
    },
  ])("compares with what ran natively: $case", ({ emulation, text }) => {
    expect(emulationText(aMetrics({ emulation }))).toBe(text);
  });

  it("is absent where nothing was emulated", () => {
    expect(emulationText(without(aMetrics(), "emulation"))).toBe("");
  });
});
