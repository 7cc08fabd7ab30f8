import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { blobKey, packKey } from "../../../src/domain/cache/keys.ts";
import { planPacking, REPACK_BYTES, SOLO_BYTES, type StoredBlob } from "../../../src/domain/cache/packing.ts";
import { aDescriptor, digests, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const MEDIA_TYPE = aDescriptor().mediaType;
const [ONE, TWO, THREE, FOUR] = [aDigest("1"), aDigest("2"), aDigest("3"), aDigest("4")] as const;

function packed(entry: string, sizeBytes = 1_000): StoredBlob {
  return { sizeBytes, mediaType: MEDIA_TYPE, entry, kind: "pack" };
}

function solo(digest: string, sizeBytes: number): StoredBlob {
  return { sizeBytes, mediaType: MEDIA_TYPE, entry: blobKey(digest), kind: "blob" };
}

describe("planPacking", () => {
  it("stores large blobs each by itself and the others together", () => {
    const live = [
      aDescriptor({ digest: FOUR, sizeBytes: SOLO_BYTES - 1 }),
      aDescriptor({ digest: THREE, sizeBytes: SOLO_BYTES }),
      aDescriptor({ digest: TWO, sizeBytes: SOLO_BYTES + 1 }),
      aDescriptor({ digest: ONE, sizeBytes: 32 }),
      aDescriptor({ digest: ONE, sizeBytes: 32 }),
    ];
    const pack = packKey([ONE, FOUR], sha256);
    expect(planPacking(live, new Map(), sha256)).toEqual({
      uploads: [
        { key: blobKey(TWO), kind: "blob", digests: [TWO], sizeBytes: SOLO_BYTES + 1 },
        { key: blobKey(THREE), kind: "blob", digests: [THREE], sizeBytes: SOLO_BYTES },
        { key: pack, kind: "pack", digests: [ONE, FOUR], sizeBytes: SOLO_BYTES + 31 },
      ],
      blobs: new Map([
        [ONE, packed(pack, 32)],
        [TWO, solo(TWO, SOLO_BYTES + 1)],
        [THREE, solo(THREE, SOLO_BYTES)],
        [FOUR, packed(pack, SOLO_BYTES - 1)],
      ]),
    });
  });

  it("stores nothing when all is stored", () => {
    const known = new Map([
      [ONE, packed("pack")],
      [TWO, solo(TWO, SOLO_BYTES)],
    ]);
    const live = [aDescriptor({ digest: ONE }), aDescriptor({ digest: TWO, sizeBytes: SOLO_BYTES })];
    expect(planPacking(live, known, sha256)).toEqual({ uploads: [], blobs: known });
  });

  it("forgets what is dead, but for the rest of packs that stay", () => {
    const known = new Map([
      [ONE, packed("half")],
      [TWO, packed("half")],
      [THREE, packed("dead")],
      [FOUR, solo(FOUR, SOLO_BYTES)],
    ]);
    expect(planPacking([aDescriptor({ digest: ONE })], known, sha256)).toEqual({
      uploads: [],
      blobs: new Map([...known].slice(0, 2)),
    });
  });

  it("rewrites a pack of which less than half is live, apart from what is new: that may be dead by the next run", () => {
    const known = new Map([
      [ONE, packed("sparse", 1_000)],
      [TWO, packed("sparse", 1_001)],
    ]);
    const [lasting, fresh] = [packKey([ONE], sha256), packKey([THREE], sha256)];
    const [one, three, four] = [ONE, THREE, FOUR].map((digest) => aDescriptor({ digest }));
    const second = planPacking([three!, one!], known, sha256);
    expect(second).toEqual({
      uploads: [
        { key: fresh, kind: "pack", digests: [THREE], sizeBytes: 1_000 },
        { key: lasting, kind: "pack", digests: [ONE], sizeBytes: 1_000 },
      ],
      blobs: new Map([
        [ONE, packed(lasting)],
        [THREE, packed(fresh)],
      ]),
    });
    // What has lasted is not sent again when the next run replaces what was new.
    expect(planPacking([four!, one!], second.blobs, sha256).uploads.map(({ digests }) => digests)).toEqual([
      [FOUR],
    ]);
  });

  it("leaves a pack of which much is live", () => {
    const sizeBytes = REPACK_BYTES;
    const known = new Map([
      [ONE, packed("large", sizeBytes)],
      [TWO, packed("large", sizeBytes + 1)],
    ]);
    expect(planPacking([aDescriptor({ digest: ONE, sizeBytes })], known, sha256)).toEqual({
      uploads: [],
      blobs: known,
    });
  });

  const sizeOf = (digest: string): number =>
    digest.endsWith("f") ? SOLO_BYTES : Number.parseInt(digest[7]!, 16);
  const lives = fc
    .array(digests)
    .map((list) => list.map((digest) => aDescriptor({ digest, sizeBytes: sizeOf(digest) })));
  const knowns = fc.array(fc.tuple(digests, fc.constantFrom("p", "q", "r"))).map((list) => {
    return new Map(list.map(([digest, entry]) => [digest, packed(entry, sizeOf(digest))]));
  });

  it("loses nothing: each live blob is in an entry that was there or is uploaded with it", () => {
    fc.assert(
      fc.property(lives, knowns, (live, known) => {
        const { uploads, blobs } = planPacking(live, known, sha256);
        for (const { digest, sizeBytes } of live) {
          const stored = blobs.get(digest);
          const isUploaded = uploads.some(
            ({ key, digests }) => key === stored?.entry && digests.includes(digest),
          );
          expect(isUploaded || known.get(digest)?.entry === stored?.entry).toBe(true);
          expect(stored?.sizeBytes).toBe(sizeBytes);
        }
      }),
    );
  });

  it("uploads nothing that is dead, and nothing twice", () => {
    fc.assert(
      fc.property(lives, knowns, (live, known) => {
        const uploaded = planPacking(live, known, sha256).uploads.flatMap(({ digests }) => digests);
        expect(new Set(uploaded).size).toBe(uploaded.length);
        expect(uploaded.filter((digest) => !live.some((blob) => blob.digest === digest))).toEqual([]);
      }),
    );
  });

  it("comes to the same in whatever order things are", () => {
    fc.assert(
      fc.property(lives, knowns, (live, known) => {
        const reversed = new Map([...known].toReversed());
        const [one, other] = [
          planPacking(live, known, sha256),
          planPacking(live.toReversed(), reversed, sha256),
        ];
        expect(other).toEqual(one);
        expect([...other.blobs.keys()]).toEqual([...one.blobs.keys()]);
      }),
    );
  });

  it("has nothing to do the next time", () => {
    fc.assert(
      fc.property(lives, knowns, (live, known) => {
        const { blobs } = planPacking(live, known, sha256);
        expect(planPacking(live, blobs, sha256)).toEqual({ uploads: [], blobs });
      }),
    );
  });
});
