import { asList, asObject, asText, asWhole, type Read, readJson, ShapeError } from "../json-shape.ts";
import type { Memory, RememberedBase, RememberedStep } from "./memory.ts";
import { readRecord } from "./record-reader.ts";
import type { RunRecord } from "./record.ts";

/** What earlier runs of an image left. `docs/history-record.schema.json` describes its text. */
export interface History {
  /** In the order in which they ended. */
  readonly records: readonly RunRecord[];
  /** Of the newest run that succeeded. */
  readonly memory: Memory;
}

/** A history before its first run. */
export const NO_HISTORY: History = { records: [], memory: { steps: [], bases: [] } };

/** A file that is larger is none of ours, and not worth reading. */
export const MAX_HISTORY_BYTES = 2 ** 20;

const VERSION = 1;

/** Some 50 runs of 20 steps each. */
const RECORDS_BYTES = 180_000;
/** A Dockerfile of a thousand steps for each of two platforms. */
const MEMORY_BYTES = 500_000;

const ANY_TEXT = /^/;

/** Reads a history and checks all of it. Unknown fields are passed over. */
export function parseHistory(text: string): Read<History> {
  if (bytesOf(text) > MAX_HISTORY_BYTES) return { ok: false, reason: "it is too large" };
  return readJson(text, (value) => {
    const { schema, records, memory } = asObject(value, "the history");
    if (schema !== VERSION) throw new ShapeError("it is of another version");
    return { records: asList(records, "its runs").map(readRecord), memory: readMemory(memory) };
  });
}

/**
 * Prints a history such that it stays small, however much is in it: old runs lose their steps, and very many the oldest
 * runs. Of a memory that is too large nothing is kept, since figures from half of it would be wrong.
 */
export function printHistory({ records, memory }: History): string {
  return JSON.stringify({
    schema: VERSION,
    records: fitRecords(records),
    memory: sizeOf(memory) <= MEMORY_BYTES ? memory : NO_HISTORY.memory,
  });
}

/**
 * Adds a run.
 * @param limit how many runs are kept, the newest
 * @param memory what the run leaves to the next; without it what was left before stays
 */
export function addRecord(
  { records, memory }: History,
  record: RunRecord,
  left: { readonly limit: number; readonly memory?: Memory | undefined },
): History {
  const all = [...records, record];
  return {
    records: all.slice(Math.max(0, all.length - left.limit)),
    memory: left.memory ?? memory,
  };
}

/** The newest that fit, and the steps of the newest of those. */
function fitRecords(records: readonly RunRecord[]): readonly RunRecord[] {
  const newestFirst = records.toReversed().map((record) => {
    const bare = withoutSteps(record);
    const bareBytes = sizeOf(bare);
    return { record, bare, bareBytes, stepBytes: sizeOf(record) - bareBytes };
  });
  const bareSizes = newestFirst.map(({ bareBytes }) => bareBytes);
  const kept = newestFirst.slice(0, countThatFit(bareSizes, RECORDS_BYTES));
  const freeBytes = kept.reduce((free, { bareBytes }) => free - bareBytes, RECORDS_BYTES);
  const stepSizes = kept.map(({ stepBytes }) => stepBytes);
  const whole = countThatFit(stepSizes, freeBytes);
  return kept.map(({ record, bare }, at) => (at < whole ? record : bare)).toReversed();
}

/** How many of them, from the first on, fit together. */
function countThatFit(sizes: readonly number[], limitBytes: number): number {
  let leftBytes = limitBytes;
  const misfit = sizes.findIndex((size) => {
    leftBytes -= size;
    return leftBytes < 0;
  });
  return misfit === -1 ? sizes.length : misfit;
}

function withoutSteps(record: RunRecord): RunRecord {
  return record.outcome === "success" ? { ...record, slowestSteps: undefined } : record;
}

function readMemory(value: unknown): Memory {
  const { steps, bases } = asObject(value, "its memory");
  return {
    steps: asList(steps, "its steps").map(readStep),
    bases: asList(bases, "its base images").map(readBase),
  };
}

function readStep(value: unknown): RememberedStep {
  const { platform, stage, index, command, id, executedMs } = asObject(value, "a step");
  return {
    platform: asText(platform, "a step's platform"),
    stage: asText(stage, "a step's stage", ANY_TEXT),
    index: asWhole(index, "a step's number", 1),
    command: asText(command, "a step's command", /^.{0,200}$/),
    id: asText(id, "a step's id"),
    ...(executedMs !== undefined && { executedMs: asWhole(executedMs, "a step's duration") }),
  };
}

function readBase(value: unknown): RememberedBase {
  const { platform, stage, image } = asObject(value, "a base image");
  return {
    platform: asText(platform, "a base image's platform"),
    stage: asText(stage, "a base image's stage", ANY_TEXT),
    image: asText(image, "a base image's name"),
  };
}

function sizeOf(value: object): number {
  return bytesOf(JSON.stringify(value)) + 1;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
