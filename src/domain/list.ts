import { parse } from "csv-parse/sync";
import { ActionError } from "./failure.ts";

/** The CSV of docker's actions, as csv-parse is told of it. */
export const CSV_DIALECT = {
  columns: false as const,
  trim: true,
  record_delimiter: ["\r\n", "\n"],
  comment: "#",
  comment_no_infix: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
};

/** A character that no input holds, so that a line stays one field and only quotes at its start count. */
const NO_DELIMITER = "\u0000";

/**
 * Reads a list as docker's actions do: an item a line or several with commas between, CSV quotes around an item that
 * contains either, `#` starts a comment line, blank items are dropped.
 * @throws ActionError `input` for quotes that do not close.
 */
export function parseList(text: string): readonly string[] {
  return records(text)
    .flat()
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/**
 * Reads a list with an item a line, so that commas are part of the item; CSV quotes around a whole item let it span
 * lines, and keep blanks and line ends at its edges. For what contains commas by nature: labels, arguments, secrets.
 * @throws ActionError `input` for quotes that do not close.
 */
export function parseLines(text: string): readonly string[] {
  return records(text, NO_DELIMITER)
    .flat()
    .filter((item) => item !== "");
}

/** Reads a list with an item a line in which quotes are part of the item, as in docker's own options. */
export function parseRawLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((item) => item.trim())
    .filter((item) => item !== "" && !item.startsWith("#"));
}

/** A `key=value` item. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

/**
 * Splits `key=value` at the first `=`. The value may be empty.
 * @throws ActionError `input` for an item without `=` or without a key.
 */
export function parsePair(item: string): Pair {
  const at = item.indexOf("=");
  const key = item.slice(0, Math.max(at, 0)).trim();
  if (key === "") {
    throw new ActionError("input", `"${firstLine(item)}" is not KEY=VALUE`, {
      hint: "Write one KEY=VALUE a line.",
    });
  }
  return { key, value: item.slice(at + 1) };
}

/**
 * Reads the comma-separated attributes of one docker option, `type=local,dest=out`.
 * @throws ActionError `input` for a part that is not `key=value`.
 */
export function parseAttributes(item: string): ReadonlyMap<string, string> {
  return new Map(
    records(item)
      .flat()
      .map((part) => parsePair(part))
      .map(({ key, value }) => [key.toLowerCase(), value] as const),
  );
}

/** Writes attributes as one docker option value, with CSV quotes around what needs them. */
export function printAttributes(attributes: readonly (readonly [key: string, value: string])[]): string {
  return attributes
    .map(([key, value]) => `${key}=${value}`)
    .map((part) => (/[",\r\n]|\s$/.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
    .join(",");
}

function records(text: string, delimiter = ","): string[][] {
  if (text.trim() === "") return [];
  try {
    return parse(text, { ...CSV_DIALECT, delimiter });
  } catch (cause) {
    throw new ActionError("input", "a quoted item does not end", {
      hint: 'Close the quotes, and write a quote inside quotes as "".',
      cause,
    });
  }
}

function firstLine(text: string): string {
  return text.replace(/\n[^]*/, "");
}
