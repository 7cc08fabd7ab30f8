import type { Descriptor } from "./cache-manifest.ts";
import { blobKey, type EntryKind, packKey } from "./keys.ts";

const MIB = 1024 * 1024;

/** From this size on, a blob is an entry of its own: a request more costs less than what lies beside it in a pack. */
export const SOLO_BYTES = 16 * MIB;

/** From so many live bytes on, a pack is not rewritten: the upload costs more than the dead bytes do. */
export const REPACK_BYTES = 64 * MIB;

/** Where a blob is stored. */
export interface StoredBlob {
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** The key of the entry that holds it. */
  readonly entry: string;
  readonly kind: EntryKind;
}

/** An entry that is to be saved, unless it is there already. */
export interface Upload {
  readonly key: string;
  readonly kind: EntryKind;
  /** The blobs in it, in the order of their digests. */
  readonly digests: readonly string[];
  readonly sizeBytes: number;
}

/** How the blobs of a cache are stored after this run. */
export interface Packing {
  readonly uploads: readonly Upload[];
  /**
   * Every live blob and where it is; and, of each pack that holds one, also what is dead in it: a later run tells by
   * that how much of the pack is still of use.
   */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
}

/**
 * Decides how the blobs of a cache are stored. The same blobs give the same entries, in whatever order they come.
 * @param live what the new manifest refers to
 * @param known what is stored already, with all of each pack
 */
export function planPacking(
  live: readonly Descriptor[],
  known: ReadonlyMap<string, StoredBlob>,
  sha256: (text: string) => string,
): Packing {
  const blobs = [...new Map(live.map((blob) => [blob.digest, blob])).values()].toSorted(byDigest);
  const kept = keptEntries(blobs, known);
  const fresh = blobs.filter(({ digest }) => !kept.has(known.get(digest)?.entry));
  const solo = fresh.filter(({ sizeBytes }) => sizeBytes >= SOLO_BYTES);
  const small = fresh.filter(({ sizeBytes }) => sizeBytes < SOLO_BYTES);
  // What is left of an old pack has lasted for some runs and most likely will; what is new may be replaced by the next.
  // Together they would be rewritten each time.
  const packs = [
    small.filter(({ digest }) => !known.has(digest)),
    small.filter(({ digest }) => known.has(digest)),
  ];
  const shipments = [
    ...solo.map((blob) => shipment("blob", blobKey(blob.digest), [blob])),
    ...packs.filter(({ length }) => length > 0).map((blobs) => packShipment(blobs, sha256)),
  ];
  const stayed = [...known].filter(([, { entry }]) => kept.has(entry));
  const stored = [...stayed, ...shipments.flatMap(({ blobs }) => blobs)];
  return {
    uploads: shipments.map(({ upload }) => upload),
    blobs: new Map(stored.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The keys of the entries that hold something live and stay as they are. */
function keptEntries(
  live: readonly Descriptor[],
  known: ReadonlyMap<string, StoredBlob>,
): ReadonlySet<string | undefined> {
  const digests = new Set(live.map(({ digest }) => digest));
  const stored = [...known].map(([digest, blob]) => ({ ...blob, isLive: digests.has(digest) }));
  const isKept = (entry: string): boolean => {
    const members = stored.filter((blob) => blob.entry === entry);
    const totalBytes = sumBytes(members);
    const liveBytes = sumBytes(members.filter(({ isLive }) => isLive));
    return liveBytes >= REPACK_BYTES || liveBytes * 2 >= totalBytes;
  };
  const held = new Set(stored.filter(({ isLive }) => isLive).map(({ entry }) => entry));
  return new Set([...held].filter(isKept));
}

/** An upload with what the index is to say of each blob in it. */
interface Shipment {
  readonly upload: Upload;
  readonly blobs: readonly (readonly [digest: string, stored: StoredBlob])[];
}

function shipment(kind: EntryKind, key: string, blobs: readonly Descriptor[]): Shipment {
  return {
    upload: { key, kind, digests: blobs.map(({ digest }) => digest), sizeBytes: sumBytes(blobs) },
    blobs: blobs.map(({ digest, sizeBytes, mediaType }) => [
      digest,
      { sizeBytes, mediaType, entry: key, kind },
    ]),
  };
}

function packShipment(blobs: readonly Descriptor[], sha256: (text: string) => string): Shipment {
  const digests = blobs.map(({ digest }) => digest);
  return shipment("pack", packKey(digests, sha256), blobs);
}

function sumBytes(blobs: readonly { readonly sizeBytes: number }[]): number {
  return blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function byDigest(one: Descriptor, other: Descriptor): number {
  return one.digest < other.digest ? -1 : 1;
}
