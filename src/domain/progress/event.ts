import { asList, asObject, asText, asWhole, readJson, ShapeError } from "../json-shape.ts";

/**
 * What one line of `docker buildx build --progress=rawjson` tells. Only what changed is in it; of a vertex that is
 * everything known of it, again each time.
 * @see https://github.com/moby/buildkit/blob/master/client/graph.go
 */
export interface ProgressEvent {
  readonly vertexes: readonly VertexUpdate[];
  readonly statuses: readonly StatusUpdate[];
  readonly logs: readonly LogUpdate[];
  readonly warnings: readonly BuildWarning[];
}

/** A node of BuildKit's graph: a step, a base image, a transfer, an export. */
export interface VertexUpdate {
  /** Its digest, which is the same in every build that would do the same with the same context. */
  readonly id: string;
  /** `[build 2/6] WORKDIR /w`, `[internal] load build context`, `exporting to image`. */
  readonly name: string;
  /** The ids of those it is made from, the one it continues first. */
  readonly inputs: readonly string[];
  /** Since the epoch, as all times here, with fractions. Absent while it waits. */
  readonly startedAtMs: number | undefined;
  /** Absent while it runs. */
  readonly completedAtMs: number | undefined;
  readonly isCached: boolean;
  readonly error: string | undefined;
  readonly group: ProgressGroup | undefined;
}

/** Vertexes that are one step for people: a `COPY --link` copies, then links. */
export interface ProgressGroup {
  /** Made up for each build. */
  readonly id: string;
  readonly name: string;
  /** Whether the vertex only helps another of the group. */
  readonly isWeak: boolean;
}

/** How far a part of a vertex's work is: a layer by its digest, `transferring context:`, `pushing layers`. */
export interface StatusUpdate {
  readonly id: string;
  readonly vertex: string;
  /** Bytes, for what is transferred. */
  readonly current: number;
  readonly startedAtMs: number | undefined;
  readonly completedAtMs: number | undefined;
}

/** A piece of a step's output. It begins and ends anywhere, inside a line or inside a character. */
export interface LogUpdate {
  readonly vertex: string;
  /** 1 is stdout and 2 is stderr. */
  readonly stream: number;
  readonly data: Uint8Array;
}

/** A finding of a build check, or another warning of the frontend. */
export interface BuildWarning {
  /** One line: `WorkdirRelativePath: Relative workdir "rel" … (line 4)`. */
  readonly text: string;
  readonly details: readonly string[];
  /** Where it is explained. */
  readonly url: string | undefined;
  /** The Dockerfile's name. */
  readonly file: string | undefined;
  /** Counted from 1. */
  readonly line: number | undefined;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const ANY_TEXT = /^/;

/**
 * Reads a line of buildx's stderr. Whatever is no progress, such as `ERROR: …` and the lines of the Dockerfile that
 * buildx shows before it, is undefined: it is for people, and nothing is thrown.
 */
export function parseEvent(line: string): ProgressEvent | undefined {
  // Steps print through log events, so that a line that begins otherwise cannot be one of these.
  if (!line.startsWith("{")) return undefined;
  const read = readJson(line, readEvent);
  return read.ok ? read.value : undefined;
}

function readEvent(value: unknown): ProgressEvent {
  const { vertexes, statuses, logs, warnings } = asObject(value, "an event");
  if ((vertexes ?? statuses ?? logs ?? warnings ?? undefined) === undefined) {
    throw new ShapeError("an event tells nothing");
  }
  return {
    vertexes: asList(vertexes, "vertexes").map(readVertex),
    statuses: asList(statuses, "statuses").map(readStatus),
    logs: asList(logs, "logs").map(readLog),
    warnings: asList(warnings, "warnings").map(readWarning),
  };
}

function readVertex(value: unknown): VertexUpdate {
  const vertex = asObject(value, "a vertex");
  return {
    id: asText(vertex["digest"], "a digest"),
    name: asText(vertex["name"] ?? "", "a name", ANY_TEXT),
    inputs: asList(vertex["inputs"], "inputs").map((input) => asText(input, "an input")),
    startedAtMs: readTime(vertex["started"]),
    completedAtMs: readTime(vertex["completed"]),
    isCached: vertex["cached"] === true,
    error: maybe(vertex["error"] === "" ? undefined : vertex["error"], (error) => asText(error, "an error")),
    group: maybe(vertex["progressGroup"], readGroup),
  };
}

function readGroup(value: unknown): ProgressGroup {
  const { id, name, weak } = asObject(value, "a group");
  return {
    id: asText(id, "a group's id"),
    name: asText(name ?? "", "a group's name", ANY_TEXT),
    isWeak: weak === true,
  };
}

function readStatus(value: unknown): StatusUpdate {
  const { id, vertex, current, started, completed } = asObject(value, "a status");
  return {
    id: asText(id, "a status's id", ANY_TEXT),
    vertex: asText(vertex, "a vertex"),
    current: asWhole(current ?? 0, "a status's progress"),
    startedAtMs: readTime(started),
    completedAtMs: readTime(completed),
  };
}

function readLog(value: unknown): LogUpdate {
  const { vertex, stream, data } = asObject(value, "a log");
  return {
    vertex: asText(vertex, "a vertex"),
    stream: asWhole(stream ?? 0, "a stream"),
    data: asBytes(data ?? ""),
  };
}

function readWarning(value: unknown): BuildWarning {
  const { short, detail, url, sourceInfo, range } = asObject(value, "a warning");
  const [first] = asList(range, "ranges");
  return {
    text: asBase64Text(short ?? ""),
    details: asList(detail, "details").map(asBase64Text),
    url: maybe(url, (text) => asText(text, "an address")),
    file: maybe(sourceInfo, (source) => asText(asObject(source, "a source")["filename"], "a file")),
    line: maybe(first, (one) =>
      asWhole(asObject(asObject(one, "a range")["start"], "a start")["line"], "a line"),
    ),
  };
}

function maybe<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

/** RFC 3339. A vertex may begin again within the millisecond, so that the fractions are kept, which Date would drop. */
function readTime(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const text = asText(value, "a time", TIME);
  const [fraction] = /\.\d+/.exec(text) ?? ["0"];
  return asFinite(Date.parse(text.replace(/\.\d+/, ""))) + Number(fraction) * 1000;
}

function asFinite(timeMs: number): number {
  if (Number.isNaN(timeMs)) throw new ShapeError("a time is not one");
  return timeMs;
}

function asBase64Text(value: unknown): string {
  return new TextDecoder().decode(asBytes(value));
}

function asBytes(value: unknown): Uint8Array {
  return Uint8Array.from(atob(asText(value, "data", ANY_TEXT)), (character) => character.charCodeAt(0));
}
