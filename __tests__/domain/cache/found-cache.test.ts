import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { CacheConfig } from "../../../src/domain/cache/cache-config.ts";
import { parseCache, printCache } from "../../../src/domain/cache/exported-cache.ts";
import {
  cacheFor,
  type FoundCache,
  knownBlobs,
  neededEntries,
  type ServedCache,
  servedCaches,
} from "../../../src/domain/cache/found-cache.ts";
import { blobKey, packKey } from "../../../src/domain/cache/keys.ts";
import type { StoredBlob } from "../../../src/domain/cache/packing.ts";
import { aCacheOf, configs, digests, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";
import { aSaveStamp } from "../../support/a-save.ts";

const [ONE, TWO, THREE] = ["1", "2", "3"].map((digit) => aDigest(digit)) as [string, string, string];
const MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

function stored(entry: string): StoredBlob {
  const kind = entry.startsWith("bx1-b-") ? "blob" : "pack";
  return { sizeBytes: 1_000, mediaType: MEDIA_TYPE, entry, kind };
}

/** Layers on top of each other. */
function stack(...blobs: readonly string[]): CacheConfig {
  return { layers: blobs.map((blob, at) => ({ blob, parent: at - 1 })), records: [] };
}

/** What the same build left, with a pack for each blob unless something else is said. */
function aFoundCache(
  config: CacheConfig,
  { places = {}, ...overrides }: Partial<FoundCache> & { places?: Record<string, StoredBlob> } = {},
): FoundCache {
  const cache = aCacheOf(config);
  const own = config.layers.map(({ blob }) => [blob, stored(packKey([blob], sha256))] as const);
  const label = overrides.label ?? "linux/amd64";
  const blobs = new Map([...own, ...Object.entries(places)]);
  const entry = { ...aSaveStamp(), label, texts: printCache(cache, sha256), blobs };
  return { label, isOwn: true, index: { entry, cache }, ...overrides };
}

const [PACK, OTHER_PACK] = [packKey([ONE, TWO], sha256), packKey([THREE], sha256)];

describe("neededEntries", () => {
  it("names each entry once, with a blob that it has", () => {
    const places = { [ONE]: stored(PACK), [TWO]: stored(PACK), [THREE]: stored(blobKey(THREE)) };
    const found = [
      aFoundCache(stack(ONE, TWO), { places }),
      aFoundCache(stack(TWO, THREE), { places, label: "linux/arm64" }),
    ];
    expect(neededEntries(found)).toEqual(
      new Map([
        [PACK, [TWO, stored(PACK)]],
        [blobKey(THREE), [THREE, stored(blobKey(THREE))]],
      ]),
    );
  });

  it("leaves out the entries of what no layer is made of", () => {
    const found = aFoundCache(stack(ONE), { places: { [THREE]: stored(OTHER_PACK) } });
    expect([...neededEntries([found]).keys()]).toEqual([packKey([ONE], sha256)]);
  });

  it("names none for a layer of which it is not said where it is", () => {
    const { index, ...found } = aFoundCache(stack(ONE));
    const entry = { ...index.entry, blobs: new Map<string, StoredBlob>() };
    expect(neededEntries([{ ...found, index: { ...index, entry } }]).size).toBe(0);
  });
});

describe("knownBlobs", () => {
  it("takes what an earlier one of the caches says for true", () => {
    const found = [
      aFoundCache(stack(ONE), { places: { [ONE]: stored("gone") } }),
      aFoundCache(stack(ONE), { places: { [ONE]: stored(PACK) } }),
      aFoundCache(stack(ONE), { places: { [ONE]: stored(OTHER_PACK) } }),
    ];
    expect(knownBlobs(found, (entry) => entry !== "gone")).toEqual(new Map([[ONE, stored(PACK)]]));
  });

  it("knows also what no layer is made of, so that a later run can tell how much of a pack is of use", () => {
    const places = { [ONE]: stored(PACK), [TWO]: stored(PACK) };
    expect([...knownBlobs([aFoundCache(stack(ONE), { places })], () => true).keys()].toSorted()).toEqual([
      ONE,
      TWO,
    ]);
  });
});

describe("servedCaches", () => {
  const allOf = (...found: readonly FoundCache[]) => knownBlobs(found, () => true);

  it("has the newest first", () => {
    const found = ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"].map(
      (createdAt) => {
        const { index, ...rest } = aFoundCache(stack(ONE));
        return { ...rest, label: createdAt, index: { ...index, entry: { ...index.entry, createdAt } } };
      },
    );
    expect(servedCaches(found, allOf(...found), sha256).map(({ label }) => label.slice(0, 7))).toEqual([
      "2026-03",
      "2026-02",
      "2026-01",
    ]);
  });

  it("serves a cache that is all there as it was found", () => {
    const found = aFoundCache(stack(ONE, TWO));
    // A text of another form than the one it is printed in: what was found is passed on, byte for byte.
    const texts = { ...found.index.entry.texts, manifest: `${found.index.entry.texts.manifest}\n` };
    const kept = { ...found, index: { ...found.index, entry: { ...found.index.entry, texts } } };
    expect(servedCaches([kept], allOf(found), sha256)).toEqual([
      { label: "linux/amd64", texts, lostLayers: 0, whole: found.index.cache },
    ]);
  });

  it("does not take what another build left for its own", () => {
    const found = aFoundCache(stack(ONE), { isOwn: false });
    expect(servedCaches([found], allOf(found), sha256)).toEqual([
      { label: "linux/amd64", texts: found.index.entry.texts, lostLayers: 0, whole: undefined },
    ]);
  });

  it("takes out what is gone, and what stands on it", () => {
    const found = aFoundCache(stack(ONE, TWO, THREE));
    const known = knownBlobs([found], (entry) => entry !== packKey([TWO], sha256));
    expect(servedCaches([found], known, sha256)).toEqual([
      {
        label: "linux/amd64",
        texts: printCache(aCacheOf(stack(ONE)), sha256),
        lostLayers: 2,
        whole: undefined,
      },
    ]);
  });

  it("serves what another of the caches has", () => {
    const lost = aFoundCache(stack(ONE), { places: { [ONE]: stored("gone") } });
    const other = aFoundCache(stack(ONE), { label: "joint" });
    const known = knownBlobs([lost, other], (entry) => entry !== "gone");
    expect(servedCaches([lost, other], known, sha256).map(({ label }) => label)).toEqual([
      "linux/amd64",
      "joint",
    ]);
  });

  it("leaves out a cache of which nothing is left, and only that", () => {
    const [lost, left] = [aFoundCache(stack(ONE, TWO)), aFoundCache(stack(THREE), { label: "joint" })];
    expect(servedCaches([lost, left], allOf(left), sha256).map(({ label }) => label)).toEqual(["joint"]);
  });

  it("serves a cache that never had a layer", () => {
    const found = aFoundCache(stack());
    expect(servedCaches([found], new Map(), sha256)).toMatchObject([{ lostLayers: 0 }]);
  });
});

describe("whatever was found", () => {
  const ENTRIES = ["one", "two", "three", "four"].map((name) => packKey([name], sha256));
  const places = fc.dictionary(digests, fc.constantFrom(...ENTRIES).map(stored));
  const founds = fc
    .array(fc.tuple(configs, places, fc.boolean(), fc.constantFrom("linux/amd64", "linux/arm64", "joint")), {
      maxLength: 3,
    })
    .map((list) =>
      list.map(([config, where, isOwn, label]) => aFoundCache(config, { places: where, isOwn, label })),
    );
  const gone = fc.func(fc.boolean()).map((says) => (entry: string) => says(entry));

  it("knows no blob whose entry is not there, and each as one of the caches says", () => {
    fc.assert(
      fc.property(founds, gone, (found, isThere) => {
        for (const [digest, blob] of knownBlobs(found, isThere)) {
          expect(isThere(blob.entry)).toBe(true);
          expect(found.map(({ index }) => index.entry.blobs.get(digest))).toContain(blob);
        }
      }),
    );
  });

  it("knows all that is needed where all needed entries are there", () => {
    fc.assert(
      fc.property(founds, (found) => {
        const needed = neededEntries(found);
        const known = knownBlobs(found, (entry) => needed.has(entry));
        for (const [entry, [digest, blob]] of needed)
          expect([blob.entry, known.has(digest)]).toEqual([entry, true]);
        expect(servedCaches(found, known, sha256).map(({ lostLayers }) => lostLayers)).toEqual(
          found.map(() => 0),
        );
      }),
    );
  });

  it("is served without a layer that is not known", () => {
    fc.assert(
      fc.property(founds, gone, (found, isThere) => {
        const known = knownBlobs(found, isThere);
        for (const { texts } of servedCaches(found, known, sha256)) {
          const read = parseCache(texts, sha256);
          if (!read.ok) throw new Error(read.reason);
          const { manifest, config } = read.value;
          const promised = [
            ...manifest.layers.map(({ digest }) => digest),
            ...config.layers.map(({ blob }) => blob),
          ];
          expect(promised.filter((digest) => !known.has(digest))).toEqual([]);
        }
      }),
    );
  });

  it("is served as it is while nothing is gone", () => {
    fc.assert(
      fc.property(founds, (found) => {
        expect(
          servedCaches(
            found,
            knownBlobs(found, () => true),
            sha256,
          ),
        ).toEqual(
          found.map(({ label, isOwn, index: { entry, cache } }) => ({
            label,
            texts: entry.texts,
            lostLayers: 0,
            whole: isOwn ? cache : undefined,
          })),
        );
      }),
    );
  });

  it("is whole only where all its layers are known", () => {
    fc.assert(
      fc.property(founds, gone, (found, isThere) => {
        const known = knownBlobs(found, isThere);
        for (const { whole, lostLayers } of servedCaches(found, known, sha256)) {
          if (whole === undefined) continue;
          expect(lostLayers).toBe(0);
          expect(whole.manifest.layers.every(({ digest }) => known.has(digest))).toBe(true);
        }
      }),
    );
  });
});

describe("cacheFor", () => {
  const served = (...labels: readonly string[]): readonly ServedCache[] =>
    labels.map((label) => ({ label, texts: { config: "", manifest: "" }, lostLayers: 0, whole: undefined }));

  it.each([
    { has: ["linux/amd64", "linux/arm64"], label: "linux/arm64", takes: "linux/arm64" },
    { has: ["linux/amd64", "joint", "linux/arm64"], label: "linux/arm64", takes: "joint" },
    { has: ["linux/arm64", "joint"], label: "linux/arm64", takes: "linux/arm64" },
    { has: ["linux/riscv64", "linux/amd64"], label: "linux/arm64", takes: "linux/riscv64" },
    { has: ["linux/riscv64", "joint"], label: "linux/arm64", takes: "joint" },
    { has: ["linux/amd64"], label: "joint", takes: undefined },
    { has: ["linux/amd64", "joint"], label: "joint", takes: "joint" },
    { has: [], label: "linux/arm64", takes: undefined },
  ])("takes $takes for $label where there are $has, the newest first", ({ has, label, takes }) => {
    expect(cacheFor(label, served(...has))?.label).toBe(takes);
  });
});
