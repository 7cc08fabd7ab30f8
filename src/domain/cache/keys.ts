// The first part is the version of all that is stored: entries of another are not understood, and not found.
// No runner's system or architecture is in a key, so that emulated and native builds share.
const VERSION = "bx1";

const ENTRY_KEYS = {
  blob: /^bx1-b-[0-9a-f]{32}(?:-r[1-9])?$/,
  pack: /^bx1-p-[0-9a-f]{32}(?:-r[1-9])?$/,
} as const;

/** How blobs lie in the Actions cache: a large one by itself, the small new ones of a run together. */
export type EntryKind = keyof typeof ENTRY_KEYS;

/** The key of a blob that is stored by itself. */
export function blobKey(digest: string): string {
  return `${VERSION}-b-${digest.replace(/^sha256:/, "").slice(0, 32)}`;
}

/** The key of a pack, which the blobs in it decide, in whatever order. */
export function packKey(digests: readonly string[], sha256: (text: string) => string): string {
  return `${VERSION}-p-${sha256(digests.toSorted().join("\n")).slice(0, 32)}`;
}

/**
 * The key under which an entry is saved when its own is taken by an upload that never ends: the service neither finds
 * it nor lets anybody save it.
 * @param attempt from 1 to 9
 */
export function retryKey(key: string, attempt: number): string {
  return `${key}-r${attempt}`;
}

/** Tells whether a key from outside is one of an entry of this kind. */
export function isEntryKey(key: string, kind: EntryKind): boolean {
  return ENTRY_KEYS[kind].test(key);
}

/** The label of a cache that one solve wrote for several platforms; that of a platform's own cache is its name. */
export const JOINT = "joint";

/**
 * What the index entries of a scope with a label start with; the newest is looked up by it. Two dashes end it, which
 * neither a scope nor a label has: linux/amd64 would find linux/amd64/v2 otherwise.
 */
export function indexPrefix(scope: string, label: string): string {
  return `${VERSION}-i-${scope}-${labelSlug(label)}--`;
}

/** A label as a part of keys, file names and tags. */
export function labelSlug(label: string): string {
  return label.replaceAll("/", "-");
}

/** What decides where a cache and its blobs are. */
export interface State {
  /** What the cache can do, as `contentId` names it. */
  readonly contentId: string;
  /** The key of the entry that holds a blob, by the blob's digest. */
  readonly entries: ReadonlyMap<string, string>;
}

/** Names a state by its content, so that two jobs that save the same do not save it twice. */
export function stateId({ contentId, entries }: State, sha256: (text: string) => string): string {
  const lines = [...entries].map(([digest, entry]) => `${digest} ${entry}`).toSorted();
  return sha256([contentId, ...lines].join("\n")).slice(0, 16);
}
