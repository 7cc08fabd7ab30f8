import { parseLines, parsePair } from "./list.ts";

/** A build argument; without a value it has that of the variable of its name, as for docker. */
export interface BuildArg {
  readonly key: string;
  readonly value: string | undefined;
}

/**
 * Reads build arguments, a `KEY=VALUE` or bare `KEY` a line.
 * @throws ActionError `input` for a line without a key.
 */
export function parseBuildArgs(text: string): readonly BuildArg[] {
  return parseLines(text).map((line) => {
    const [key, ...rest] = line.split("=") as [string, ...string[]];
    const value = rest.length === 0 ? undefined : rest.join("=");
    return key.trim() === "" ? parsePair(line) : { key: key.trim(), value };
  });
}

/** Prints a build argument for `--build-arg`. */
export function printBuildArg({ key, value }: BuildArg): string {
  return value === undefined ? key : `${key}=${value}`;
}
