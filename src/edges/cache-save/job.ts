import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SaveResult } from "../../domain/cache-report.ts";
import type { Save } from "../../domain/cache/save-plan.ts";

const JOB = "save.json";
const RESULT = "save-result.json";

/** What the process that saves a cache is to do. It holds no secret. */
export interface SaveJob {
  readonly plan: Save;
  /** The absolute paths of the files that hold the plan's blobs, by digest. They stay as they are meanwhile. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder that the paths of entries are relative to. */
  readonly root: string;
  /** After which it ends by itself, saved or not. */
  readonly deadlineMs: number;
}

/** Leaves a job in a folder, and takes away the result of another. */
export async function writeJob(folder: string, job: SaveJob): Promise<void> {
  await rm(join(folder, RESULT), { force: true });
  await writeWhole(join(folder, JOB), job);
}

/** The job in a folder. */
export async function readJob(folder: string): Promise<SaveJob> {
  return JSON.parse(await readFile(join(folder, JOB), "utf8")) as SaveJob;
}

/** Leaves the result beside the job. */
export async function writeResult(folder: string, result: SaveResult): Promise<void> {
  await writeWhole(join(folder, RESULT), result);
}

/** The result in a folder; undefined while there is none. */
export async function readResult(folder: string): Promise<SaveResult | undefined> {
  const text = await readFile(join(folder, RESULT), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SaveResult);
}

/** Writes a file that is there as a whole or not at all. */
async function writeWhole(path: string, value: object): Promise<void> {
  await writeFile(`${path}.part`, JSON.stringify(value));
  await rename(`${path}.part`, path);
}
