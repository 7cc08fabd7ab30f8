import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Descriptor } from "../../../src/domain/cache/cache-manifest.ts";
import { parseCache, printCache } from "../../../src/domain/cache/exported-cache.ts";
import { parseIndexEntry } from "../../../src/domain/cache/index-entry.ts";
import { blobKey, packKey, retryKey } from "../../../src/domain/cache/keys.ts";
import { SOLO_BYTES, type StoredBlob } from "../../../src/domain/cache/packing.ts";
import type { CacheExport, IndexDraft, Save } from "../../../src/domain/cache/save-plan.ts";
import { planSave, sealIndex } from "../../../src/domain/cache/save-plan.ts";
import { aCacheOf, aDescriptor, capturedCache, configs, digests, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";
import { anExport, aSave, aSavePlan, aSaveStamp } from "../../support/a-save.ts";

const [ONE, TWO, THREE] = ["1", "2", "3"].map((digit) => aDescriptor({ digest: aDigest(digit) })) as [
  Descriptor,
  Descriptor,
  Descriptor,
];
const LARGE = aDescriptor({ digest: aDigest("5"), sizeBytes: SOLO_BYTES });
const PACK = packKey([aDigest("0")], sha256);
const NO_KEYS = { stamp: aSaveStamp(), keys: new Map<string, string>() };

function inPack(entry = PACK, sizeBytes = 1_000): StoredBlob {
  return { sizeBytes, mediaType: ONE.mediaType, entry, kind: "pack" };
}

/** An export that came to what was restored. */
function unchanged(label: string, layers: readonly Descriptor[]): CacheExport {
  const exported = anExport(label, layers);
  const read = parseCache(exported.texts, sha256);
  if (!read.ok) throw new Error(read.reason);
  return { ...exported, restored: read.value };
}

function entriesOf({ blobs }: IndexDraft): Readonly<Record<string, string>> {
  return Object.fromEntries(blobs.map(([digest, { entry }]) => [digest, entry]));
}

describe("planSave", () => {
  it("saves what BuildKit exported", () => {
    const texts = capturedCache("cold");
    const { indexes, uploads } = aSave({ exports: [anExport("linux/amd64", [], { texts })] });
    expect(uploads.map(({ kind, digests: list }) => [kind, list.length])).toEqual([["pack", 5]]);
    expect(indexes.map(({ blobs }) => blobs.length)).toEqual([5]);
    const read = parseIndexEntry(sealIndex(indexes[0]!, NO_KEYS, sha256).text, sha256);
    expect(read.ok && read.value.entry.texts).toEqual(texts);
  });

  it("puts the small blobs of all platforms into one pack, and says so in the index of each", () => {
    const exports = [anExport("linux/arm64", [ONE, LARGE]), anExport("linux/amd64", [ONE, TWO])];
    const pack = packKey([ONE.digest, TWO.digest], sha256);
    const plan = aSave({ exports });
    expect(plan).toMatchObject({
      uploads: [
        { key: blobKey(LARGE.digest), digests: [LARGE.digest] },
        { key: pack, digests: [ONE.digest, TWO.digest] },
      ],
      rewritten: [],
      stamp: aSaveStamp(),
      figures: { newEntries: 2, newBytes: SOLO_BYTES + 2_000, liveBytes: SOLO_BYTES + 2_000 },
      skipped: [],
    });
    expect(plan.indexes.map((index) => [index.label, index.prefix, entriesOf(index)])).toEqual([
      ["linux/amd64", "bx1-i-app-linux-amd64--", { [ONE.digest]: pack, [TWO.digest]: pack }],
      [
        "linux/arm64",
        "bx1-i-app-linux-arm64--",
        { [ONE.digest]: pack, [TWO.digest]: pack, [LARGE.digest]: blobKey(LARGE.digest) },
      ],
    ]);
  });

  it("saves only the index when everything it names is stored", () => {
    const known = new Map([
      [ONE.digest, inPack()],
      [TWO.digest, inPack()],
      [THREE.digest, inPack("another")],
    ]);
    const plan = aSave({ exports: [anExport("linux/amd64", [ONE])], known });
    expect(plan.uploads).toEqual([]);
    expect(plan.figures).toEqual({ newEntries: 0, newBytes: 0, liveBytes: 1_000 });
    expect(plan.indexes.map(entriesOf)).toEqual([{ [ONE.digest]: PACK, [TWO.digest]: PACK }]);
  });

  it.each([
    { case: "nothing was exported", exports: [], reason: "BuildKit exported no cache" },
    {
      case: "nothing changed",
      exports: [unchanged("linux/amd64", [ONE]), unchanged("linux/arm64", [ONE])],
      reason: "nothing changed",
    },
    {
      case: "an export cannot be read and nothing else changed",
      exports: [
        unchanged("linux/amd64", [ONE]),
        anExport("linux/arm64", [], { texts: { config: "", manifest: "{" } }),
      ],
      reason: "the cache of linux/arm64 is of no use: it is not JSON; nothing changed",
    },
    {
      case: "the only export has no layers",
      exports: [anExport("linux/amd64", [])],
      reason: "the cache of linux/amd64 is of no use: it has no layers",
    },
  ])("has nothing to save when $case", ({ exports, reason }) => {
    const known = new Map([[ONE.digest, inPack()]]);
    expect(aSavePlan({ exports, known })).toEqual({ kind: "nothing", reason });
  });

  it("saves the others when one cannot be read, and tells why that is left out", () => {
    const broken = anExport("linux/arm64", [TWO], { texts: { ...anExport().texts, config: "{}" } });
    const plan = aSave({ exports: [broken, anExport("linux/amd64", [ONE])] });
    expect(plan.skipped).toEqual([
      "the cache of linux/arm64 is of no use: the cache config is not the one of its manifest",
    ]);
    expect(plan.indexes.map(({ label }) => label)).toEqual(["linux/amd64"]);
    expect(plan.uploads.flatMap((upload) => upload.digests)).toEqual([ONE.digest]);
  });

  it("leaves the index of a platform alone that came to what was restored", () => {
    const known = new Map([[ONE.digest, inPack()]]);
    const plan = aSave({ exports: [unchanged("linux/amd64", [ONE]), anExport("linux/arm64", [TWO])], known });
    expect(plan.indexes.map(({ label }) => label)).toEqual(["linux/arm64"]);
    expect(plan.figures).toEqual({ newEntries: 1, newBytes: 1_000, liveBytes: 2_000 });
  });

  it("writes it when a pack that it names is rewritten, and tells where the blobs are to be had", () => {
    const known = new Map([
      [ONE.digest, inPack()],
      [TWO.digest, inPack(PACK, 5_000)],
    ]);
    const plan = aSave({
      exports: [unchanged("linux/amd64", [ONE]), anExport("linux/arm64", [THREE])],
      known,
    });
    expect(plan.indexes.map((index) => [index.label, entriesOf(index)])).toEqual([
      ["linux/amd64", { [ONE.digest]: packKey([ONE.digest], sha256) }],
      ["linux/arm64", { [THREE.digest]: packKey([THREE.digest], sha256) }],
    ]);
    expect(plan.rewritten).toEqual([[ONE.digest, inPack()]]);
  });

  it("saves what came to the same when a blob of it is not known to be stored", () => {
    const plan = aSave({ exports: [unchanged("linux/amd64", [ONE])] });
    expect(plan.uploads.map(({ digests }) => digests)).toEqual([[ONE.digest]]);
    expect(plan.indexes).toHaveLength(1);
  });

  it("leaves the address that BuildKit pushed to out of the index", () => {
    const annotations = { "containerd.io/distribution.source.localhost:5000": "4f2c/cache" };
    const exported = anExport("linux/amd64", [aDescriptor({ annotations })]);
    expect(exported.texts.manifest).toContain("distribution.source");
    const { indexes } = aSave({ exports: [exported] });
    expect(indexes[0]?.texts.config).toBe(exported.texts.config);
    expect(indexes[0]?.texts.manifest).not.toContain("distribution.source");
  });
});

describe("sealIndex", () => {
  const { indexes } = aSave({ exports: [anExport("linux/arm/v7", [ONE, LARGE])] });
  const [draft] = indexes as readonly [IndexDraft];

  it("names the index after its state and puts it into the file of its platform", () => {
    const { key, prefix, path } = sealIndex(draft, NO_KEYS, sha256);
    expect(key).toMatch(/^bx1-i-app-linux-arm-v7--[0-9a-f]{16}$/);
    expect(prefix).toBe("bx1-i-app-linux-arm-v7--");
    expect(path).toBe("index/linux-arm-v7");
  });

  it("says under which key an entry was saved in the end, which makes it another state", () => {
    const planned = blobKey(LARGE.digest);
    const keys = new Map([[planned, retryKey(planned, 2)]]);
    const sealed = sealIndex(draft, { ...NO_KEYS, keys }, sha256);
    const read = parseIndexEntry(sealed.text, sha256);
    expect(read.ok && read.value.entry.blobs.get(LARGE.digest)?.entry).toBe(`${planned}-r2`);
    expect(read.ok && read.value.entry.blobs.get(ONE.digest)?.entry).toBe(packKey([ONE.digest], sha256));
    expect(sealed.key).not.toBe(sealIndex(draft, NO_KEYS, sha256).key);
  });

  it("does not depend on who saves it, and when", () => {
    const later = { ...NO_KEYS, stamp: aSaveStamp({ createdAt: "2027-01-01T00:00:00Z", runId: "2" }) };
    expect(sealIndex(draft, later, sha256).key).toBe(sealIndex(draft, NO_KEYS, sha256).key);
  });
});

describe("a plan for any exports", () => {
  // No packs of what the exports have: what is in a pack decides its key.
  const PACKS = ["one", "two", "three"].map((name) => packKey([name], sha256));
  const LABELS = ["linux/amd64", "linux/arm64", "joint"];
  // Every second digest is large, so that both kinds of entries are there.
  const sizeOf = (digest: string): number => (Number.parseInt(digest.slice(-1), 16) % 2 ? SOLO_BYTES : 1_000);
  const storedIn = (digest: string, pack: string): StoredBlob => {
    const sizeBytes = sizeOf(digest);
    return sizeBytes >= SOLO_BYTES
      ? { sizeBytes, mediaType: ONE.mediaType, entry: blobKey(digest), kind: "blob" }
      : inPack(pack, sizeBytes);
  };
  const knowns = fc
    .array(fc.tuple(digests, fc.constantFrom(...PACKS)))
    .map((list) => new Map(list.map(([digest, pack]) => [digest, storedIn(digest, pack)])));
  const exportLists = fc
    .tuple(
      fc.array(fc.tuple(configs, fc.boolean()), { maxLength: 3 }),
      fc.shuffledSubarray(LABELS, { minLength: 3 }),
    )
    .map(([list, labels]) =>
      list.map(([config, isRestored], at): CacheExport => {
        const layers = config.layers.map(({ blob }) =>
          aDescriptor({ digest: blob, sizeBytes: sizeOf(blob) }),
        );
        const cache = aCacheOf(config);
        const texts = printCache({ ...cache, manifest: { ...cache.manifest, layers } }, sha256);
        return anExport(labels[at], [], { texts, restored: isRestored ? cache : undefined });
      }),
    );

  function assertFor(
    check: (save: Save, facts: { exports: CacheExport[]; known: Map<string, StoredBlob> }) => void,
  ) {
    fc.assert(
      fc.property(exportLists, knowns, (exports, known) => {
        const plan = planSave({ exports, known, damaged: [], stamp: aSaveStamp() }, sha256);
        if (plan.kind === "save") check(plan, { exports, known });
        else expect(plan.reason).not.toBe("");
      }),
    );
  }

  it("leaves nothing that is live without an entry that is stored or uploaded", () => {
    assertFor(({ uploads, indexes }, { known }) => {
      const uploaded = new Set(
        uploads.flatMap(({ key, digests: list }) => list.map((digest) => `${digest} ${key}`)),
      );
      for (const index of indexes) {
        const cache = parseCache(index.texts, sha256);
        const places = new Map(index.blobs);
        for (const { digest } of cache.ok ? cache.value.manifest.layers : []) {
          const entry = places.get(digest)?.entry;
          expect(entry === known.get(digest)?.entry || uploaded.has(`${digest} ${entry}`)).toBe(true);
        }
      }
    });
  });

  it("has indexes that can be read once they are saved, and all of each pack in them", () => {
    assertFor(({ indexes, stamp, uploads }, { known }) => {
      for (const draft of indexes) {
        const read = parseIndexEntry(sealIndex(draft, NO_KEYS, sha256).text, sha256);
        expect(read).toMatchObject({ ok: true, value: { entry: { ...stamp, label: draft.label } } });
        const listed = new Map(draft.blobs);
        const entries = new Set([...listed.values()].map(({ entry }) => entry));
        const members = [
          ...uploads.flatMap(({ key, digests: list }) => list.map((digest) => [digest, key] as const)),
          ...[...known].map(([digest, { entry }]) => [digest, entry] as const),
        ].filter(([, entry]) => entries.has(entry));
        for (const [digest] of members) expect(listed.has(digest)).toBe(true);
      }
    });
  });

  it("comes to the same uploads and keys in whatever order the exports are", () => {
    assertFor((plan, { exports, known }) => {
      const other = aSave({ exports: exports.toReversed(), known: new Map([...known].toReversed()) });
      const keys = (save: Save) => save.indexes.map((draft) => sealIndex(draft, NO_KEYS, sha256).key);
      expect(other.uploads).toEqual(plan.uploads);
      expect(other.figures).toEqual(plan.figures);
      expect(keys(other)).toEqual(keys(plan));
    });
  });

  it("survives JSON", () => {
    assertFor((plan) => {
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    });
  });

  it("knows where each blob is that comes out of a pack which is rewritten", () => {
    assertFor(({ uploads, rewritten }, { known }) => {
      const stored = uploads.flatMap(({ digests: list }) => list).filter((digest) => known.has(digest));
      expect(new Map(rewritten)).toEqual(new Map(stored.map((digest) => [digest, known.get(digest)])));
    });
  });
});
