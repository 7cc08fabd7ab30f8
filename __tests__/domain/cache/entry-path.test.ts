import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  blobPath,
  entryPath,
  firstKey,
  indexPath,
  uploadPaths,
} from "../../../src/domain/cache/entry-path.ts";
import { blobKey, packKey, retryKey } from "../../../src/domain/cache/keys.ts";
import { planPacking, SOLO_BYTES } from "../../../src/domain/cache/packing.ts";
import { aDescriptor, digests, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const HEX = "a".repeat(64);
const PACK = packKey([aDigest()], sha256);

describe("the path of an entry", () => {
  it.each([
    {
      case: "a blob by itself",
      place: { kind: "blob", entry: blobKey(aDigest()) },
      entry: `blobs/sha256-${HEX}`,
      file: `blobs/sha256-${HEX}`,
    },
    {
      case: "a pack",
      place: { kind: "pack", entry: PACK },
      entry: `packs/${PACK}`,
      file: `packs/${PACK}/sha256-${HEX}`,
    },
  ] as const)("is that of $case, whatever the attempt to save it", ({ place, entry, file }) => {
    expect(entryPath(aDigest(), place)).toBe(entry);
    expect(blobPath(aDigest(), place)).toBe(file);
    const retried = { ...place, entry: retryKey(place.entry, 3) };
    expect(entryPath(aDigest(), retried)).toBe(entry);
    expect(blobPath(aDigest(), retried)).toBe(file);
  });

  it.each([
    { label: "linux/amd64", path: "index/linux-amd64" },
    { label: "linux/arm/v7", path: "index/linux-arm-v7" },
    { label: "joint", path: "index/joint" },
  ])("is $path for the index of $label", ({ label, path }) => {
    expect(indexPath(label)).toBe(path);
  });

  it("is a single one for an upload, and found again from each of its blobs", () => {
    const blobs = fc.array(fc.record({ digest: digests, isSolo: fc.boolean() }), { minLength: 1 });
    fc.assert(
      fc.property(blobs, (list) => {
        const live = list.map(({ digest, isSolo }) =>
          aDescriptor({ digest, sizeBytes: isSolo ? SOLO_BYTES : 1 }),
        );
        const { uploads, blobs: stored } = planPacking(live, new Map(), sha256);
        for (const upload of uploads) {
          const [path, ...more] = uploadPaths(upload);
          expect(more).toEqual([]);
          for (const digest of upload.digests) expect(entryPath(digest, stored.get(digest)!)).toBe(path);
        }
        const files = [...stored].map(([digest, place]) => blobPath(digest, place));
        expect(new Set(files).size).toBe(stored.size);
      }),
    );
  });
});

describe("firstKey", () => {
  it("undoes what another attempt adds", () => {
    fc.assert(
      fc.property(digests, fc.integer({ min: 1, max: 9 }), (digest, attempt) => {
        expect(firstKey(retryKey(blobKey(digest), attempt))).toBe(blobKey(digest));
        expect(firstKey(blobKey(digest))).toBe(blobKey(digest));
      }),
    );
  });
});
