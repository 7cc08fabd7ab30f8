import type { SaveResult } from "../../domain/cache-report.ts";
import { uploadPaths } from "../../domain/cache/entry-path.ts";
import type { Upload } from "../../domain/cache/packing.ts";
import { type IndexDraft, sealIndex } from "../../domain/cache/save-plan.ts";
import { Slots } from "../cache-store/slots.ts";
import type { CacheStore } from "../cache-store/store.ts";
import { sha256 } from "../digest.ts";
import type { BlobFiles } from "./blob-files.ts";
import { type EntryEnd, type EntryToSave, foundEntry, saveEntry } from "./entry-save.ts";
import type { SaveJob } from "./job.ts";
import { placeIndex, placeUpload } from "./placement.ts";

const ENTRIES_AT_A_TIME = 4;

/** What a {@link Saver} works with. */
export interface SaverParts {
  readonly job: SaveJob;
  readonly store: CacheStore;
  readonly files: BlobFiles;
}

/** What a {@link Saver} has done so far. */
export type SaveProgress = Omit<SaveResult, "durationMs">;

/**
 * Saves a cache: all its blobs, and only when each of them is stored, the indexes that name them. Whatever keeps a blob
 * from being stored keeps the others that wait from being sent; those under way go on, as an upload that is cut short
 * blocks its key.
 */
export class Saver {
  readonly #job: SaveJob;
  readonly #store: CacheStore;
  readonly #files: BlobFiles;
  readonly #slots = new Slots(ENTRIES_AT_A_TIME);
  /** The keys of entries that have another than the planned one, by that. */
  readonly #keys = new Map<string, string>();
  #entries = 0;
  #bytes = 0;
  #sharedEntries = 0;
  #reason: string | undefined;

  constructor({ job, store, files }: SaverParts) {
    this.#job = job;
    this.#store = store;
    this.#files = files;
  }

  get progress(): SaveProgress {
    return {
      entries: this.#entries,
      bytes: this.#bytes,
      sharedEntries: this.#sharedEntries,
      reason: this.#reason,
    };
  }

  /** Saves what can be saved; why that is not everything is in the progress. */
  async run(): Promise<void> {
    const { uploads, indexes } = this.#job.plan;
    await Promise.all(
      uploads.map((upload) =>
        this.#slots.run(async () => {
          if (this.#reason === undefined) await this.#note(this.#saveUpload(upload));
        }),
      ),
    );
    if (this.#reason !== undefined) return;
    await Promise.all(indexes.map((draft) => this.#slots.run(() => this.#note(this.#saveIndex(draft)))));
  }

  async #saveUpload(upload: Upload): Promise<EntryEnd> {
    const { key, sizeBytes } = upload;
    const paths = uploadPaths(upload);
    const find = (attempt: string) => this.#store.lookup(attempt, paths);
    const entry = { key, paths, find, damaged: new Set(this.#job.plan.damaged) };
    const end = foundEntry(entry, await find(key)) ?? (await this.#send(upload, entry));
    if (end.kind === "sent") this.#bytes += sizeBytes;
    if (end.kind !== "failed") this.#keys.set(key, end.key);
    return end;
  }

  async #send(upload: Upload, entry: EntryToSave): Promise<EntryEnd> {
    await placeUpload(upload, { files: this.#files, root: this.#job.root });
    return saveEntry(this.#store, entry);
  }

  /**
   * An index is found by what its key starts with, and the newest wins. So one that is there already is only good when
   * it is the newest: a cache that became again what it once was needs a newer one.
   */
  async #saveIndex(draft: IndexDraft): Promise<EntryEnd> {
    const { plan, root } = this.#job;
    const index = sealIndex(draft, { stamp: plan.stamp, keys: this.#keys }, sha256);
    const paths = await placeIndex(index, root);
    const find = () => this.#store.lookup(index.prefix, paths, [index.prefix]);
    const damaged = new Set<string>();
    // One that could not be read would be met again by every run if it were taken for a good one.
    const unread = plan.damaged.includes(index.prefix) ? await find() : undefined;
    if (unread?.kind === "hit") damaged.add(unread.key);
    return saveEntry(this.#store, { key: index.key, paths, find, damaged });
  }

  async #note(saving: Promise<EntryEnd>): Promise<void> {
    const end = await saving.catch((error: unknown): EntryEnd => ({
      kind: "failed",
      reason: reasonOf(error),
    }));
    if (end.kind === "failed") this.#reason ??= end.reason;
    else if (end.kind === "sent") this.#entries += 1;
    else this.#sharedEntries += 1;
  }
}

/** What an error says, as a part of a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
