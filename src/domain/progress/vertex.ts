import type { LogUpdate, ProgressGroup, StatusUpdate, VertexUpdate } from "./event.ts";
import { LogLines } from "./log-lines.ts";
import type { VertexName } from "./step-name.ts";
import { parseVertexName } from "./step-name.ts";

/** How a vertex stands. One that was never begun is pending, and stays so when the build fails before it. */
export type VertexState = "pending" | "running" | "cached" | "executed" | "failed" | "canceled";

/** A stretch of time, open while its end is not known. */
export interface Interval {
  readonly startedAtMs: number;
  readonly completedAtMs: number | undefined;
}

interface Attempt extends Interval {
  readonly isCached: boolean;
  readonly error: string | undefined;
}

/** How many lines of a step's output are kept. */
const TAIL_LINES = 20;
/** What it is said of, by its bytes: layers and contexts. */
const TRANSFER = /^(?:sha256:|transferring )/;

/**
 * What is known of a vertex. It is begun and ended more than once: BuildKit looks into its cache, runs it and fetches
 * its layers, each with a start and an end of their own. So what is kept are its attempts by their start, and nothing
 * depends on which of its events is last.
 */
export class Vertex {
  readonly id: string;
  #name = "";
  #parsed: VertexName = { kind: "other" };
  #inputs: readonly string[] = [];
  #group: ProgressGroup | undefined;
  #firstAtMs: number | undefined;
  #last: Attempt | undefined;
  /** The first attempt that ended well, which tells whether the cache had it. */
  #firstDone: Attempt | undefined;
  #hasFailedLoad = false;
  /** When it was not served by the cache, by the start. */
  readonly #worked = new Map<number, number | undefined>();
  readonly #outputs = new Map<number, LogLines>();
  readonly #tail: string[] = [];
  readonly #transfers = new Map<string, number>();
  #transferredBytes = 0;

  constructor(id: string) {
    this.id = id;
  }

  take(update: VertexUpdate): void {
    if (update.name !== this.#name) {
      this.#name = update.name;
      this.#parsed = parseVertexName(update.name);
    }
    // What the cache has is begun again without them when its layers are pulled.
    if (update.inputs.length > 0) this.#inputs = update.inputs;
    this.#group = update.group;
    const startedAtMs = update.startedAtMs ?? update.completedAtMs;
    if (startedAtMs !== undefined) this.#takeAttempt({ ...update, startedAtMs });
  }

  #takeAttempt(attempt: Attempt): void {
    const { startedAtMs, completedAtMs, isCached } = attempt;
    this.#firstAtMs = Math.min(startedAtMs, this.#firstAtMs ?? Infinity);
    if (startedAtMs >= (this.#last?.startedAtMs ?? -Infinity)) this.#last = attempt;
    if (!isCached) this.#worked.set(startedAtMs, completedAtMs);
    if (completedAtMs !== undefined) this.#takeEnd(attempt);
  }

  #takeEnd(attempt: Attempt): void {
    if (attempt.error !== undefined) this.#hasFailedLoad ||= attempt.isCached;
    else if (attempt.startedAtMs < (this.#firstDone?.startedAtMs ?? Infinity)) this.#firstDone = attempt;
  }

  /** Takes a piece of output and returns the lines that end in it. */
  takeLog({ stream, data }: LogUpdate): readonly string[] {
    const output = this.#outputs.get(stream) ?? new LogLines();
    this.#outputs.set(stream, output);
    return this.#keep(output.take(data));
  }

  /** Ends the lines that have not ended and returns them. */
  endLogs(): readonly string[] {
    return this.#keep([...this.#outputs.values()].flatMap((output) => output.end()));
  }

  #keep(lines: readonly string[]): readonly string[] {
    this.#tail.push(...lines.slice(-TAIL_LINES));
    this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    return lines;
  }

  takeStatus({ id, current }: StatusUpdate): void {
    if (!TRANSFER.test(id)) return;
    const known = this.#transfers.get(id) ?? 0;
    this.#transfers.set(id, Math.max(known, current));
    this.#transferredBytes += Math.max(0, current - known);
  }

  get name(): string {
    return this.#name;
  }

  get parsed(): VertexName {
    return this.#parsed;
  }

  get inputs(): readonly string[] {
    return this.#inputs;
  }

  get group(): ProgressGroup | undefined {
    return this.#group;
  }

  get startedAtMs(): number | undefined {
    return this.#firstAtMs;
  }

  /** Why it failed or was canceled. */
  get error(): string | undefined {
    return this.#last?.error;
  }

  /** Bytes of layers pulled, or of a context sent, so far. */
  get transferredBytes(): number {
    return this.#transferredBytes;
  }

  /** When it was worked on, rather than served by the cache. They may overlap. */
  get worked(): readonly Interval[] {
    return [...this.#worked].map(([startedAtMs, completedAtMs]) => ({ startedAtMs, completedAtMs }));
  }

  /** Whether something of it runs now, if only the pulling of its layers. */
  get isOpen(): boolean {
    return this.#last !== undefined && this.#last.completedAtMs === undefined;
  }

  /** Whether it is of an `ADD`. */
  get isAdd(): boolean {
    return this.#parsed.kind === "step" && /^(?:ONBUILD )?ADD /.test(this.#parsed.command);
  }

  /** Whether it is what an `ADD` downloads, which is named like the step but made from nothing. */
  get isDownload(): boolean {
    return this.isAdd && this.#inputs.length === 0;
  }

  /** Whether it was worked on at all. */
  get hasWorked(): boolean {
    return this.#worked.size > 0;
  }

  /** How long what ended last took, without what was before; undefined while something runs. */
  get lastMs(): number | undefined {
    if (this.#last?.completedAtMs === undefined) return undefined;
    return this.#last.completedAtMs - this.#last.startedAtMs;
  }

  /** The last lines of its output, those that have not ended included. */
  get tail(): readonly string[] {
    const unfinished = [...this.#outputs.values()].flatMap((output) => output.unfinished ?? []);
    return [...this.#tail, ...unfinished].slice(-TAIL_LINES);
  }

  get state(): VertexState {
    if (this.#last === undefined) return "pending";
    const { error, isCached, completedAtMs } = this.#last;
    if (error?.endsWith("context canceled")) return isCached ? this.#foundState : "canceled";
    // What the cache could not load is run next.
    if (error !== undefined) return isCached ? "running" : "failed";
    if (this.#isHit()) return "cached";
    return completedAtMs === undefined ? "running" : "executed";
  }

  /** The state of what is in the cache, if only because it was run before, when its layers are not needed after all. */
  get #foundState(): VertexState {
    return this.#firstDone?.isCached === false ? "executed" : "cached";
  }

  /**
   * Whether the cache had it. It is begun again without `cached` when its layers are needed and pulled, which makes no
   * miss of it. A record whose load failed is cached too, but with an error, and only a step that is run has output.
   */
  #isHit(): boolean {
    return this.#firstDone?.isCached === true && !this.#hasFailedLoad && this.#outputs.size === 0;
  }
}

/** How long intervals last together, each moment counted once; what is open does not count. */
export function coveredMs(intervals: readonly Interval[]): number {
  let coveredMs = 0;
  let untilMs = -Infinity;
  for (const { startedAtMs, completedAtMs } of intervals.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    if (completedAtMs === undefined || completedAtMs <= untilMs) continue;
    coveredMs += completedAtMs - Math.max(startedAtMs, untilMs);
    untilMs = completedAtMs;
  }
  return coveredMs;
}
