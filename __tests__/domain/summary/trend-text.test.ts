import { describe, expect, it } from "@jest/globals";
import { trendText } from "../../../src/domain/summary/trend-text.ts";
import { aMetrics, aTrend, without } from "../../support/a-metrics.ts";

describe("trendText", () => {
  it("compares the run with what was expected and with those before it", () => {
    const prediction = { expectedMs: 50_000, kind: "sources", actualKind: "sources", error: 0.284 } as const;
    expect(trendText(aTrend(), aMetrics({ prediction })).split("\n")).toEqual([
      "#### Trend",
      "",
      "Expected 50.0 s for a change of sources; took 1 min 04 s (+28 %).",
      "",
      "<code>▁▃▄▄▁█▄▄▄▁▄▄▅▄▃▄▁▄▄▅</code> The last 20 runs, from 12.0 s for the oldest to 1 min 04 s for this one.",
      "",
      "| Usual time | 9 of 10 within | Cached steps | All images | Failed | Tried again | Builds a day |",
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      "| 48.0 s | 1 min 11 s | 86 % | 79.1 MB | 6 % | 3 % | 3.2 |",
      "",
      "These figures are of the 34 earlier runs known of this image on this branch.",
    ]);
  });

  it("says that a run turned out to be for something else", () => {
    const prediction = { expectedMs: 60_000, kind: "nothing", actualKind: "base", error: 0.07 } as const;
    expect(trendText(aTrend(), aMetrics({ prediction }))).toContain(
      "Expected 1 min 00 s for a run without changes; took 1 min 04 s (+7 %). It turned out to be a new base image.",
    );
  });

  it.each([{ durationsMs: [] }, { durationsMs: [64_200] }])(
    "draws nothing of $durationsMs.length runs",
    ({ durationsMs }) => {
      expect(trendText(aTrend({ durationsMs }), aMetrics())).not.toContain("<code>");
    },
  );

  it("leaves out what is not known", () => {
    const text = trendText(without(aTrend({ runs: 1 }), "medianBytes", "buildsPerDay"), aMetrics());
    expect(text).toContain("| Usual time | 9 of 10 within | Cached steps | Failed | Tried again |");
    expect(text).toContain("of the 1 earlier run known");
  });
});
