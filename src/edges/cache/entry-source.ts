import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CacheOutcome } from "../../domain/cache-outcome.ts";
import { blobPath, entryPath } from "../../domain/cache/entry-path.ts";
import type { StoredBlob } from "../../domain/cache/packing.ts";
import type { CacheStore } from "../cache-store/store.ts";
import type { BlobSource } from "./blob-store.ts";

/** How long an entry may take: so long in any case, and longer the larger it is. Slower than this, it is run sooner. */
const LEAST_LIMIT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 2_000;

/** Where entries come from. */
export interface EntrySourceParts {
  readonly store: CacheStore;
  /** The store's folder. */
  readonly root: string;
}

/** A blob that is in a file already. */
export interface FileBlob {
  readonly file: string;
  readonly sizeBytes: number;
}

/** What was fetched so far. */
export interface Fetched {
  readonly entries: number;
  /** Of all blobs in them. */
  readonly bytes: number;
  /** Milliseconds in which at least one entry was on its way. */
  readonly durationMs: number;
  /** Why entries could not be had, by their keys. */
  readonly failures: ReadonlyMap<string, string>;
}

/** The blobs that are in the Actions cache. An entry is fetched when the first of its blobs is asked for. */
export class EntrySource implements BlobSource {
  readonly #parts: EntrySourceParts;
  readonly #fetches = new Map<string, Promise<boolean>>();
  readonly #failures = new Map<string, string>();
  #known: ReadonlyMap<string, StoredBlob> = new Map();
  #files: ReadonlyMap<string, FileBlob> = new Map();
  #entries = 0;
  #bytes = 0;
  #underWay = 0;
  #since = 0;
  #durationMs = 0;

  constructor(parts: EntrySourceParts) {
    this.#parts = parts;
  }

  /** Tells what is stored, and which blobs are in files already; both by their digests. Before that there is nothing. */
  fill(known: ReadonlyMap<string, StoredBlob>, files: ReadonlyMap<string, FileBlob>): void {
    this.#known = known;
    this.#files = files;
  }

  has(digest: string): { readonly sizeBytes: number } | undefined {
    const here = this.#files.get(digest);
    const stored = this.#known.get(digest);
    // BuildKit pushes nothing that it is told is there: what went with its entry must not be promised on.
    const isLost = stored !== undefined && this.#failures.has(stored.entry);
    return here ?? (isLost ? undefined : stored);
  }

  async fetch(digest: string): Promise<string | undefined> {
    const here = this.#files.get(digest);
    if (here) return here.file;
    const stored = this.#known.get(digest);
    if (stored === undefined) return undefined;
    const fetch = this.#fetches.get(stored.entry) ?? this.#fetch(digest, stored);
    this.#fetches.set(stored.entry, fetch);
    return (await fetch) ? join(this.#parts.root, blobPath(digest, stored)) : undefined;
  }

  get fetched(): Fetched {
    return {
      entries: this.#entries,
      bytes: this.#bytes,
      durationMs: Math.round(this.#durationMs),
      failures: this.#failures,
    };
  }

  async #fetch(digest: string, stored: StoredBlob): Promise<boolean> {
    if (this.#underWay === 0) this.#since = performance.now();
    this.#underWay += 1;
    const outcome = await this.#restore(entryPath(digest, stored), stored.entry);
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#durationMs += performance.now() - this.#since;
    if (outcome.kind === "hit") this.#count(stored.entry);
    else this.#failures.set(stored.entry, "reason" in outcome ? outcome.reason : "it is gone");
    return outcome.kind === "hit";
  }

  #count(key: string): void {
    this.#entries += 1;
    this.#bytes += this.#sizeOf(key);
  }

  /** The bytes of all blobs in an entry. */
  #sizeOf(key: string): number {
    const members = [...this.#known.values()].filter(({ entry }) => entry === key);
    return members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** A build waits for it and would have to start over, so what failed is tried once more. */
  async #restore(path: string, entry: string): Promise<CacheOutcome> {
    const limitMs = LEAST_LIMIT_MS + Math.ceil(this.#sizeOf(entry) / SLOWEST_BYTES_PER_MS);
    const restore = () => this.#parts.store.restoreWithin(limitMs, entry, path);
    const first = await restore();
    return first.kind === "failed" ? restore() : first;
  }
}
