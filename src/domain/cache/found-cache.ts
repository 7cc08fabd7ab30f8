import { type ExportedCache, type CacheTexts, printCache } from "./exported-cache.ts";
import type { ReadIndex } from "./index-entry.ts";
import { JOINT } from "./keys.ts";
import type { StoredBlob } from "./packing.ts";
import { prune } from "./pruning.ts";

/** A cache that an earlier run left. */
export interface FoundCache {
  /** A platform, or `joint`. */
  readonly label: string;
  /** Whether it is what the same build left, rather than a wider one. */
  readonly isOwn: boolean;
  readonly index: ReadIndex;
}

/** A cache that can be served: all that it promises can be had. */
export interface ServedCache {
  readonly label: string;
  readonly texts: CacheTexts;
  /** How many layers were taken out because they are gone. */
  readonly lostLayers: number;
  /** The cache as the same build left it; absent where that was another, or something of it is gone. */
  readonly whole: ExportedCache | undefined;
}

/** The entries that hold what the found caches need, by their keys, each with one of its blobs. */
export function neededEntries(
  found: readonly FoundCache[],
): ReadonlyMap<string, readonly [string, StoredBlob]> {
  const blobs = found.flatMap(({ index: { entry, cache } }) =>
    cache.manifest.layers.flatMap(({ digest }) => {
      const stored = entry.blobs.get(digest);
      return stored === undefined ? [] : [[digest, stored] as const];
    }),
  );
  return new Map(blobs.map(([digest, stored]) => [stored.entry, [digest, stored]]));
}

/** What is stored for certain: each blob of the found caches whose entry is there. The first cache that says so wins. */
export function knownBlobs(
  found: readonly FoundCache[],
  isThere: (entry: string) => boolean,
): ReadonlyMap<string, StoredBlob> {
  const blobs = found
    .flatMap(({ index }) => [...index.entry.blobs])
    .filter(([, { entry }]) => isThere(entry));
  return new Map(blobs.toReversed());
}

/** What can be served of the found caches, the newest first; those of which nothing is left are not. */
export function servedCaches(
  found: readonly FoundCache[],
  known: ReadonlyMap<string, StoredBlob>,
  sha256: (text: string) => string,
): readonly ServedCache[] {
  const newestFirst = found.toSorted(
    ({ index: one }, { index: other }) => Date.parse(other.entry.createdAt) - Date.parse(one.entry.createdAt),
  );
  return newestFirst.flatMap(({ label, isOwn, index: { entry, cache } }): readonly ServedCache[] => {
    const gone = cache.manifest.layers.map(({ digest }) => digest).filter((digest) => !known.has(digest));
    const pruned = prune(cache, new Set(gone));
    const isWhole = pruned === cache;
    const lostLayers = cache.config.layers.length - pruned.config.layers.length;
    if (lostLayers > 0 && pruned.config.layers.length === 0) return [];
    const texts = isWhole ? entry.texts : printCache(pruned, sha256);
    return [{ label, texts, lostLayers, whole: isWhole && isOwn ? cache : undefined }];
  });
}

/**
 * The cache that helps most to build for a label: the newer of its own and of what a solve for several platforms left,
 * else the newest of other platforms, for stages that are built for the machine itself. Only one: with two, BuildKit
 * begins to load layers out of one while it finds the step in the other.
 * @param served the newest first
 */
export function cacheFor(label: string, served: readonly ServedCache[]): ServedCache | undefined {
  const own = served.find((cache) => cache.label === label || cache.label === JOINT);
  return own ?? (label === JOINT ? undefined : served[0]);
}
