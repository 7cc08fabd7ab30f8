import type { CacheOperation, CacheOutcome } from "../../domain/cache-outcome.ts";

/** What the process that has the cache client is told first. */
export interface CacheFolder {
  /** The folder that all paths are relative to. */
  readonly root: string;
}

/** The part of that folder that the client works in. */
export const TRANSFERS = ".transfers";

/** What that process is asked for. */
export interface CacheRequest {
  readonly id: number;
  readonly operation: CacheOperation;
  readonly key: string;
  /** Relative to the root folder, the same on every runner: their text is a part of what finds an entry. */
  readonly paths: readonly string[];
  readonly prefixes: readonly string[];
  /** Whether it is to be done even when the one who asked has gone. */
  readonly isLast?: boolean;
}

/** What it answers. */
export interface CacheReply {
  readonly id: number;
  readonly outcome: CacheOutcome;
}
