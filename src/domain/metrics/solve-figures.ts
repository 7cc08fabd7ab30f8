import type { Step } from "../progress/step.ts";
import type { BaseImage } from "../progress/step-reader.ts";

/** What was measured of one solve. */
export interface SolveFigures {
  /** Those that it built for: `linux/arm64`. */
  readonly platforms: readonly string[];
  /** From the run's start, of its last attempt. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly steps: readonly Step[];
  readonly baseImages: readonly BaseImage[];
  /** Bytes of the context that were sent to the builder. */
  readonly contextBytes: number;
}
