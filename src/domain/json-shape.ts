/** What reading a JSON text came to: its value, or why it is of no use, as the end of a sentence for the log. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Thrown by the functions here and by readers made of them; never leaves {@link readJson}. */
export class ShapeError extends Error {}

/** Reads a JSON text from outside with a reader that is free to throw; nothing is thrown from here. */
export function readJson<T>(text: string, read: (value: unknown) => T): Read<T> {
  try {
    return { ok: true, value: read(JSON.parse(text)) };
  } catch (error) {
    // What else there is comes from JSON.parse, whose message quotes the text.
    return { ok: false, reason: error instanceof ShapeError ? error.message : "it is not JSON" };
  }
}

/**
 * A JSON object by its fields.
 * @throws ShapeError for anything else.
 */
export function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ShapeError(`${what} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/**
 * A JSON list. Go writes an empty one as null or leaves it out.
 * @throws ShapeError for anything else.
 */
export function asList(value: unknown, what: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new ShapeError(`${what} is not a list`);
  return value;
}

/**
 * A text that fits a pattern; without one, any text but the empty one.
 * @throws ShapeError for anything else.
 */
export function asText(value: unknown, what: string, pattern = /[^]/): string {
  if (typeof value !== "string" || !pattern.test(value)) throw new ShapeError(`${what} is not valid`);
  return value;
}

/**
 * A whole number from `least` on that JavaScript holds exactly.
 * @throws ShapeError for anything else.
 */
export function asWhole(value: unknown, what: string, least = 0): number {
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw new ShapeError(`${what} is not a whole number from ${least} on`);
  }
  return value as number;
}
