import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type CacheConfig, parseConfig } from "../../../src/domain/cache/cache-config.ts";
import { contentId } from "../../../src/domain/cache/cache-content.ts";
import { aRecord, capturedCache, configs, sha256, turned } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const SOURCE = aRecord({ digest: aDigest("5") });
const STEP = aRecord({
  digest: aDigest("6"),
  inputs: [[{ link: 0 }, { selector: "/app", link: 0 }]],
  results: [{ layer: 1, createdAt: "2026-01-01T00:00:00Z" }],
  chains: [{ layers: [0, 1] }],
});
const CONFIG: CacheConfig = {
  layers: [
    { blob: aDigest("1"), parent: -1 },
    { blob: aDigest("2"), parent: 0 },
  ],
  records: [SOURCE, STEP],
};

function captured(name: "cold" | "warm"): CacheConfig {
  const read = parseConfig(capturedCache(name).config);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

describe("contentId", () => {
  it("is the same for a build and its repetition, whose configs BuildKit writes differently", () => {
    const [cold, warm] = [captured("cold"), captured("warm")];
    expect(warm).not.toEqual(cold);
    expect(contentId(warm, sha256)).toBe(contentId(cold, sha256));
  });

  it("is the same in whatever order things are", () => {
    fc.assert(
      fc.property(configs, fc.nat(6), (config, by) => {
        expect(contentId(turned(config, by), sha256)).toBe(contentId(config, sha256));
      }),
    );
  });

  it.each([
    {
      case: "times",
      config: { ...CONFIG, records: [SOURCE, { ...STEP, results: [{ layer: 1, createdAt: "2027" }] }] },
    },
    { case: "what stands there twice", config: { ...CONFIG, records: [SOURCE, STEP, STEP] } },
    {
      case: "records that lead to no result",
      config: { ...CONFIG, records: [SOURCE, STEP, aRecord({ inputs: [[{ link: 1 }]] })] },
    },
  ])("does not depend on $case", ({ config }) => {
    expect(contentId(config, sha256)).toBe(contentId(CONFIG, sha256));
  });

  it.each([
    {
      case: "a layer more",
      config: { ...CONFIG, layers: [...CONFIG.layers, { blob: aDigest("3"), parent: 1 }] },
    },
    {
      case: "another parent",
      config: { ...CONFIG, layers: [CONFIG.layers[0]!, { blob: aDigest("2"), parent: -1 }] },
    },
    { case: "another source", config: { ...CONFIG, records: [aRecord({ digest: aDigest("7") }), STEP] } },
    { case: "a result less", config: { ...CONFIG, records: [SOURCE, { ...STEP, results: [] }] } },
    {
      case: "another result",
      config: { ...CONFIG, records: [SOURCE, { ...STEP, results: [{ layer: 0 }] }] },
    },
    { case: "a chain less", config: { ...CONFIG, records: [SOURCE, { ...STEP, chains: [] }] } },
    {
      case: "another chain",
      config: { ...CONFIG, records: [SOURCE, { ...STEP, chains: [{ layers: [1, 0] }] }] },
    },
    {
      case: "a way less to come by an input",
      config: { ...CONFIG, records: [SOURCE, { ...STEP, inputs: [[{ link: 0 }]] }] },
    },
    {
      case: "inputs that are not the ways of one",
      config: { ...CONFIG, records: [SOURCE, { ...STEP, inputs: STEP.inputs.flat().map((way) => [way]) }] },
    },
  ])("tells $case", ({ config }) => {
    expect(contentId(config, sha256)).not.toBe(contentId(CONFIG, sha256));
  });
});
