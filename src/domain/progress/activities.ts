import { printBytes, printDuration } from "../figures.ts";
import type { Vertex } from "./vertex.ts";

/** For how long nothing may be told of something before it is said that it still runs. */
const SILENCE_MS = 30_000;

interface Activity {
  readonly label: string;
  readonly vertexes: readonly Vertex[];
  readonly beganAtMs: number;
  lastToldAtMs: number;
}

/** What runs, and when the log last told of it. */
export class Activities {
  readonly #running = new Map<string, Activity>();

  /** Something runs. Nothing changes if that is known. */
  begin(key: string, activity: { label: string; vertexes: readonly Vertex[] }, nowMs: number): void {
    if (!this.#running.has(key))
      this.#running.set(key, { ...activity, beganAtMs: nowMs, lastToldAtMs: nowMs });
  }

  /** The log told of it. */
  tell(key: string, nowMs: number): void {
    const activity = this.#running.get(key);
    if (activity) activity.lastToldAtMs = nowMs;
  }

  end(key: string): void {
    this.#running.delete(key);
  }

  /** A line for each that the log told nothing of for half a minute. */
  tick(nowMs: number): readonly string[] {
    return [...this.#running.values()].flatMap((activity) => {
      const { label, vertexes, beganAtMs, lastToldAtMs } = activity;
      // A step of several parts may wait in between.
      if (nowMs - lastToldAtMs < SILENCE_MS || !vertexes.some(({ isOpen }) => isOpen)) return [];
      activity.lastToldAtMs = nowMs;
      const bytes = vertexes.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0);
      const soFar = bytes > 0 ? `, ${printBytes(bytes)} so far` : "";
      return [`${label} still running after ${printDuration(nowMs - beganAtMs)}${soFar}`];
    });
  }
}
