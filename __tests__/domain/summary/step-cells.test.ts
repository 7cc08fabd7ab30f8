import { describe, expect, it } from "@jest/globals";
import { platformNames, stepCommand } from "../../../src/domain/summary/step-cells.ts";
import { aMetrics, aPlatformMetrics, aStepMetrics } from "../../support/a-metrics.ts";

describe("stepCommand", () => {
  it("has the number of the step in its stage", () => {
    expect(stepCommand(aStepMetrics())).toBe("5: <code>RUN npm ci</code>");
  });
});

describe("platformNames", () => {
  it("counts the platforms that are too many", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    expect(platformNames(names, aMetrics())).toBe(
      "<code>a</code>, <code>b</code>, <code>c</code>, <code>d</code> and 2 more",
    );
  });

  it("has nothing to tell in a build for one platform", () => {
    expect(platformNames(["linux/amd64"], aMetrics({ platforms: [aPlatformMetrics()] }))).toBe("");
  });
});
