import type { ProgressEvent, VertexUpdate } from "./event.ts";
import { isRun } from "./step-kind.ts";
import { parseVertexName } from "./step-name.ts";

/**
 * Watches a build that should find every step in the builder for a `RUN` that is run after all. What is pulled of a
 * cached one is told of like a run, but after it was said to be cached; and what another build ran before is told of
 * with its end.
 */
export class RerunWatch {
  readonly #cached = new Set<string>();

  /** Takes the next event and tells whether a step begins to run in it. */
  take({ vertexes }: ProgressEvent): boolean {
    for (const { id, isCached } of vertexes) if (isCached) this.#cached.add(id);
    return vertexes.some((vertex) => isRunning(vertex) && !this.#cached.has(vertex.id));
  }
}

function isRunning({ name, startedAtMs, completedAtMs }: VertexUpdate): boolean {
  const parsed = parseVertexName(name);
  return parsed.kind === "step" && isRun(parsed) && startedAtMs !== undefined && completedAtMs === undefined;
}
