import type { StepPosition } from "./step-name.ts";
import type { StepParts } from "./step-parts.ts";
import { errorsOfStep, stateOfStep, vertexesOf, workedMs } from "./step-parts.ts";
import type { VertexState } from "./vertex.ts";

/** How a step stands. */
export type StepState = Exclude<VertexState, "pending">;

/** A step of a Dockerfile that was begun, or that the cache had. */
export interface Step extends StepPosition {
  /**
   * BuildKit's digest of it: the same in streams that share the step, another in the next build if files of the context
   * are in it.
   */
  readonly id: string;
  /**
   * The ids of what it is made from: steps, base images, contexts, downloads. What it continues is the first; what
   * copies into a stage `FROM scratch` continues nothing, and has only what it copies from.
   */
  readonly inputs: readonly string[];
  /** `RUN npm ci`, its arguments filled in. */
  readonly command: string;
  /** It is cached if its result came out of the cache, whether or not its layers had to be pulled. */
  readonly state: StepState;
  /** Since the epoch. */
  readonly startedAtMs: number;
  /** What it took to execute it, so far if it runs; 0 for a cached one. */
  readonly durationMs: number;
  /** Bytes of its layers, and of those below, that were pulled for it. */
  readonly pulledBytes: number;
  /** The last 20 lines of its output. */
  readonly logTail: readonly string[];
  /** Why it failed or was canceled. */
  readonly error: string | undefined;
}

/**
 * Tells what became of a step; undefined while nothing of it was begun.
 * @param pulledBytes by the digests of vertexes
 */
export function describeStep(parts: StepParts, pulledBytes: ReadonlyMap<string, number>): Step | undefined {
  const { main, inputs, position, command } = parts;
  const state = stateOfStep(parts);
  if (state === "pending") return undefined;
  const vertexes = vertexesOf(parts);
  return {
    id: main.id,
    inputs,
    ...position,
    command,
    state,
    startedAtMs: Math.min(...vertexes.map(({ startedAtMs = Infinity }) => startedAtMs)),
    durationMs: Math.round(workedMs(parts)),
    pulledBytes: vertexes.reduce((sum, { id }) => sum + (pulledBytes.get(id) ?? 0), 0),
    logTail: vertexes.flatMap(({ tail }) => tail),
    error: errorsOfStep(parts)[0],
  };
}
