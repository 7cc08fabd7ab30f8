import { performance } from "node:perf_hooks";
import type { Phase } from "./domain/metrics/metrics.ts";

/** Measures the phases of a run against one start. */
export class Timeline {
  readonly startedAt = new Date();
  readonly #start = performance.now();
  readonly #phases: Phase[] = [];

  /** Runs `work` as a phase, which is recorded even when it throws. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startMs = this.elapsedMs();
    try {
      return await work();
    } finally {
      this.#phases.push({ name, startMs, durationMs: this.elapsedMs() - startMs });
    }
  }

  /** Whole milliseconds since the start. */
  elapsedMs(): number {
    return Math.round(performance.now() - this.#start);
  }

  /** The phases so far, by their start. */
  get phases(): readonly Phase[] {
    return this.#phases.toSorted((one, other) => one.startMs - other.startMs);
  }
}
