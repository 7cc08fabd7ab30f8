import { describe, expect, it } from "@jest/globals";
import type { Alert } from "../../../src/domain/history/trend.ts";
import { alertList } from "../../../src/domain/summary/alerts.ts";
import { anAlert, aStepMetrics } from "../../support/a-metrics.ts";

const BIGGER: Alert = { kind: "bigger", usual: 79_100_000, actual: 120_300_000 };

describe("alertList", () => {
  it.each<{ case: string; alert: Alert; text: string }>([
    {
      case: "slower, by a step",
      alert: anAlert(),
      text:
        "⚠️ **Slower than usual**: 1 min 04 s instead of about 48.0 s. The step that did it is " +
        "<code>RUN npm ci</code> (step 5 of <code>build</code> for <code>linux/arm64</code>), which took 51.0 s.",
    },
    {
      case: "slower, by nothing in particular",
      alert: { kind: "slower", usual: 48_000, actual: 64_200 },
      text: "⚠️ **Slower than usual**: 1 min 04 s instead of about 48.0 s.",
    },
    {
      case: "bigger, by a step of a stage and platform without a name",
      alert: { ...BIGGER, step: aStepMetrics({ stage: "", platforms: [] }) },
      text:
        "⚠️ **Bigger than usual**: 120.3 MB instead of about 79.1 MB. The step that did it is " +
        "<code>RUN npm ci</code> (step 5).",
    },
    {
      case: "bigger, on one platform",
      alert: { ...BIGGER, platform: "linux/arm64" },
      text: "⚠️ **Bigger than usual**: 120.3 MB instead of about 79.1 MB. The image for <code>linux/arm64</code> grew most.",
    },
  ])("says what is not as usual: $case", ({ alert, text }) => {
    expect(alertList([alert])).toBe(text);
  });

  it("shows a few of many, each in a paragraph", () => {
    expect(alertList(Array.from({ length: 50 }, () => BIGGER)).split("\n\n")).toHaveLength(5);
  });

  it("is absent where all is as usual", () => {
    expect(alertList([])).toBe("");
  });
});
