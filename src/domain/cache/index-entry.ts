import { isDigest } from "../reference.ts";
import { type CacheTexts, type ExportedCache, parseCache } from "./exported-cache.ts";
import { asObject, asText, asWhole, type Read, readJson, ShapeError } from "../json-shape.ts";
import { blobKey, isEntryKey } from "./keys.ts";
import type { StoredBlob } from "./packing.ts";

const VERSION = 1;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const RUN_ID = /^\d{1,20}$/;
const LABEL = /^(?:joint|[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?)$/;

/**
 * What is stored of one state of a cache: the cache itself and where its blobs are. It is written last, once all that
 * it names is stored. `docs/cache-index.schema.json` describes its text.
 */
export interface IndexEntry {
  /** RFC 3339, in UTC. */
  readonly createdAt: string;
  /** The ref, commit and run that it is of, for the log: no decision depends on them. */
  readonly ref: string;
  readonly sha: string;
  readonly runId: string;
  /** The platform in its normal form, such as `linux/arm/v7`, or `joint` for several that were built in one solve. */
  readonly label: string;
  readonly texts: CacheTexts;
  /** Where each blob is, by its digest: those of the manifest, and what else is in the same packs. */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
  /** How many milliseconds each step took when it was last executed, by its name without what differs from run to run. */
  readonly steps?: ReadonlyMap<string, number> | undefined;
}

/** An index entry together with the cache that its texts hold. */
export interface ReadIndex {
  readonly entry: IndexEntry;
  readonly cache: ExportedCache;
}

/** Reads an index entry and checks all of it, also that its parts fit together. Unknown fields are passed over. */
export function parseIndexEntry(text: string, sha256: (text: string) => string): Read<ReadIndex> {
  return readJson(text, (value) => {
    const { v, ...fields } = asObject(value, "the index");
    if (v !== VERSION) throw new ShapeError("it is of another version");
    const entry = readEntry(fields);
    const cache = parseCache(entry.texts, sha256);
    if (!cache.ok) throw new ShapeError(cache.reason);
    checkBlobs(cache.value, entry.blobs);
    return { entry, cache: cache.value };
  });
}

/** Prints an index entry, the same text for the same value in whatever order its maps are. */
export function printIndexEntry(entry: IndexEntry): string {
  const { createdAt, ref, sha, runId, label, texts, blobs, steps } = entry;
  return JSON.stringify({
    v: VERSION,
    createdAt,
    ref,
    sha,
    runId,
    label,
    manifest: texts.manifest,
    config: texts.config,
    blobs: sortedObject(blobs, blobJson),
    ...(steps === undefined ? {} : { steps: sortedObject(steps, Number) }),
  });
}

function readEntry(fields: Readonly<Record<string, unknown>>): IndexEntry {
  const { steps } = fields;
  return {
    createdAt: asText(fields["createdAt"], "its time", TIME),
    ref: asText(fields["ref"], "its ref"),
    sha: asText(fields["sha"], "its commit", COMMIT),
    runId: asText(fields["runId"], "its run", RUN_ID),
    label: asText(fields["label"], "its label", LABEL),
    texts: {
      config: asText(fields["config"], "its cache config"),
      manifest: asText(fields["manifest"], "its cache manifest"),
    },
    blobs: readMap(fields["blobs"], "its map of blobs", readBlob),
    ...(steps === undefined ? {} : { steps: readMap(steps, "its map of steps", readDuration) }),
  };
}

function readMap<T>(
  value: unknown,
  what: string,
  read: (value: unknown, key: string) => T,
): ReadonlyMap<string, T> {
  return new Map(Object.entries(asObject(value, what)).map(([key, item]) => [key, read(item, key)]));
}

function readBlob(value: unknown, digest: string): StoredBlob {
  if (!isDigest(digest)) throw new ShapeError("the digest of a blob is not valid");
  const { sizeBytes, mediaType, entry, kind } = asObject(value, "a blob");
  const key = asText(entry, "the key of a blob");
  if (kind !== "blob" && kind !== "pack") throw new ShapeError("the kind of a blob is not known");
  const isOwn = kind === "pack" || key.startsWith(blobKey(digest));
  if (!isEntryKey(key, kind) || !isOwn) throw new ShapeError("the key of a blob is not valid");
  return {
    sizeBytes: asWhole(sizeBytes, "the size of a blob"),
    mediaType: asText(mediaType, "the media type of a blob"),
    entry: key,
    kind,
  };
}

function blobJson({ sizeBytes, mediaType, entry, kind }: StoredBlob): object {
  return { sizeBytes, mediaType, entry, kind };
}

function readDuration(value: unknown): number {
  return asWhole(value, "the duration of a step");
}

function checkBlobs({ manifest }: ExportedCache, blobs: ReadonlyMap<string, StoredBlob>): void {
  if (manifest.layers.some(({ digest, sizeBytes }) => blobs.get(digest)?.sizeBytes !== sizeBytes)) {
    throw new ShapeError("it does not say where a layer's blob is");
  }
}

function sortedObject<T>(map: ReadonlyMap<string, T>, print: (value: T) => unknown): object {
  const entries = [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, print(value)]));
}
