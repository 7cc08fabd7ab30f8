import { parse } from "csv-parse/sync";
import { ActionError } from "../failure.ts";
import { CSV_DIALECT } from "../list.ts";
import { printPlace } from "./mistakes.ts";

/** One line of an input with its CSV fields. */
export interface CsvLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly fields: readonly string[];
}

/** A field `key=value`, or one that is a word alone. */
export interface Field {
  readonly key: string | undefined;
  readonly value: string;
}

/**
 * Reads lines of comma-separated fields, with CSV quotes around a field that contains a comma. `#` starts a comment
 * line, blank fields are dropped.
 * @throws ActionError `input` for quotes that do not close.
 */
export function parseCsvLines(text: string): readonly CsvLine[] {
  return records(text)
    .map(({ record, info }) => ({
      number: info.lines - record.join("").split("\n").length + 1,
      fields: record.map((field) => field.trim()).filter((field) => field !== ""),
    }))
    .map(({ number, fields }) => ({ number, text: fields.join(","), fields }))
    .filter(({ fields }) => fields.length > 0);
}

/** Splits `key=value` at the first `=` if a name stands before it, which is read in lower case. */
export function parseField(field: string): Field {
  const [, key, value] = /^([A-Za-z][\w-]*)\s*=\s*([^]*)$/.exec(field) ?? [];
  return key === undefined || value === undefined
    ? { key: undefined, value: field }
    : { key: key.toLowerCase(), value };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(text: string): readonly CsvRecord[] {
  if (text.trim() === "") return [];
  try {
    return parse(text, { ...CSV_DIALECT, info: true }) as unknown as readonly CsvRecord[];
  } catch (cause) {
    const start = text.lastIndexOf('"');
    const place = printPlace(text.slice(0, start).split("\n").length, text.slice(start).trim());
    throw new ActionError("input", `${place}: a quoted item does not end`, {
      hint: 'Close the quotes, and write a quote inside quotes as "".',
      cause,
    });
  }
}
