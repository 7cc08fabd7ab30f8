import { printBytes, printDuration } from "../figures.ts";
import type { StatusUpdate } from "./event.ts";
import { reasonOf } from "./live-label.ts";
import type { Vertex } from "./vertex.ts";

const NOTABLE_BYTES = 1_000_000;
const NOTABLE_MS = 2_000;
const ALWAYS_TOLD = /^(?:importing cache|exporting )/;

interface Untold {
  readonly ms: number;
  /** How many bytes there were when the log last told of it. */
  readonly toldBytes: number;
}

/**
 * What BuildKit does around the steps: it loads, pulls, imports, exports and pushes. Most of it is quick and not worth a
 * line. What takes long or moves much is, and what is about the cache or leaves the builder.
 */
export class BackgroundWork {
  readonly #untold = new Map<string, Untold>();
  readonly #toldPushes = new Set<string>();

  /** What to tell of a vertex that came to an end for now, as the end of a sentence. */
  end(vertex: Vertex): string | undefined {
    const { id, name, error, lastMs, state, transferredBytes } = vertex;
    if (lastMs === undefined || state === "canceled") return undefined;
    if (error !== undefined) return describeError(name, error);
    const { ms, toldBytes } = this.#untold.get(id) ?? { ms: 0, toldBytes: 0 };
    const untold = { ms: ms + lastMs, bytes: transferredBytes - toldBytes };
    // Of an export that pushed, the pushing was told.
    const isTold = isNotable(untold) || (ALWAYS_TOLD.test(name) && !this.#toldPushes.has(id));
    this.#untold.set(id, isTold ? { ms: 0, toldBytes: transferredBytes } : { ms: untold.ms, toldBytes });
    return isTold ? describe(vertex, untold, toldBytes > 0) : undefined;
  }

  /** What to tell of a part of a vertex's work. */
  endPart({ id, vertex, startedAtMs, completedAtMs }: StatusUpdate): string | undefined {
    if (!id.startsWith("pushing ") || startedAtMs === undefined || completedAtMs === undefined)
      return undefined;
    this.#toldPushes.add(vertex);
    return `${id}: done in ${printDuration(completedAtMs - startedAtMs)}`;
  }
}

interface Amount {
  readonly ms: number;
  readonly bytes: number;
}

function isNotable({ ms, bytes }: Amount): boolean {
  return bytes >= NOTABLE_BYTES || ms >= NOTABLE_MS;
}

function describe({ name, isDownload }: Vertex, { ms, bytes }: Amount, isAfterPull: boolean): string {
  const duration = printDuration(ms);
  if (bytes >= NOTABLE_BYTES) {
    return `${/\binternal\] load/.test(name) ? "sent" : "pulled"} ${printBytes(bytes)} in ${duration}`;
  }
  if (isDownload) return `downloaded in ${duration}`;
  // Layers are extracted once they are there.
  return `${isAfterPull ? "extracted" : "done"} in ${duration}`;
}

/** The first build has no cache to import, which is no failure. */
function describeError(name: string, error: string): string {
  const isMissing = name.startsWith("importing cache") && error.endsWith(": not found");
  return isMissing ? "not found" : `failed: ${reasonOf(error)}`;
}
