import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { ShimCounter } from "./shim-counts.ts";

/** Where blobs are that have not been asked for yet. */
export interface BlobSource {
  /** What is known of a blob without fetching it; undefined when the source has none. */
  has(digest: string): { readonly sizeBytes: number } | undefined;
  /**
   * Fetches a blob and resolves with the path of a file that holds its bytes and stays as it is; undefined when it
   * cannot be had after all. Never asked twice for the same digest.
   */
  fetch(digest: string): Promise<string | undefined>;
}

/** A blob in a file whose bytes have been compared with the digest. */
export interface StoredBlob {
  readonly file: string;
  readonly sizeBytes: number;
}

/** What a {@link BlobStore} works with. */
export interface BlobStoreParts {
  /** An existing folder; blobs that are pushed stay in `blobs` inside it. */
  readonly folder: string;
  readonly source: BlobSource | undefined;
  readonly counter: ShimCounter;
}

/** Blobs in files: those that were pushed, and those that a source delivers when they are asked for. */
export class BlobStore {
  readonly #folder: string;
  readonly #source: BlobSource | undefined;
  readonly #counter: ShimCounter;
  readonly #blobs = new Map<string, StoredBlob>();
  readonly #fetches = new Map<string, Promise<StoredBlob | undefined>>();
  /** Those that turned out to be missing or damaged; to push one makes it whole. */
  readonly #lost = new Set<string>();

  private constructor({ folder, source, counter }: BlobStoreParts) {
    this.#folder = join(folder, "blobs");
    this.#source = source;
    this.#counter = counter;
  }

  static async open(parts: BlobStoreParts): Promise<BlobStore> {
    const store = new BlobStore(parts);
    await mkdir(store.#folder, { recursive: true });
    return store;
  }

  /** The size of a blob that is here or with the source; fetches nothing. */
  sizeOf(digest: string): number | undefined {
    const here = this.#blobs.get(digest)?.sizeBytes;
    if (here !== undefined || this.#lost.has(digest)) return here;
    return this.#source?.has(digest)?.sizeBytes;
  }

  /** A blob that is in a file already. */
  stored(digest: string): StoredBlob | undefined {
    return this.#blobs.get(digest);
  }

  /** A blob, fetched if need be; undefined when there is none, or what the source delivered is not it. */
  async find(digest: string): Promise<StoredBlob | undefined> {
    const here = this.#blobs.get(digest);
    if (here || this.sizeOf(digest) === undefined) return here;
    const fetch = this.#fetches.get(digest) ?? this.#fetch(digest);
    this.#fetches.set(digest, fetch);
    return fetch;
  }

  /** Moves a file into place whose bytes are those of the digest. */
  async adopt(digest: string, { file, sizeBytes }: StoredBlob): Promise<void> {
    const place = join(this.#folder, digest.replace(":", "-"));
    await rename(file, place);
    this.#blobs.set(digest, { file: place, sizeBytes });
    this.#counter.add(digest, { uploadedBytes: sizeBytes });
  }

  /** Takes a blob for missing from now on, because its file is gone or damaged. */
  lose(digest: string): void {
    this.#blobs.delete(digest);
    this.#lost.add(digest);
    this.#counter.add(digest, { failures: 1 });
  }

  async #fetch(digest: string): Promise<StoredBlob | undefined> {
    const fetched = await this.#fetched(digest).catch(() => undefined);
    // It may have been pushed in the meantime.
    const here = this.#blobs.get(digest);
    if (here) return here;
    if (!fetched) this.lose(digest);
    else {
      this.#blobs.set(digest, fetched);
      this.#counter.add(digest, { fetchedBytes: fetched.sizeBytes });
    }
    return fetched;
  }

  async #fetched(digest: string): Promise<StoredBlob | undefined> {
    const file = await this.#source?.fetch(digest);
    if (file === undefined) return undefined;
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
    }
    return `sha256:${hash.digest("hex")}` === digest ? { file, sizeBytes } : undefined;
  }
}
