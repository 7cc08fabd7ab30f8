import type { ChildProcess } from "node:child_process";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { CacheOutcome } from "../../domain/cache-outcome.ts";
import type { ClientCommand } from "./client-child.ts";
import { ownCommand, spawnClient } from "./client-child.ts";
import { ClientProcess, failed } from "./client-process.ts";
import type { CacheRequest } from "./message.ts";
import { TRANSFERS } from "./message.ts";
import { Slots } from "./slots.ts";

/** How a {@link CacheStore} works. */
export interface CacheStoreOptions {
  /** The folder that all paths are relative to. */
  readonly root: string;
  /** What serves the cache client; by default this very program, asked for `cache-store`. */
  readonly command?: ClientCommand;
  /** One that was started already. */
  readonly child?: ChildProcess | undefined;
  /** Has the variables of the cache service; by default this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Makes all that is under way, and all that comes, fail. */
  readonly signal?: AbortSignal;
  /** After which what was not answered has failed; by default 10 seconds. */
  readonly lookupMs?: number;
  /** The same for an entry that is restored or saved; by default 5 minutes. */
  readonly transferMs?: number;
}

/** So many processes a store starts at most: one, and another when that ended or hung. */
const MAX_PROCESSES = 2;

const LOOKUP_MS = 10_000;
const TRANSFER_MS = 300_000;
const LOOKUPS_AT_A_TIME = 8;
const TRANSFERS_AT_A_TIME = 4;

/**
 * The Actions cache, with files below one folder as entries. What runners find does not depend on where that folder
 * is. Nothing here throws for a fault of the service, and nothing of what its client says gets into the log.
 */
export class CacheStore implements AsyncDisposable {
  readonly #options: CacheStoreOptions;
  readonly #root: string;
  readonly #lookups = new Slots(LOOKUPS_AT_A_TIME);
  readonly #transfers = new Slots(TRANSFERS_AT_A_TIME);
  #process: ClientProcess;
  #processes = 1;
  /** Why nothing works any more, once that is so. */
  #ended: string | undefined;
  /** What the service said to the save after which none is worth trying. */
  #refusal: CacheOutcome | undefined;

  private constructor(options: CacheStoreOptions, root: string) {
    this.#options = options;
    this.#root = root;
    this.#process = new ClientProcess(options.child ?? this.#spawn(), root);
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
    if (options.signal?.aborted) this.#onAbort();
  }

  /**
   * Starts the process, which loads the cache client while this one goes on. The folder is made where there is none;
   * where it cannot be made, all that is asked for fails.
   */
  static async start(options: CacheStoreOptions): Promise<CacheStore> {
    let trouble: string | undefined;
    const root = await makeRoot(options.root).catch((error: unknown) => {
      trouble = String(error);
      return options.root;
    });
    const store = new CacheStore(options, root);
    if (trouble !== undefined) await store.#end(trouble);
    return store;
  }

  /** Tells whether there is an entry with a key, or with one that begins with it or with a prefix. */
  lookup(key: string, paths: readonly string[], prefixes: readonly string[] = []): Promise<CacheOutcome> {
    return this.#lookups.run(() => this.#ask({ operation: "lookup", key, paths, prefixes }));
  }

  /** Puts the files of such an entry in place. `paths` are as they were when it was saved. */
  restore(key: string, paths: readonly string[], prefixes: readonly string[] = []): Promise<CacheOutcome> {
    return this.#transfers.run(() => this.#ask({ operation: "restore", key, paths, prefixes }));
  }

  /** Puts the files of an entry in place for which something waits, within its own time. */
  restoreWithin(limitMs: number, key: string, path: string): Promise<CacheOutcome> {
    return this.#transfers.run(() =>
      this.#ask({ operation: "restore", key, paths: [path], prefixes: [] }, limitMs),
    );
  }

  /** Puts a small entry in place, the newest of which the key begins with one of some prefixes, within the time of a lookup. */
  restoreNewest(prefixes: readonly [string, ...string[]], path: string): Promise<CacheOutcome> {
    return this.#lookups.run(() =>
      this.#ask(
        { operation: "restore", key: prefixes[0], paths: [path], prefixes },
        this.#options.lookupMs ?? LOOKUP_MS,
      ),
    );
  }

  /** Saves files under a key. Once the service has refused one, no other is tried. */
  save(key: string, paths: readonly string[]): Promise<CacheOutcome> {
    return this.#transfers.run(async () => {
      if (this.#refusal) return this.#refusal;
      const outcome = await this.#ask({ operation: "save", key, paths, prefixes: [] });
      if (outcome.kind === "rate-limited" || outcome.kind === "denied") this.#refusal ??= outcome;
      return outcome;
    });
  }

  /**
   * Has files saved under a key by the process alone, which goes on when this one ends. Nothing else can be asked then.
   * @returns its number; undefined where nothing can be saved.
   */
  async leaveSaving(key: string, paths: readonly string[]): Promise<number | undefined> {
    if (this.#ended !== undefined || this.#refusal !== undefined) return undefined;
    if (!this.#process.isUsable) this.#startAnother();
    const pid = await this.#process.leave({ operation: "save", key, paths, prefixes: [] });
    await this.#end("the cache is closed");
    return pid;
  }

  /** Ends the process; what is under way fails. */
  async close(): Promise<void> {
    await this.#end("the cache is closed");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #ask(request: Omit<CacheRequest, "id">, limitMs = this.#limitMs(request)): Promise<CacheOutcome> {
    if (this.#ended === undefined && !this.#process.isUsable) this.#startAnother();
    if (this.#ended !== undefined) return Promise.resolve(failed(this.#ended));
    return this.#process.ask(request, limitMs);
  }

  #limitMs({ operation }: Pick<CacheRequest, "operation">): number {
    const { lookupMs = LOOKUP_MS, transferMs = TRANSFER_MS } = this.#options;
    return operation === "lookup" ? lookupMs : transferMs;
  }

  #startAnother(): void {
    if (this.#processes === MAX_PROCESSES) this.#ended = "the cache client failed twice";
    else {
      this.#processes += 1;
      this.#process = new ClientProcess(this.#spawn(), this.#root);
    }
  }

  #spawn(): ChildProcess {
    const { command = ownCommand(), env = process.env } = this.#options;
    return spawnClient(command, { ...env, GITHUB_WORKSPACE: this.#root });
  }

  async #end(reason: string): Promise<void> {
    this.#ended ??= reason;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    await this.#process.end(this.#ended);
  }

  readonly #onAbort = (): void => {
    void this.#end("the run was cancelled");
  };
}

/** Makes the folder, and tells its real path: the client takes paths relative to that. */
async function makeRoot(root: string): Promise<string> {
  await mkdir(join(root, TRANSFERS), { recursive: true });
  return realpath(root);
}
