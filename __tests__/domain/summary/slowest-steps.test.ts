import { describe, expect, it } from "@jest/globals";
import { slowestSteps } from "../../../src/domain/summary/slowest-steps.ts";
import { aMetrics, aPlatformMetrics, aStepMetrics } from "../../support/a-metrics.ts";

describe("slowestSteps", () => {
  it("says of each step what it took, for whom, and whether it was emulated", () => {
    const steps = [
      aStepMetrics({ platforms: ["linux/arm64"], emulated: true, durationMs: 51_000 }),
      aStepMetrics(),
      aStepMetrics({ stage: "", index: 2, command: "RUN make", platforms: ["linux/amd64", "linux/arm64"] }),
    ];
    expect(slowestSteps(aMetrics({ slowestSteps: steps })).split("\n")).toEqual([
      "#### Slowest steps",
      "",
      "| Step | Stage | Platforms | Time | Run |",
      "| --- | --- | --- | ---: | --- |",
      "| 5: <code>RUN npm ci</code> | <code>build</code> | <code>linux/arm64</code> | 51.0 s | emulated |",
      "| 5: <code>RUN npm ci</code> | <code>build</code> | <code>linux/amd64</code> | 12.4 s | natively |",
      "| 2: <code>RUN make</code> |  | <code>linux/amd64</code> and <code>linux/arm64</code> | 12.4 s | natively |",
    ]);
  });

  it("does not name the only platform in each row", () => {
    const platforms = [aPlatformMetrics()];
    expect(slowestSteps(aMetrics({ platforms, slowestSteps: [aStepMetrics({ stage: "" })] }))).toContain(
      "| Step | Time | Run |",
    );
  });

  it("shows ten steps at most", () => {
    const steps = Array.from({ length: 5_000 }, (_, index) => aStepMetrics({ index }));
    expect(slowestSteps(aMetrics({ slowestSteps: steps })).match(/RUN npm ci/g)).toHaveLength(10);
  });

  it("is absent where nothing was executed", () => {
    expect(slowestSteps(aMetrics({ slowestSteps: [] }))).toBe("");
  });
});
