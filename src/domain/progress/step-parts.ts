import type { StepPosition } from "./step-name.ts";
import type { Vertex, VertexState } from "./vertex.ts";
import { coveredMs } from "./vertex.ts";

/** The vertexes that are one step of a Dockerfile for people. */
export interface StepParts {
  /** The same for all its vertexes, in this stream. */
  readonly key: string;
  /** The one whose result is the step's. */
  readonly main: Vertex;
  /** What it needs and is as much the step as itself: the copying of a `COPY --link`. */
  readonly helpers: readonly Vertex[];
  /** What `ADD` downloads. */
  readonly downloads: readonly Vertex[];
  /** The ids of what it is made from, the one that it continues first; downloads are among them. */
  readonly inputs: readonly string[];
  readonly command: string;
  readonly position: StepPosition;
}

/** How a step stands, from its vertexes. It is pending while none of them was begun. */
export function stateOfStep({ main, helpers, downloads }: StepParts): VertexState {
  const own = [main, ...helpers].map(({ state }) => state);
  const all = [...own, ...downloads.map(({ state }) => state)];
  if (all.every((state) => state === "pending")) return "pending";
  for (const state of ["failed", "canceled", "running"] as const) if (all.includes(state)) return state;
  // A part still waits for its turn.
  if (own.includes("pending")) return "running";
  // A download is asked for even if the step is cached, so that it does not decide.
  return own.includes("executed") ? "executed" : "cached";
}

/** For how long a step was worked on; 0 for one that the cache had. */
export function workedMs(parts: StepParts): number {
  if (stateOfStep(parts) === "cached") return 0;
  return coveredMs(vertexesOf(parts).flatMap(({ worked }) => worked));
}

/** Why a step failed or was canceled, from each of its vertexes that was. */
export function errorsOfStep(parts: StepParts): readonly string[] {
  const state = stateOfStep(parts);
  return vertexesOf(parts).flatMap((vertex) => (vertex.state === state ? (vertex.error ?? []) : []));
}

/** All vertexes of a step. */
export function vertexesOf({ main, helpers, downloads }: StepParts): readonly Vertex[] {
  return [main, ...helpers, ...downloads];
}
