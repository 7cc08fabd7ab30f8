import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseCache, printCache } from "../../../src/domain/cache/exported-cache.ts";
import { prune } from "../../../src/domain/cache/pruning.ts";
import {
  aCacheOf,
  aDescriptor,
  aRecord,
  capturedCache,
  configs,
  digests,
  sha256,
} from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const missing = fc.array(digests).map((list) => new Set(list));

describe("prune", () => {
  it("takes out a blob, what stands on it, and the results made of those", () => {
    const cache = aCacheOf({
      layers: [
        { blob: aDigest("2"), parent: 1 },
        { blob: aDigest("1"), parent: -1 },
        { blob: aDigest("4"), parent: -1 },
        { blob: aDigest("5"), parent: 2 },
        { blob: aDigest("5"), parent: 0 },
      ],
      records: [
        aRecord({ digest: "a", results: [{ layer: 0, createdAt: "2026" }] }),
        aRecord({
          digest: "b",
          inputs: [[{ link: 0 }]],
          results: [{ layer: 3, createdAt: "2027" }, { layer: 4 }],
        }),
        aRecord({ digest: "c", chains: [{ layers: [2, 3] }, { layers: [2, 1] }] }),
      ],
    });
    expect(prune(cache, new Set([aDigest("1")]))).toEqual({
      config: {
        layers: [
          { blob: aDigest("4"), parent: -1 },
          { blob: aDigest("5"), parent: 0 },
        ],
        records: [
          aRecord({ digest: "a" }),
          aRecord({ digest: "b", inputs: [[{ link: 0 }]], results: [{ layer: 1, createdAt: "2027" }] }),
          aRecord({ digest: "c", chains: [{ layers: [0, 1] }] }),
        ],
      },
      manifest: {
        ...cache.manifest,
        layers: ["4", "5", "5"].map((digit) => aDescriptor({ digest: aDigest(digit) })),
      },
    });
  });

  it("takes a blob out of the manifest that is no layer of the config", () => {
    const cache = aCacheOf({ layers: [{ blob: aDigest("1"), parent: -1 }], records: [] });
    const { manifest } = cache;
    const extra = { ...cache, manifest: { ...manifest, layers: [...manifest.layers, aDescriptor()] } };
    expect(prune(extra, new Set([aDescriptor().digest]))).toEqual(cache);
  });

  it("leaves of a captured cache what does not need the missing blob", () => {
    const read = parseCache(capturedCache("cold"), sha256);
    if (!read.ok) throw new Error(read.reason);
    const tools = "sha256:b7553c264cb519e6bf89a713e3d72be63c6d7445ff6650c8a55a79eb7cb8ccf2";
    const pruned = prune(read.value, new Set([tools]));
    expect(pruned.config.layers).toEqual([
      { blob: "sha256:3f7dc5eabfc9953017035a172de5dbb22921bd97ee10e18c96a2bdd07838b30d", parent: 2 },
      { blob: "sha256:438596bdeaaed6a1f7f7c5d695c45f40fb73edc5a2474402bda028ec2848aba3", parent: -1 },
      { blob: "sha256:ef443ca3dbe13a0eb82a4cbd508958809dcc10201b004e7920cf739f8a7eafa7", parent: 3 },
      { blob: "sha256:f5ae95ed9a086e72c078609020ef7ccf668c92085209af7a3cc19995c6c5ec6c", parent: 1 },
    ]);
    expect(pruned.config.records.map(({ results }) => results.map(({ layer }) => layer))).toEqual([
      [2],
      [0],
      [],
      [],
      [],
      [],
      [3],
      [],
      [],
    ]);
  });

  it("returns the same cache when nothing of it is missing", () => {
    fc.assert(
      fc.property(configs, (config) => {
        const cache = aCacheOf(config);
        expect(prune(cache, new Set(["sha256:other"]))).toBe(cache);
      }),
    );
  });

  it("leaves no layer and no result when everything is missing", () => {
    fc.assert(
      fc.property(configs, (config) => {
        const { config: pruned, manifest } = prune(
          aCacheOf(config),
          new Set(config.layers.map(({ blob }) => blob)),
        );
        expect([pruned.layers, manifest.layers]).toEqual([[], []]);
        expect(pruned.records.flatMap(({ results }) => results)).toEqual([]);
        expect(
          pruned.records.flatMap(({ chains }) => chains.filter(({ layers }) => layers.length > 0)),
        ).toEqual([]);
        expect(pruned.records.map(({ digest }) => digest)).toEqual(
          config.records.map(({ digest }) => digest),
        );
      }),
    );
  });

  it("leaves nothing that dangles, and nothing that is missing", () => {
    fc.assert(
      fc.property(configs, missing, (config, gone) => {
        const pruned = prune(aCacheOf(config), gone);
        // Reading it back checks every position, and that the manifest lists every layer.
        const read = parseCache(printCache(pruned, sha256), sha256);
        expect(read).toMatchObject({ ok: true, value: { config: pruned.config } });
        expect(pruned.manifest.layers.filter(({ digest }) => gone.has(digest))).toEqual([]);
      }),
    );
  });

  it("keeps every result that stands on nothing missing, and no other", () => {
    fc.assert(
      fc.property(configs, missing, (config, gone) => {
        const pruned = prune(aCacheOf(config), gone).config;
        const stands = (at: number): boolean =>
          at === -1 || (!gone.has(config.layers[at]!.blob) && stands(config.layers[at]!.parent));
        const kept = config.records.map(({ results }) => results.filter(({ layer }) => stands(layer)).length);
        expect(pruned.records.map(({ results }) => results.length)).toEqual(kept);
      }),
    );
  });

  it("needs no second time", () => {
    fc.assert(
      fc.property(configs, missing, (config, gone) => {
        const pruned = prune(aCacheOf(config), gone);
        expect(prune(pruned, gone)).toBe(pruned);
      }),
    );
  });
});
