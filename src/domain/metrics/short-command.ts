const MAX_LENGTH = 200;

/** A command on one line of at most 200 characters, the last of which is `…` if something is cut off. */
export function shortCommand(command: string): string {
  const line = command.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (line.length <= MAX_LENGTH) return line;
  // Not inside a character.
  return `${line.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * Tells whether a short command is all there is of it. It is not if something is cut off, nor if it writes a file out of
 * the Dockerfile, of which BuildKit shows the first line at most.
 */
export function isAllShown(command: string): boolean {
  return !command.endsWith("…") && !command.includes("<<");
}
