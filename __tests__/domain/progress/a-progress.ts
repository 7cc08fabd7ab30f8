import { readFileSync } from "node:fs";
import type {
  LogUpdate,
  ProgressEvent,
  StatusUpdate,
  VertexUpdate,
} from "../../../src/domain/progress/event.ts";
import { parseEvent } from "../../../src/domain/progress/event.ts";
import { LiveLog } from "../../../src/domain/progress/live-log.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { StepReader } from "../../../src/domain/progress/step-reader.ts";

/** The lines that a build printed, by the name in the fixtures. */
export function capturedLines(name: string): readonly string[] {
  const text = readFileSync(new URL(`../../fixtures/progress/${name}.rawjson`, import.meta.url), "utf8");
  return text.trimEnd().split("\n");
}

/** The events of a captured build. */
export function captured(name: string): readonly ProgressEvent[] {
  return capturedLines(name).flatMap((line) => parseEvent(line) ?? []);
}

/** The steps of a captured build, or of made up events. */
export function stepsOf(events: string | readonly ProgressEvent[], platform?: string): readonly Step[] {
  return readerOf(events, platform).steps();
}

export function readerOf(events: string | readonly ProgressEvent[], platform?: string): StepReader {
  const reader = new StepReader(platform);
  for (const event of typeof events === "string" ? captured(events) : events) reader.take(event);
  return reader;
}

/** All lines that the live log prints of a build, and those at its end. */
export function logOf(events: string | readonly ProgressEvent[], log = new LiveLog()): readonly string[] {
  const list = typeof events === "string" ? captured(events) : events;
  return [...list.flatMap((event) => log.take(event, 0)), ...log.end()];
}

/** A few words of each step: `build 2/6 cached`. */
export function outline(steps: readonly Step[]): readonly string[] {
  return steps.map(({ platform, stage, index, count, state }) =>
    [platform, stage, `${index}/${count}`, state].filter(Boolean).join(" "),
  );
}

export function anEvent(overrides: Partial<ProgressEvent> = {}): ProgressEvent {
  return { vertexes: [], statuses: [], logs: [], warnings: [], ...overrides };
}

/** A step that waits for its turn. */
export function aVertex(overrides: Partial<VertexUpdate> = {}): VertexUpdate {
  return {
    id: "sha256:a",
    name: "[build 2/3] RUN make",
    inputs: ["sha256:base"],
    startedAtMs: undefined,
    completedAtMs: undefined,
    isCached: false,
    error: undefined,
    group: undefined,
    ...overrides,
  };
}

export function aStatus(overrides: Partial<StatusUpdate> = {}): StatusUpdate {
  return {
    id: "sha256:layer",
    vertex: "sha256:a",
    current: 0,
    startedAtMs: 0,
    completedAtMs: undefined,
    ...overrides,
  };
}

export function aLog(text: string, overrides: Partial<LogUpdate> = {}): LogUpdate {
  return { vertex: "sha256:a", stream: 1, data: new TextEncoder().encode(text), ...overrides };
}

/** A step that was cached, or run, from the fifth second on. */
export function aStep(overrides: Partial<Step> = {}): Step {
  return {
    id: "sha256:a",
    inputs: [],
    platform: undefined,
    runsOn: undefined,
    stage: "build",
    index: 2,
    count: 3,
    command: "RUN make",
    state: "executed",
    startedAtMs: 5_000,
    durationMs: 1_000,
    pulledBytes: 0,
    logTail: [],
    error: undefined,
    ...overrides,
  };
}

/** Events of a vertex in a notation: `C` begins in the cache, `s` begins, `c` ends, each a second after the last. */
export function attempts(notation: string, overrides: Partial<VertexUpdate> = {}): readonly ProgressEvent[] {
  let nowMs = 0;
  let attempt: Partial<VertexUpdate> = {};
  return Array.from(notation, (letter) => {
    nowMs += 1_000;
    if (letter === "-") attempt = {};
    if (letter === "s" || letter === "C") attempt = { startedAtMs: nowMs, isCached: letter === "C" };
    if (letter === "c") attempt = { ...attempt, completedAtMs: nowMs };
    if (letter === "e") attempt = { ...attempt, completedAtMs: nowMs, error: "broken" };
    if (letter === "x")
      attempt = { ...attempt, completedAtMs: nowMs, error: "exit code: 137: context canceled" };
    return anEvent({ vertexes: [aVertex({ ...overrides, ...attempt })] });
  });
}
