import { firstKey } from "../../domain/cache/entry-path.ts";
import { retryKey } from "../../domain/cache/keys.ts";
import type { CacheOutcome } from "../../domain/cache-outcome.ts";
import type { CacheStore } from "../cache-store/store.ts";

/** So many other keys are tried when one is taken by an upload that never ended. */
const RETRIES = 3;

/** An entry and how it is found afterwards. */
export interface EntryToSave {
  readonly key: string;
  readonly paths: readonly string[];
  /** Asks for the entry as a later run does; `key` is that of an attempt. */
  readonly find: (key: string) => Promise<CacheOutcome>;
  /** Keys of entries that are there and of no use. */
  readonly damaged: ReadonlySet<string>;
}

/** How it ended: `shared` is an entry that another job saved. The key is the one that it has. */
export type EntryEnd =
  | { readonly kind: "sent" | "shared"; readonly key: string }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Saves an entry, under another key where its own is taken by an upload that nobody finds, or by an entry that is
 * damaged: the service lets nobody replace one.
 */
export async function saveEntry(store: CacheStore, entry: EntryToSave): Promise<EntryEnd> {
  const { key, paths, find, damaged } = entry;
  const candidates = [key, ...Array.from({ length: RETRIES }, (_, at) => retryKey(key, at + 1))];
  for (const candidate of candidates.filter((one) => !damaged.has(one))) {
    const outcome = await store.save(candidate, paths);
    if (outcome.kind === "saved") return { kind: "sent", key: candidate };
    if (outcome.kind !== "exists") return failed(outcome);
    const asked = await find(candidate);
    // Who may write but not read takes it for what another job saved.
    if (asked.kind === "denied") return { kind: "shared", key: candidate };
    const found = foundEntry(entry, asked);
    if (found) return found;
  }
  return { kind: "failed", reason: `${key} and the keys in its place are taken` };
}

/**
 * What a lookup says of an entry; undefined when it is not there, or nobody may know. The service also finds what begins
 * with a key, and thus what was saved by another attempt.
 */
export function foundEntry({ key, damaged }: EntryToSave, outcome: CacheOutcome): EntryEnd | undefined {
  if (outcome.kind === "hit") {
    const isIt = firstKey(outcome.key) === key && !damaged.has(outcome.key);
    return isIt ? { kind: "shared", key: outcome.key } : undefined;
  }
  return outcome.kind === "miss" || outcome.kind === "denied" ? undefined : failed(outcome);
}

function failed(outcome: CacheOutcome): EntryEnd {
  return {
    kind: "failed",
    reason: "reason" in outcome ? outcome.reason : `the cache answered ${outcome.kind}`,
  };
}
