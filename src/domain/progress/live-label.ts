import type { SolveGraph } from "./solve-graph.ts";
import { printPosition } from "./step-name.ts";
import type { StepParts } from "./step-parts.ts";
import { errorsOfStep } from "./step-parts.ts";
import type { Vertex } from "./vertex.ts";

/** Longer commands are cut in the log: they are in the Dockerfile. */
const MAX_COMMAND_LENGTH = 300;

/** How a line of the log begins that is about a step: `[linux/arm64 build 3/5]`. */
export function stepLabel({ position }: StepParts): string {
  return printPosition(position);
}

/** What a vertex is called that is no step: `[build 1/6] FROM alpine:3`, `exporting to image`. */
export function vertexLabel(vertex: Vertex, graph: SolveGraph): string {
  const { parsed, name } = vertex;
  const platform = graph.platformOf(vertex);
  if (parsed.kind !== "other") {
    const what = parsed.kind === "base" ? `FROM ${parsed.image.replace(/@sha256:\w+$/, "")}` : parsed.command;
    return oneLine(`${printPosition({ ...parsed, platform })} ${what}`);
  }
  if (platform === undefined) return oneLine(name);
  // As BuildKit writes it in a build for several platforms.
  return oneLine(name.startsWith("[") ? `[${platform} ${name.slice(1)}` : `[${platform}] ${name}`);
}

/** The command of a step as the log shows it. */
export function shownCommand({ command }: StepParts): string {
  const line = oneLine(command);
  return line.length > MAX_COMMAND_LENGTH ? `${line.slice(0, MAX_COMMAND_LENGTH)}…` : line;
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}

/** Why something failed, without the command, which the log shows anyway. */
export function reasonOf(error: string): string {
  return oneLine(error.replace(/^process "[^]*" did not complete successfully: /, ""));
}

/** Why a step failed. */
export function reasonsOf(parts: StepParts): string {
  return errorsOfStep(parts).map(reasonOf).join("; ");
}
