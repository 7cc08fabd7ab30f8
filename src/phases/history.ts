import { lstat, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { History } from "../domain/history/history-file.ts";
import { MAX_HISTORY_BYTES, NO_HISTORY, parseHistory, printHistory } from "../domain/history/history-file.ts";
import type { HistoryPlan } from "../domain/history/history-scope.ts";
import { HISTORY_PATH, historyKey } from "../domain/history/history-scope.ts";
import type { CacheStore } from "../edges/cache-store/store.ts";
import { debug } from "../edges/log.ts";
import { pause } from "../edges/pause.ts";

/** What is known of earlier runs. */
export interface FoundHistory {
  readonly history: History;
  /** Whether there is no other: it is not known what is stored where that could not be read. */
  readonly isCertain: boolean;
}

/** What reading a history works with. */
export interface HistoryMeans {
  readonly store: CacheStore;
  /** The store's folder. */
  readonly root: string;
  /** After which there is no history for this run; by default 5 seconds. */
  readonly limitMs?: number;
}

/** What writing one works with. */
export interface HistoryWriteMeans {
  /** The folder that paths of entries are relative to. */
  readonly root: string;
  readonly runId: string;
  /** Has a file saved under a key. Whether that succeeds is not waited for. */
  readonly save: (key: string, path: string) => Promise<unknown>;
}

const LIMIT_MS = 5_000;

/** Looks for the history of what is built, while the run goes on. Whatever fails is told to those who debug only. */
export async function readHistory(plan: HistoryPlan, means: HistoryMeans): Promise<FoundHistory> {
  const end = new AbortController();
  try {
    // The store is not told of the limit: it ends a client that is late, which layers still need.
    return await Promise.race([findHistory(plan, means), giveUp(means.limitMs ?? LIMIT_MS, end.signal)]);
  } catch (error) {
    return withoutHistory(`it could not be read: ${String(error)}`);
  } finally {
    end.abort();
  }
}

/**
 * Leaves a history to later runs. Where the last one could not be read it would be forgotten, so nothing is left then.
 * Whatever fails is told to those who debug only.
 */
export async function writeHistory(
  plan: HistoryPlan,
  { history, isCertain }: FoundHistory,
  { root, runId, save }: HistoryWriteMeans,
): Promise<void> {
  if (!plan.write || !isCertain) return;
  try {
    const file = join(root, HISTORY_PATH);
    // Of what was restored nothing stays: it may be a link to elsewhere.
    await rm(dirname(file), { recursive: true, force: true });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, printHistory(history), { flag: "wx" });
    await save(historyKey(plan, { endedAt: new Date(), runId }), HISTORY_PATH);
  } catch (error) {
    debug(`The history could not be saved: ${String(error)}`);
  }
}

async function findHistory({ prefixes }: HistoryPlan, { store, root }: HistoryMeans): Promise<FoundHistory> {
  const outcome = await store.restoreNewest(prefixes, HISTORY_PATH);
  if (outcome.kind === "miss") return { history: NO_HISTORY, isCertain: true };
  if (outcome.kind === "hit") {
    const read = parseHistory(await readText(join(root, HISTORY_PATH)));
    return read.ok ? { history: read.value, isCertain: true } : startAnew(read.reason);
  }
  const reason = "reason" in outcome ? outcome.reason : `the cache answered ${outcome.kind}`;
  // An entry that cannot be unpacked now never can, and would keep all later runs from having a history.
  return reason.startsWith("tar failed") ? startAnew(reason) : withoutHistory(reason);
}

/** The text of a file of a size and kind that a history may have; empty for another. */
async function readText(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() && found.size <= MAX_HISTORY_BYTES ? readFile(file, "utf8") : "";
}

async function giveUp(limitMs: number, signal: AbortSignal): Promise<FoundHistory> {
  await pause(limitMs, signal);
  return withoutHistory(`there was no answer within ${limitMs} ms`);
}

function startAnew(reason: string): FoundHistory {
  debug(`The history that is stored is of no use: ${reason}`);
  return { history: NO_HISTORY, isCertain: true };
}

function withoutHistory(reason: string): FoundHistory {
  debug(`There is no history for this run: ${reason}`);
  return { history: NO_HISTORY, isCertain: false };
}
