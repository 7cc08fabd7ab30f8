import type { SaveResult } from "../domain/cache-report.ts";
import type { SavePlan } from "../domain/cache/save-plan.ts";
import { printDuration } from "../domain/figures.ts";
import { readResult, type SaveJob, writeJob } from "../edges/cache-save/job.ts";
import {
  endSaveProcess,
  isSaveRunning,
  lastErrorLine,
  type SaveCommand,
  type SaveProcess,
  startSaveProcess,
} from "../edges/cache-save/process.ts";
import { pause } from "../edges/pause.ts";

const POLL_MS = 25;

/** What is to be saved and from where, and in which folder the process that does it finds that. */
export interface SaveStart extends SaveCommand, Omit<SaveJob, "plan" | "files"> {
  readonly plan: SavePlan;
  /** The absolute paths of the files that hold the exports' blobs, by digest. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Starts to save a cache in a process that outlives the step, and resolves with its number once it runs; undefined when
 * there is nothing to save.
 * @throws the system's error when the folder cannot be written or the process cannot be started.
 */
export async function startSave({
  plan,
  files,
  root,
  deadlineMs,
  ...command
}: SaveStart): Promise<number | undefined> {
  if (plan.kind === "nothing") return undefined;
  const wanted = plan.uploads.flatMap(({ digests }) => digests);
  const entries = wanted.flatMap((digest) => {
    const file = files.get(digest);
    return file === undefined ? [] : [[digest, file] as const];
  });
  await writeJob(command.folder, { plan, files: Object.fromEntries(entries), root, deadlineMs });
  return startSaveProcess(command);
}

/** Waits until the process has saved the cache, and ends it when it has not after so long. */
export async function finishSave(saving: SaveProcess, limitMs: number): Promise<SaveResult> {
  const startedAt = performance.now();
  for (;;) {
    const isRunning = await isSaveRunning(saving);
    // Looked for after the process, which may leave it and end between the two.
    const result = await readResult(saving.folder);
    if (result) return result;
    const waitedMs = performance.now() - startedAt;
    if (!isRunning) return unfinished(await describeEnd(saving.folder), waitedMs);
    if (waitedMs >= limitMs) return stopLate(saving, limitMs);
    await pause(POLL_MS);
  }
}

/** Ends the process of a run that was cancelled, with all it started. */
export async function stopSave(saving: SaveProcess): Promise<void> {
  await endSaveProcess(saving);
}

async function stopLate(saving: SaveProcess, limitMs: number): Promise<SaveResult> {
  await endSaveProcess(saving);
  const reason = `it did not end within ${printDuration(limitMs)}`;
  return (await readResult(saving.folder)) ?? unfinished(reason, limitMs);
}

async function describeEnd(folder: string): Promise<string> {
  const line = await lastErrorLine(folder);
  return `the process that saves it ended too early${line === undefined ? "" : `: ${line}`}`;
}

function unfinished(reason: string, durationMs: number): SaveResult {
  return { entries: 0, bytes: 0, sharedEntries: 0, durationMs: Math.round(durationMs), reason };
}
