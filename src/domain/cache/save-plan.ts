import type { Descriptor } from "./cache-manifest.ts";
import { printManifest } from "./cache-manifest.ts";
import { contentId } from "./cache-content.ts";
import { indexPath } from "./entry-path.ts";
import { type CacheTexts, type ExportedCache, parseCache } from "./exported-cache.ts";
import { type IndexEntry, printIndexEntry } from "./index-entry.ts";
import type { Read } from "../json-shape.ts";
import { stateId } from "./keys.ts";
import { planPacking, type StoredBlob, type Upload } from "./packing.ts";

/** A cache that BuildKit exported in this run. */
export interface CacheExport {
  /** The platform, or `joint`; no two exports of a run have the same. */
  readonly label: string;
  /** What the keys of its index entries start with. */
  readonly prefix: string;
  readonly texts: CacheTexts;
  /** What was found under that very prefix; undefined where it was found elsewhere, or where any of it is missing. */
  readonly restored: ExportedCache | undefined;
}

/** Of what an index says it was saved. */
export type SaveStamp = Pick<IndexEntry, "createdAt" | "ref" | "sha" | "runId">;

/** All that decides what is saved. */
export interface SaveFacts {
  readonly exports: readonly CacheExport[];
  /** Everything that is confirmed to be stored, by its digest, with all of each pack. */
  readonly known: ReadonlyMap<string, StoredBlob>;
  /** Keys of entries that are stored, but could not be fetched or were not what they should be; of indexes the prefixes. */
  readonly damaged: readonly string[];
  readonly stamp: SaveStamp;
}

/** A blob and where it is stored. */
export type BlobEntry = readonly [digest: string, stored: StoredBlob];

/** An index entry whose blobs are not all stored yet. */
export interface IndexDraft {
  readonly label: string;
  readonly prefix: string;
  readonly texts: CacheTexts;
  readonly contentId: string;
  /** By digest: all of each entry that holds something of the cache. */
  readonly blobs: readonly BlobEntry[];
}

/** How much there is to save, and how much of it is used. */
export interface SaveFigures {
  readonly newEntries: number;
  readonly newBytes: number;
  /** Of all blobs that the exports refer to, wherever they are stored. */
  readonly liveBytes: number;
}

/** What is to be saved: first the uploads, then the indexes. It is plain JSON, since another process does it. */
export interface Save {
  readonly kind: "save";
  readonly uploads: readonly Upload[];
  /** Where the uploads' blobs are, of those that come out of an entry which is rewritten. */
  readonly rewritten: readonly BlobEntry[];
  readonly indexes: readonly IndexDraft[];
  /** Keys of entries that are stored and of no use. */
  readonly damaged: readonly string[];
  readonly stamp: SaveStamp;
  readonly figures: SaveFigures;
  /** Why exports are left out, as parts of a sentence. */
  readonly skipped: readonly string[];
}

/** What is to be saved, or why that is nothing, as a part of a sentence. */
export type SavePlan = Save | { readonly kind: "nothing"; readonly reason: string };

/** An index entry with the key and the file that it is saved under. */
export interface SealedIndex {
  readonly key: string;
  readonly prefix: string;
  readonly path: string;
  readonly text: string;
}

/** An export that can be read. */
interface Candidate extends Omit<IndexDraft, "blobs"> {
  readonly layers: readonly Descriptor[];
  readonly isNew: boolean;
}

type Hash = (text: string) => string;
type Blobs = ReadonlyMap<string, StoredBlob>;

/**
 * Decides what of the exported caches is saved. All platforms of a run share their blobs, and the pack of the small
 * ones; an index is written for each cache that is not what was restored. Where that makes a pack be rewritten, the
 * other caches that use it get a new index too: the old one would keep the old pack in use.
 */
export function planSave({ exports, known, damaged, stamp }: SaveFacts, sha256: Hash): SavePlan {
  const reads = exports.toSorted(byPrefix).map((exported) => readExport(exported, known, sha256));
  const skipped = reads.flatMap((read) => (read.ok ? [] : [read.reason]));
  const candidates = reads.flatMap((read) => (read.ok ? [read.value] : []));
  if (!candidates.some(({ isNew }) => isNew)) {
    return { kind: "nothing", reason: reasonForNothing(skipped, exports.length) };
  }
  const live = candidates.flatMap(({ layers }) => layers);
  const { uploads, blobs } = planPacking(live, known, sha256);
  const isMoved = ({ digest }: Descriptor): boolean => blobs.get(digest)?.entry !== known.get(digest)?.entry;
  return {
    kind: "save",
    uploads,
    rewritten: uploads.flatMap(({ digests }) => placesOf(digests, known)),
    indexes: candidates
      .filter(({ isNew, layers }) => isNew || layers.some(isMoved))
      .map((candidate) => draftIndex(candidate, blobs)),
    damaged,
    stamp,
    figures: {
      newEntries: uploads.length,
      newBytes: uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      liveBytes: liveBytes(live),
    },
    skipped,
  };
}

/**
 * Makes an index entry of a draft once all its blobs are stored.
 * @param keys the keys of the entries that were saved under another than the planned one, by the planned one
 */
export function sealIndex(
  { label, prefix, texts, contentId, blobs }: IndexDraft,
  { stamp, keys }: { readonly stamp: SaveStamp; readonly keys: ReadonlyMap<string, string> },
  sha256: Hash,
): SealedIndex {
  const stored = new Map(
    blobs.map(([digest, blob]) => [digest, { ...blob, entry: keys.get(blob.entry) ?? blob.entry }]),
  );
  const entries = new Map([...stored].map(([digest, { entry }]) => [digest, entry]));
  return {
    key: `${prefix}${stateId({ contentId, entries }, sha256)}`,
    prefix,
    path: indexPath(label),
    text: printIndexEntry({ ...stamp, label, texts, blobs: stored }),
  };
}

function readExport(
  { label, prefix, texts, restored }: CacheExport,
  known: Blobs,
  sha256: Hash,
): Read<Candidate> {
  const read = parseCache(texts, sha256);
  if (!read.ok) return skip(label, read.reason);
  const { config, manifest } = read.value;
  if (manifest.layers.length === 0) return skip(label, "it has no layers");
  const id = contentId(config, sha256);
  const isSame = restored !== undefined && contentId(restored.config, sha256) === id;
  return {
    ok: true,
    value: {
      label,
      prefix,
      // Printed anew: BuildKit's has the address that it was pushed to, which is another one in each run.
      texts: { config: texts.config, manifest: printManifest(manifest) },
      contentId: id,
      layers: manifest.layers,
      isNew: !isSame || manifest.layers.some(({ digest }) => !known.has(digest)),
    },
  };
}

function skip(label: string, reason: string): Read<never> {
  return { ok: false, reason: `the cache of ${label} is of no use: ${reason}` };
}

function reasonForNothing(skipped: readonly string[], exportCount: number): string {
  if (exportCount === 0) return "BuildKit exported no cache";
  return [...skipped, ...(skipped.length < exportCount ? ["nothing changed"] : [])].join("; ");
}

function draftIndex({ label, prefix, texts, contentId, layers }: Candidate, blobs: Blobs): IndexDraft {
  const entries = new Set(layers.map(({ digest }) => blobs.get(digest)?.entry));
  return {
    label,
    prefix,
    texts,
    contentId,
    blobs: [...blobs].filter(([, { entry }]) => entries.has(entry)),
  };
}

function placesOf(digests: readonly string[], known: Blobs): readonly BlobEntry[] {
  return digests.flatMap((digest) => {
    const stored = known.get(digest);
    return stored === undefined ? [] : [[digest, stored] as const];
  });
}

function liveBytes(live: readonly Descriptor[]): number {
  const sizes = new Map(live.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
  return [...sizes.values()].reduce((sum, sizeBytes) => sum + sizeBytes, 0);
}

function byPrefix(one: CacheExport, other: CacheExport): number {
  return one.prefix < other.prefix ? -1 : 1;
}
