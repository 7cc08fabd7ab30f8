import { code, shortened } from "../markdown.ts";

/** No honest stage's or platform's name is longer. */
const MOST_OF_NAME = 60;
/** Longer commands are cut: they are in the Dockerfile. */
const MOST_OF_COMMAND = 100;

/** The name of a stage or platform as inline code; empty where it has none. */
export function shownName(name: string): string {
  return name === "" ? "" : code(shortened(name, MOST_OF_NAME));
}

/** A command as inline code. */
export function shownCommand(command: string): string {
  return code(shortened(command, MOST_OF_COMMAND));
}
