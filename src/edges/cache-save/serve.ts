import { once } from "node:events";
import { join } from "node:path";
import { printDuration } from "../../domain/figures.ts";
import { CacheStore } from "../cache-store/store.ts";
import { BlobFiles } from "./blob-files.ts";
import { readJob, type SaveJob, writeResult } from "./job.ts";
import { reasonOf, type SaveProgress, Saver } from "./saver.ts";

/** Makes this process one that saves the cache which a job in a folder describes, and leaves the result there. */
export async function serveCacheSave(folder: string): Promise<void> {
  const startedAt = performance.now();
  const run = new AbortController();
  process.once("SIGTERM", () => {
    run.abort("it was ended before all was saved");
  });
  const progress = await readJob(folder)
    .then((job) => save(job, { folder, run }))
    .catch((error: unknown) => ({ entries: 0, bytes: 0, sharedEntries: 0, reason: reasonOf(error) }));
  await writeResult(folder, { ...progress, durationMs: Math.round(performance.now() - startedAt) });
  // A copy that is still being made would keep it alive, for nobody.
  process.exit();
}

async function save(
  job: SaveJob,
  { folder, run }: { readonly folder: string; readonly run: AbortController },
): Promise<SaveProgress> {
  const { root, deadlineMs } = job;
  // Not a timeout: a store that is being closed needs something else that keeps the process alive.
  setInterval(() => {
    run.abort(`it did not end within ${printDuration(deadlineMs)}`);
  }, deadlineMs);
  // Only the deadline tells how long a large blob may take.
  const options = { signal: run.signal, transferMs: deadlineMs };
  await using store = await CacheStore.start({ root, ...options });
  await using files = new BlobFiles(job, { root: join(folder, "rewritten"), ...options });
  const saver = new Saver({ job, store, files });
  await Promise.race([saver.run(), aborted(run.signal)]);
  return run.signal.aborted ? { ...saver.progress, reason: String(run.signal.reason) } : saver.progress;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
