import { describe, expect, it } from "@jest/globals";
import { adviceList } from "../../../src/domain/summary/advice-list.ts";
import { anAdvice, without } from "../../support/a-metrics.ts";

describe("adviceList", () => {
  it("says what to do, where, what was seen, and where to read on", () => {
    const general = without(anAdvice({ advice: "Send less.", evidence: "It is much." }), "line");
    expect(adviceList([anAdvice(), { ...general, url: "javascript:alert(1)" }])).toBe(
      "#### Advice\n\n" +
        "- **Let the compiler run on the build machine.** (line 7 of the Dockerfile)<br>" +
        "RUN npm ci took 51.0 s under emulation and 12.4 s natively. " +
        "[Read more](https://docs.docker.com/build/building/multi-platform/#cross-compilation)\n" +
        "- **Send less.**<br>It is much.",
    );
  });

  it("shows a few of much advice, and long pieces in part", () => {
    const advice = Array.from({ length: 50 }, () => anAdvice({ evidence: "x".repeat(100_000) }));
    expect(adviceList(advice).match(/x{500}…/g)).toHaveLength(10);
    expect(adviceList(advice).length).toBeLessThan(10_000);
  });

  it("is absent where there is none", () => {
    expect(adviceList([])).toBe("");
  });
});
