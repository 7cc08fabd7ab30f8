import type { StatusUpdate } from "./event.ts";

interface Layer {
  /** The vertex that it counts for. */
  readonly vertex: string;
  readonly startedAtMs: number;
  readonly bytes: number;
}

/**
 * The layers that a build pulls. One may be told of under several vertexes, and counts for the one that asked for it
 * first.
 */
export class PulledLayers {
  readonly #layers = new Map<string, Layer>();

  /** Takes a status. Those that tell of something else are passed over. */
  take({ id, vertex, current, startedAtMs = Infinity }: StatusUpdate): void {
    if (!id.startsWith("sha256:")) return;
    const layer = { vertex, startedAtMs, bytes: current };
    const known = this.#layers.get(id) ?? layer;
    const first = isEarlier(known, layer) ? known : layer;
    this.#layers.set(id, { ...first, bytes: Math.max(known.bytes, current) });
  }

  /** How many bytes were pulled for each vertex, by its digest. */
  bytes(): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { vertex, bytes } of this.#layers.values()) sums.set(vertex, (sums.get(vertex) ?? 0) + bytes);
    return sums;
  }
}

function isEarlier(one: Layer, other: Layer): boolean {
  if (one.startedAtMs !== other.startedAtMs) return one.startedAtMs < other.startedAtMs;
  return one.vertex < other.vertex;
}
