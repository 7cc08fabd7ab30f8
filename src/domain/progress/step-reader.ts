import type { ProgressEvent } from "./event.ts";
import { PulledLayers } from "./pulled-layers.ts";
import { SolveGraph } from "./solve-graph.ts";
import type { Step } from "./step.ts";
import { describeStep } from "./step.ts";
import type { Vertex } from "./vertex.ts";
import { coveredMs } from "./vertex.ts";

/** What BuildKit calls the sending of the context. */
const CONTEXT = "[internal] load build context";

/** A base image. */
export interface BaseImage {
  readonly id: string;
  readonly platform: string | undefined;
  readonly stage: string | undefined;
  /** With its digest: `docker.io/library/alpine:3@sha256:…`. */
  readonly image: string;
  /** Since the epoch. */
  readonly startedAtMs: number;
  /** What it took to resolve, pull and extract it. */
  readonly durationMs: number;
  /** 0 if nothing had to be pulled. */
  readonly pulledBytes: number;
}

/** Reads what became of the steps of a Dockerfile out of the progress of a build. */
export class StepReader {
  readonly #graph: SolveGraph;
  readonly #layers = new PulledLayers();

  /** @param platform what the stream builds for, if it is one platform: `linux/arm64`. */
  constructor(platform?: string) {
    this.#graph = new SolveGraph(platform);
  }

  /** Takes the next event of the stream. */
  take({ vertexes, statuses, logs }: ProgressEvent): void {
    for (const vertex of vertexes) this.#graph.take(vertex);
    for (const status of statuses) {
      this.#layers.take(status);
      this.#graph.vertex(status.vertex).takeStatus(status);
    }
    for (const log of logs) this.#graph.vertex(log.vertex).takeLog(log);
  }

  /** The steps as they stand now, in the order in which they began. What was never begun is left out. */
  steps(): readonly Step[] {
    const pulledBytes = this.#layers.bytes();
    const steps = new Map<string, Step>();
    for (const vertex of this.#graph.vertexes) {
      const parts = this.#graph.stepOf(vertex);
      if (parts === undefined || steps.has(parts.main.id)) continue;
      const step = describeStep(parts, pulledBytes);
      if (step !== undefined) steps.set(step.id, step);
    }
    return [...steps.values()].toSorted(byStart);
  }

  /** The base images, in the order in which they were asked for. */
  baseImages(): readonly BaseImage[] {
    const pulledBytes = this.#layers.bytes();
    return [...this.#graph.vertexes]
      .flatMap((vertex) => this.#describeBase(vertex, pulledBytes.get(vertex.id)) ?? [])
      .toSorted(byStart);
  }

  /** Bytes of the context that were sent to the builder. */
  contextBytes(): number {
    const sent = [...this.#graph.vertexes].filter(({ name }) => name === CONTEXT);
    return sent.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0);
  }

  #describeBase(vertex: Vertex, pulledBytes = 0): BaseImage | undefined {
    const { id, parsed, startedAtMs, worked } = vertex;
    if (parsed.kind !== "base" || startedAtMs === undefined) return undefined;
    const { stage, image } = parsed;
    const platform = this.#graph.platformOf(vertex);
    return {
      id,
      platform,
      stage,
      image,
      startedAtMs,
      durationMs: Math.round(coveredMs(worked)),
      pulledBytes,
    };
  }
}

function byStart(one: Step | BaseImage, other: Step | BaseImage): number {
  if (one.startedAtMs !== other.startedAtMs) return one.startedAtMs - other.startedAtMs;
  return one.id < other.id ? -1 : 1;
}
