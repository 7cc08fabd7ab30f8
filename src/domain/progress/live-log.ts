import { printDuration } from "../figures.ts";
import { Activities } from "./activities.ts";
import { BackgroundWork } from "./background-work.ts";
import type { LogUpdate, ProgressEvent, StatusUpdate } from "./event.ts";
import { reasonsOf, shownCommand, stepLabel, vertexLabel } from "./live-label.ts";
import { SolveGraph } from "./solve-graph.ts";
import type { StepParts } from "./step-parts.ts";
import { stateOfStep, vertexesOf, workedMs } from "./step-parts.ts";
import type { Vertex, VertexState } from "./vertex.ts";

/** What a live log is for. */
export interface LiveLogScope {
  /** Where several streams are shown together: what this one builds for, which every line then names. */
  readonly platform?: string | undefined;
}

/** What the log said of a step. */
interface Told {
  readonly hasStart: boolean;
  readonly end: VertexState | undefined;
}

const NOTHING: Told = { hasStart: false, end: undefined };

/**
 * Tells people what happens in a build while it does, a line at a time. The lines have no line ends and no colours, but
 * are otherwise as the build wrote them: they are yet to be made safe to print.
 */
export class LiveLog {
  readonly #graph: SolveGraph;
  readonly #activities = new Activities();
  readonly #background = new BackgroundWork();
  readonly #told = new Map<string, Told>();
  /** How the lines of a vertex begin, which is asked for with each of its lines. */
  readonly #labels = new Map<string, string>();

  constructor({ platform }: LiveLogScope = {}) {
    this.#graph = new SolveGraph(platform);
  }

  /** Takes the next event of the stream and returns what there is to print. */
  take({ vertexes, statuses, logs }: ProgressEvent, nowMs: number): readonly string[] {
    const touched = new Set(vertexes.map((update) => this.#graph.take(update)));
    // Within an event a step begins before its output and ends after it.
    return [
      ...[...touched].flatMap((vertex) => this.#begin(vertex, nowMs)),
      ...statuses.flatMap((status) => this.#takeStatus(status)),
      ...logs.flatMap((log) => this.#takeLog(log, nowMs)),
      ...[...touched].flatMap((vertex) => this.#finish(vertex)),
    ];
  }

  /** Returns a line for whatever runs and was silent for half a minute. To be called every few seconds. */
  tick(nowMs: number): readonly string[] {
    return this.#activities.tick(nowMs);
  }

  /** The stream is over: returns what is left, and once more each step that failed with the end of its output. */
  end(): readonly string[] {
    const steps = new Map<string, StepParts>();
    for (const vertex of this.#graph.vertexes) {
      const parts = this.#graph.stepOf(vertex);
      if (parts !== undefined) steps.set(parts.key, parts);
    }
    return [
      ...[...this.#graph.vertexes].flatMap((vertex) => this.#output(vertex, vertex.endLogs())),
      ...[...steps.values()].flatMap((parts) => this.#unfinished(parts)),
      ...[...steps.values()].flatMap((parts) => describeFailure(parts)),
    ];
  }

  #begin(vertex: Vertex, nowMs: number): readonly string[] {
    const parts = this.#stepToTell(vertex);
    if (parts === undefined) {
      if (!vertex.isOpen) return [];
      this.#activities.begin(vertex.id, { label: this.#subjectOf(vertex), vertexes: [vertex] }, nowMs);
      return [];
    }
    const { key, main, helpers } = parts;
    const { hasStart, end } = this.#tellingOf(key);
    // The cache is asked first, which is no start, and what it has may be pulled at once.
    const isBegun = [main, ...helpers].some(({ hasWorked }) => hasWorked) && stateOfStep(parts) !== "cached";
    if (!isBegun || hasStart || end !== undefined) return [];
    this.#told.set(key, { hasStart: true, end });
    this.#activities.begin(key, { label: stepLabel(parts), vertexes: vertexesOf(parts) }, nowMs);
    return [`${stepLabel(parts)} ${shownCommand(parts)}`];
  }

  #takeStatus(status: StatusUpdate): readonly string[] {
    const vertex = this.#graph.vertex(status.vertex);
    vertex.takeStatus(status);
    const part = this.#background.endPart(status);
    return part === undefined ? [] : [`${this.#subjectOf(vertex)} ${part}`];
  }

  #takeLog(log: LogUpdate, nowMs: number): readonly string[] {
    const vertex = this.#graph.vertex(log.vertex);
    this.#activities.tell(vertex.group?.id ?? vertex.id, nowMs);
    return this.#output(vertex, vertex.takeLog(log));
  }

  #output(vertex: Vertex, lines: readonly string[]): readonly string[] {
    return lines.map((line) => `${this.#labelOf(vertex)} | ${line}`.trimEnd());
  }

  #finish(vertex: Vertex): readonly string[] {
    const parts = this.#stepToTell(vertex);
    if (parts !== undefined) return this.#finishStep(parts);
    if (vertex.isOpen) return [];
    this.#activities.end(vertex.id);
    const end = this.#background.end(vertex);
    return end === undefined ? [] : [`${this.#subjectOf(vertex)} ${end}`];
  }

  #finishStep(parts: StepParts): readonly string[] {
    const { key } = parts;
    const state = stateOfStep(parts);
    const { hasStart, end } = this.#tellingOf(key);
    if (state === "pending" || state === "running" || end === state) return [];
    this.#told.set(key, { hasStart, end: state });
    this.#activities.end(key);
    const rest = vertexesOf(parts).flatMap((vertex) => this.#output(vertex, vertex.endLogs()));
    const what = hasStart
      ? describeEnd(parts, state)
      : `${describeEnd(parts, state)}: ${shownCommand(parts)}`;
    return [...rest, `${stepLabel(parts)} ${what}`];
  }

  /**
   * The step that a vertex tells of. Not for one that the log has said the end of, unless it fails after all: what
   * follows is the pulling of its layers. And not for what `ADD` downloads, unless that fails, and with it the step.
   */
  #stepToTell(vertex: Vertex): StepParts | undefined {
    const parts = this.#graph.stepOf(vertex);
    if (parts === undefined || vertex.state === "failed") return parts;
    if (vertex.isDownload) return undefined;
    return this.#tellingOf(parts.key).end === undefined ? parts : undefined;
  }

  #unfinished(parts: StepParts): readonly string[] {
    const { hasStart, end } = this.#tellingOf(parts.key);
    return hasStart && end === undefined ? [`${stepLabel(parts)} not finished`] : [];
  }

  #tellingOf(key: string): Told {
    return this.#told.get(key) ?? NOTHING;
  }

  /** How a sentence about a vertex begins. */
  #subjectOf(vertex: Vertex): string {
    const label = this.#labelOf(vertex);
    return vertex.parsed.kind === "step" ? label : `${label}:`;
  }

  #labelOf(vertex: Vertex): string {
    const known = this.#labels.get(vertex.id);
    if (known !== undefined) return known;
    const parts = this.#graph.stepOf(vertex);
    const label = parts === undefined ? vertexLabel(vertex, this.#graph) : stepLabel(parts);
    // A vertex may be told of before its name.
    if (vertex.name !== "") this.#labels.set(vertex.id, label);
    return label;
  }
}

function describeEnd(parts: StepParts, state: VertexState): string {
  const duration = printDuration(workedMs(parts));
  if (state === "cached") return "cached";
  if (state === "canceled") return `canceled after ${duration}`;
  if (state === "executed") return `done in ${duration}`;
  return `failed after ${duration} (${reasonsOf(parts)})`;
}

function describeFailure(parts: StepParts): readonly string[] {
  if (stateOfStep(parts) !== "failed") return [];
  const label = stepLabel(parts);
  const tail = vertexesOf(parts).flatMap((vertex) => vertex.tail);
  return [
    `${label} ${shownCommand(parts)} failed: ${reasonsOf(parts)}`,
    ...tail.map((line) => `${label} | ${line}`.trimEnd()),
  ];
}
