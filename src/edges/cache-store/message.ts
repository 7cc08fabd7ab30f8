import type { CacheOperation, CacheOutcome } from "../../domain/cache-outcome.ts";

/** What the process that has the cache client is told first. */
export interface CacheFolder {
  /** The folder that all paths are relative to. */
  readonly root: string;
}

/** What that process is asked for. */
export interface CacheRequest {
  readonly id: number;
  readonly operation: CacheOperation;
  readonly key: string;
  /** Relative to the root folder, the same on every runner: their text is a part of what finds an entry. */
  readonly paths: readonly string[];
  readonly prefixes: readonly string[];
}

/** What it answers. */
export interface CacheReply {
  readonly id: number;
  readonly outcome: CacheOutcome;
}
