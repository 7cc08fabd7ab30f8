import { closest, distance } from "fastest-levenshtein";
import { ActionError } from "../failure.ts";

const LONGEST_QUOTE = 80;

/** Remembers what is wrong with each line, instead of stopping at the first. */
export class Mistakes {
  readonly #found: ActionError[] = [];

  /** What `work` makes of the line, or `undefined` after noting why it cannot; an empty place is not named. */
  check<T>(where: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      const { message, hint, cause } = error;
      this.#found.push(
        new ActionError("input", where === "" ? message : `${where}: ${message}`, { hint, cause }),
      );
      return undefined;
    }
  }

  /** @throws ActionError `input` with all that was noted, a line each, if anything was. */
  throwFound(): void {
    const last = this.#found.at(-1);
    if (last === undefined) return;
    const earlier = this.#found
      .slice(0, -1)
      .map(({ message, hint }) => (hint === undefined ? `${message}.` : `${message}. ${hint}`));
    throw new ActionError("input", [...earlier, last.message].join("\n"), {
      hint: last.hint,
      cause: last.cause,
    });
  }
}

/** Says where something is, as `line 3 ("type=sha")`. */
export function printPlace(line: number, text: string): string {
  return `line ${line} (${quote(text)})`;
}

/** The text in quotes, on one line and not longer than people read. */
export function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return `"${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}"`;
}

/** An error for a word that is none of those known, which names the nearest of them, if one is near, and then all. */
export function unknownWord(message: string, word: string, known: readonly string[]): ActionError {
  const nearest = nearestWord(word, known);
  const question =
    distance(word.slice(0, LONGEST_QUOTE), nearest) <= Math.max(2, nearest.length / 2)
      ? `Did you mean ${nearest}? `
      : "";
  return new ActionError("input", message, { hint: `${question}Allowed are ${known.join(", ")}.` });
}

/** The known word that is most like this one. */
export function nearestWord(word: string, known: readonly string[]): string {
  // The time that comparing takes grows with the length, and nobody means a known word by so long a text.
  return closest(word.slice(0, LONGEST_QUOTE), known);
}
