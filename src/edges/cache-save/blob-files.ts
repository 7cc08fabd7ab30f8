import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { blobPath, entryPath } from "../../domain/cache/entry-path.ts";
import type { StoredBlob } from "../../domain/cache/packing.ts";
import type { CacheStoreOptions } from "../cache-store/store.ts";
import { CacheStore } from "../cache-store/store.ts";
import type { SaveJob } from "./job.ts";

/**
 * The files of the blobs that are saved: those that this run has; and those of a pack that is rewritten, out of its
 * entry, as BuildKit did not ask for what it only has to keep.
 */
export class BlobFiles implements AsyncDisposable {
  readonly #files: SaveJob["files"];
  readonly #rewritten: ReadonlyMap<string, StoredBlob>;
  readonly #options: CacheStoreOptions;
  readonly #restores = new Map<string, Promise<void>>();
  #store: Promise<CacheStore> | undefined;

  /** @param options those of a store whose root nobody else uses, started only when it is needed */
  constructor({ files, plan }: SaveJob, options: CacheStoreOptions) {
    this.#files = files;
    this.#rewritten = new Map(plan.rewritten);
    this.#options = options;
  }

  /**
   * The file of a blob.
   * @throws an error that tells why it cannot be had.
   */
  async find(digest: string): Promise<string> {
    const here = this.#files[digest];
    if (here !== undefined) return here;
    const blob = this.#rewritten.get(digest);
    if (!blob) throw new Error(`there is no file of the blob ${digest}`);
    const restore = this.#restores.get(blob.entry) ?? this.#restore(digest, blob);
    this.#restores.set(blob.entry, restore);
    await restore;
    const file = join(this.#options.root, blobPath(digest, blob));
    if ((await digestOfFile(file)) !== digest)
      throw new Error(`the blob ${digest} in ${blob.entry} is damaged`);
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Where it did not start, whoever asked for a file was told.
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
  }

  async #restore(digest: string, blob: StoredBlob): Promise<void> {
    this.#store ??= CacheStore.start(this.#options);
    const store = await this.#store;
    const outcome = await store.restore(blob.entry, [entryPath(digest, blob)]);
    if (outcome.kind === "hit" && outcome.key === blob.entry) return;
    throw new Error("reason" in outcome ? outcome.reason : `the entry ${blob.entry} is not there any more`);
  }
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), hash);
  return `sha256:${hash.digest("hex")}`;
}
