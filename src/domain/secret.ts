import { ActionError } from "./failure.ts";
import { parseLines, parseList } from "./list.ts";

/** A build secret by where its value comes from; the value itself never reaches a command line. */
export type BuildSecret =
  | { readonly from: "value"; readonly id: string; readonly value: string }
  | { readonly from: "env"; readonly id: string; readonly variable: string }
  | { readonly from: "file"; readonly id: string; readonly path: string };

/**
 * Reads `id=value` a line. An empty value is no secret: it is what an undefined one of the workflow's secrets reads as,
 * as in a pull request from a fork.
 * @throws ActionError `input` naming the item's number, never its text: that may be the secret.
 */
export function parseSecretValues(text: string): readonly BuildSecret[] {
  return parseLines(text).map((item, at) => {
    const [, id, value] = SECRET.exec(item) ?? [];
    if (id === undefined || value === undefined) throw malformed(at);
    return { from: "value", id, value };
  });
}

/**
 * Reads `id=VARIABLE`, separated by commas or lines.
 * @throws ActionError `input` naming the item's number.
 */
export function parseSecretVariables(text: string): readonly BuildSecret[] {
  return parseList(text).map((item, at) => ({ from: "env", ...named(item, at, "variable") }));
}

/**
 * Reads `id=path` a line.
 * @throws ActionError `input` naming the item's number.
 */
export function parseSecretFiles(text: string): readonly BuildSecret[] {
  return parseLines(text).map((item, at) => ({ from: "file", ...named(item, at, "path") }));
}

/**
 * Passes secrets that each have an id of their own.
 * @throws ActionError `input` naming an id that is given twice.
 */
export function distinctSecrets(secrets: readonly BuildSecret[]): readonly BuildSecret[] {
  const ids = secrets.map(({ id }) => id);
  const double = ids.find((id, at) => ids.indexOf(id) !== at);
  if (double === undefined) return secrets;
  throw new ActionError("input", `the secret "${double}" is given twice`, {
    hint: "Give each id one source.",
  });
}

/** Tells whether a secret has nothing to give to the build. */
export function isEmpty(secret: BuildSecret): boolean {
  return secret.from === "value" && secret.value === "";
}

const SECRET = /^([\w.-]+)=([^]*)$/;

function named<K extends string>(
  item: string,
  at: number,
  key: K,
): { readonly id: string } & Record<K, string> {
  const [, id, rest] = SECRET.exec(item) ?? [];
  if (id === undefined || !rest) throw malformed(at);
  return { id, [key]: rest } as { readonly id: string } & Record<K, string>;
}

function malformed(at: number): ActionError {
  return new ActionError("input", `item ${at + 1} is not id=…, or has nothing after the =`, {
    hint: "Write one id=… a line; the id may have letters, digits, dots, dashes and underscores. A value of several lines goes into quotes.",
  });
}
