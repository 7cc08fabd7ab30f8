import { type EntryKind, labelSlug } from "./keys.ts";
import type { Upload } from "./packing.ts";

// Paths are relative to the cache's folder and the same on every runner: the service finds an entry by its key together
// with the text of the paths that it was saved with.

/** In which entry a blob is. */
export interface BlobPlace {
  readonly kind: EntryKind;
  /** The entry's key. */
  readonly entry: string;
}

/** The key that an entry would have, had its upload been the first attempt. All its attempts have the same paths. */
export function firstKey(key: string): string {
  return key.replace(/-r[1-9]$/, "");
}

/** The path of the entry that a blob is in: the blob's own file, or the folder of a pack. */
export function entryPath(digest: string, { kind, entry }: BlobPlace): string {
  return kind === "blob" ? `blobs/${fileName(digest)}` : `packs/${firstKey(entry)}`;
}

/** The file that a blob is in once its entry was restored, and before it is saved. */
export function blobPath(digest: string, place: BlobPlace): string {
  const path = entryPath(digest, place);
  return place.kind === "blob" ? path : `${path}/${fileName(digest)}`;
}

/** The paths that an upload is saved with: a single one, since all its blobs are in the same entry. */
export function uploadPaths({ kind, key, digests }: Upload): readonly string[] {
  return [...new Set(digests.map((digest) => entryPath(digest, { kind, entry: key })))];
}

/** The file of an index entry. */
export function indexPath(label: string): string {
  return `index/${labelSlug(label)}`;
}

/** A digest as a file's name; the registry on the loopback interface names those that are pushed to it the same. */
function fileName(digest: string): string {
  return digest.replace(":", "-");
}
