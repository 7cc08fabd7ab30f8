import { describe, expect, it } from "@jest/globals";
import { cacheText } from "../../../src/domain/summary/cache-text.ts";
import { aMetrics } from "../../support/a-metrics.ts";
import { aCacheMetrics } from "../../support/a-result.ts";

describe("cacheText", () => {
  it("says what the cache did, without the count that the headline has", () => {
    expect(cacheText(aMetrics())).toBe(
      "Restored 5 entries with 31.2 MB from the Actions cache in 840 ms; the build read 28.4 MB of the 45.0 MB " +
        "that it has. New in the cache: 3 entries with 6.1 MB, saved in the background.",
    );
  });

  it("says what went wrong, as plain text", () => {
    const cache = aCacheMetrics({ problems: ["the service said <b>no</b>"] });
    expect(cacheText(aMetrics({ cache }))).toContain("The service said &lt;b&gt;no&lt;/b&gt;.");
  });

  it("shows a few of many problems", () => {
    const cache = aCacheMetrics({ problems: Array.from({ length: 50 }, () => "it is slow") });
    expect(cacheText(aMetrics({ cache })).match(/It is slow\./g)).toHaveLength(8);
  });

  it("is absent where there is no cache", () => {
    expect(cacheText(aMetrics({ cache: { backend: "off", problems: [] } }))).toBe("");
  });
});
