import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseConfig, printConfig } from "../../../src/domain/cache/cache-config.ts";
import { capturedCache, configs } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

function reasonOf(config: unknown): string {
  const read = parseConfig(typeof config === "string" ? config : JSON.stringify(config));
  return read.ok ? "none" : read.reason;
}

describe("parseConfig", () => {
  it("reads what BuildKit exported", () => {
    const read = parseConfig(capturedCache("cold").config);
    expect(read).toMatchObject({ ok: true, value: { layers: { length: 6 }, records: { length: 9 } } });
    expect(read.ok && read.value.layers[4]).toEqual({
      blob: "sha256:ef443ca3dbe13a0eb82a4cbd508958809dcc10201b004e7920cf739f8a7eafa7",
      parent: 2,
    });
    expect(read.ok && read.value.records[0]).toEqual({
      digest: "sha256:0dd27a2d59b948ea5791688ed8fa92cbeb756349450d107791beb6ea249d541b",
      inputs: [
        [{ link: 6 }],
        [
          {
            selector: "sha256:1491d206c3e4bdddf0ce2fb4c8a546c8ec9b357509be77ac9e54cc1065128cb2",
            link: 3,
          },
          { link: 8 },
        ],
      ],
      results: [{ layer: 3, createdAt: "2026-11-25T01:25:20.78162323Z" }],
      chains: [],
    });
  });

  it("reads what Go leaves out or writes as null", () => {
    const config = {
      layers: [{ blob: aDigest("1"), parent: -1 }, { blob: aDigest("2") }],
      records: [{ digest: aDigest("3"), inputs: [null], layers: null, chains: [{ layers: [0, 1] }] }],
    };
    expect(parseConfig(JSON.stringify(config))).toEqual({
      ok: true,
      value: {
        layers: [
          { blob: aDigest("1"), parent: -1 },
          { blob: aDigest("2"), parent: 0 },
        ],
        records: [{ digest: aDigest("3"), inputs: [[]], results: [], chains: [{ layers: [0, 1] }] }],
      },
    });
    expect(parseConfig("{}")).toEqual({ ok: true, value: { layers: [], records: [] } });
  });

  it.each([
    { config: "", reason: "it is not JSON" },
    { config: "[".repeat(100_000), reason: "it is not JSON" },
    { config: "null", reason: "the cache config is not an object" },
    { config: [], reason: "the cache config is not an object" },
    { config: "7", reason: "the cache config is not an object" },
    { config: { layers: {} }, reason: "its list of layers is not a list" },
    { config: { layers: [7] }, reason: "a layer is not an object" },
    { config: { layers: [{}] }, reason: "the digest of a layer is not valid" },
    { config: { layers: [{ blob: "sha256:1" }] }, reason: "the digest of a layer is not valid" },
    {
      config: { layers: [{ blob: aDigest(), parent: -2 }] },
      reason: "the parent of a layer is not a whole number from -1 on",
    },
    {
      config: { layers: [{ blob: aDigest(), parent: 1 }] },
      reason: "it points at a layer that is not there",
    },
    { config: { layers: [{ blob: aDigest() }] }, reason: "it has a loop" },
    { config: { records: [{}] }, reason: "the digest of a record is not valid" },
    { config: { records: [{ digest: "" }] }, reason: "the digest of a record is not valid" },
    {
      config: { records: [{ digest: "a", layers: [{ layer: 0 }] }] },
      reason: "it points at a layer that is not there",
    },
    {
      config: { records: [{ digest: "a", chains: [{ layers: [0] }] }] },
      reason: "it points at a layer that is not there",
    },
    {
      config: { records: [{ digest: "a", layers: [{ layer: 0.5 }] }] },
      reason: "the layer of a result is not a whole number from 0 on",
    },
    {
      config: { records: [{ digest: "a", inputs: [[{ link: 1 }]] }] },
      reason: "it points at a record that is not there",
    },
    {
      config: {
        records: [
          { digest: "a", inputs: [[{ link: 1 }]] },
          { digest: "b", inputs: [[{ link: 0 }]] },
        ],
      },
      reason: "it has a loop",
    },
    {
      config: { records: [{ digest: "a", inputs: [[{ link: 0, selector: 7 }]] }] },
      reason: "the selector of an input is not valid",
    },
  ])("refuses $config", ({ config, reason }) => {
    expect(reasonOf(config)).toBe(reason);
  });

  it("reads a chain of steps that is as long as a config may be", () => {
    const records = Array.from({ length: 20_000 }, (_, at) => ({
      digest: "a",
      inputs: at === 0 ? [] : [[{ link: at - 1 }]],
    }));
    expect(reasonOf({ records })).toBe("none");
  });

  it("never throws", () => {
    const almost = fc.json().map((text) => `{"layers":[${text}],"records":[${text}]}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), almost), (text) => {
        expect(typeof parseConfig(text).ok).toBe("boolean");
      }),
    );
  });
});

describe("printConfig", () => {
  it("prints what BuildKit exported as BuildKit did", () => {
    const { config } = capturedCache("cold");
    const read = parseConfig(config);
    expect(read.ok && printConfig(read.value)).toBe(config);
  });

  it("prints what is read back the same", () => {
    fc.assert(
      fc.property(configs, (config) => {
        expect(parseConfig(printConfig(config))).toEqual({ ok: true, value: config });
      }),
    );
  });
});
