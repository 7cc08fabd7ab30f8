import { describe, expect, it } from "@jest/globals";
import type { CacheMetrics } from "../../src/domain/cache-report.ts";
import { describeCache, describeSaved } from "../../src/domain/cache-report.ts";

const STEPS = { total: 21, cached: 21, executed: 0, failed: 0 };
const NOTHING_CHANGED: CacheMetrics = {
  backend: "actions",
  restored: { bytes: 38_000, entries: 2, ms: 121 },
  served: { bytes: 4_600 },
  liveBytes: 226_000_000,
  skippedReason: "nothing changed",
  problems: [],
};

describe("describeCache", () => {
  it.each<{ case: string; steps?: Partial<typeof STEPS>; cache: Partial<CacheMetrics>; says: string[] }>([
    {
      case: "a build in which nothing changed",
      cache: {},
      says: [
        "All 21 steps came from a cache.",
        "Restored 2 entries with 38.0 kB from the Actions cache in 121 ms; the build read 4.6 kB of the 226.0 MB that it has.",
        "Nothing is saved: nothing changed.",
      ],
    },
    {
      case: "the first build",
      steps: { cached: 0, executed: 21 },
      cache: {
        restored: { bytes: 0, entries: 0, ms: 80 },
        served: { bytes: 0 },
        skippedReason: undefined as never,
        saved: { bytes: 12_000_000, entries: 1 },
      },
      says: [
        "0 of 21 steps came from a cache.",
        "The Actions cache had nothing for this build yet.",
        "New in the cache: 1 entry with 12.0 MB, saved in the background.",
      ],
    },
    {
      case: "a build whose cache could not be read",
      cache: {
        restored: { bytes: 0, entries: 0, ms: 80 },
        skippedReason: undefined as never,
        problems: ["the index for linux/amd64 could not be read: the service answered 500"],
      },
      says: [
        "All 21 steps came from a cache.",
        "The index for linux/amd64 could not be read: the service answered 500.",
      ],
    },
    {
      case: "a cache of BuildKit's own that had problems",
      cache: {
        backend: "gha",
        restored: undefined as never,
        skippedReason: undefined as never,
        problems: ["the engine does not come here", "the service answered 500"],
      },
      says: [
        "All 21 steps came from a cache.",
        "The engine does not come here.",
        "The service answered 500.",
      ],
    },
    {
      case: "a build without a step",
      steps: { total: 0, cached: 0 },
      cache: { liveBytes: undefined as never },
      says: [
        "Restored 2 entries with 38.0 kB from the Actions cache in 121 ms; the build read 4.6 kB.",
        "Nothing is saved: nothing changed.",
      ],
    },
  ])("tells of $case", ({ steps, cache, says }) => {
    expect(describeCache({ ...STEPS, ...steps }, { ...NOTHING_CHANGED, ...cache })).toEqual(says);
  });
});

describe("describeSaved", () => {
  const result = { entries: 3, bytes: 12_000_000, sharedEntries: 0, durationMs: 1_640 };

  it.each([
    { result, says: "Saved the layer cache: 3 entries with 12.0 MB in 1.6 s." },
    {
      result: { ...result, entries: 1, sharedEntries: 2 },
      says: "Saved the layer cache: 1 entry with 12.0 MB in 1.6 s, 2 were there already.",
    },
    {
      result: { ...result, reason: "the service answered 429" },
      says: "The layer cache was not saved: the service answered 429.",
    },
  ])("says: $says", ({ result, says }) => {
    expect(describeSaved(result)).toBe(says);
  });
});
