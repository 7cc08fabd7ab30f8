// Go keeps JSON safe inside HTML and JavaScript unless it is told otherwise, and BuildKit does not tell it.
const ESCAPED = /[<>&\u2028\u2029]/g;

/**
 * Prints a value as Go's `encoding/json` does, so that what BuildKit wrote and we read is the same bytes again.
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function printGoJson(value: unknown, indent = ""): string {
  return JSON.stringify(value, undefined, indent).replace(
    ESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What a JSON text indents its members with; empty for one without line breaks. */
export function indentOf(text: string): string {
  return /^[{[]\n([ \t]+)/.exec(text)?.[1] ?? "";
}
