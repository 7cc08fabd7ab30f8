import * as core from "@actions/core";
import type { Place } from "../domain/failure.ts";
import { ActionError } from "../domain/failure.ts";
import { logText } from "../domain/log-text.ts";

/** Prints text to the log, made safe: whatever it holds, the runner takes none of it for a command. */
export function say(text: string): void {
  core.info(logText(text));
}

/** Prints what only those want to see who debug. */
export function debug(text: string): void {
  if (core.isDebug()) core.debug(logText(text));
}

/** Runs `work` inside a folded group of the log. */
export async function group<T>(title: string, work: () => Promise<T>): Promise<T> {
  return core.group(logText(title), work);
}

/** Shows a notice on the run's page. */
export function notice(text: string): void {
  core.notice(logText(text));
}

/** Warns on the run's page, and beside the lines of the file that it is about. */
export function warn(text: string, place?: Place): void {
  core.warning(logText(text), annotation(place));
}

/** Warns of an error that must not fail the job, with its hint. */
export function warnOf(what: string, error: unknown): void {
  warn(`${what}: ${describeError(error)}`);
}

/** Fails the step with an error's message and hint; what it came from is printed for those who debug. */
export function fail(error: unknown): void {
  if (error instanceof Error && error.cause instanceof Error) core.debug(logText(error.cause.stack ?? ""));
  if (error instanceof Error && !(error instanceof ActionError)) say(error.stack ?? "");
  core.error(
    logText(describeError(error)),
    annotation(error instanceof ActionError ? error.place : undefined),
  );
  process.exitCode = core.ExitCode.Failure;
}

/** Prints an error for a person at a terminal, and makes the process end with 1. */
export function sayFailure(error: unknown): void {
  say(describeError(error));
  process.exitCode = 1;
}

function annotation(place: Place | undefined): core.AnnotationProperties {
  return place === undefined ? {} : { file: place.file, startLine: place.line, endLine: place.endLine };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof ActionError)) {
    return `${error.message}\nThis is a defect of the action: please report it with the log.`;
  }
  return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
}
