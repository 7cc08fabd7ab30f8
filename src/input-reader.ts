import { ActionError } from "./domain/failure.ts";

/** Reads one input as the runner passes it: trimmed, and empty when it was not given. */
export type InputReader = (name: string) => string;

/** Reads inputs one by one and remembers what is wrong with each, instead of stopping at the first. */
export class CheckedReader {
  readonly read: InputReader;
  readonly #problems: string[] = [];

  constructor(read: InputReader) {
    this.read = read;
  }

  /** The text, or `undefined` when the input was not given. */
  text(name: string): string | undefined {
    const text = this.read(name);
    return text === "" ? undefined : text;
  }

  /** The parsed text, or `undefined` after noting why it cannot be parsed. */
  parse<T>(name: string, fallback: string, parser: (text: string) => T): T | undefined {
    return this.check(name, () => parser(this.text(name) ?? fallback));
  }

  /** As {@link parse}, and `undefined` when the input was not given. */
  maybe<T>(name: string, parser: (text: string) => T): T | undefined {
    return this.text(name) === undefined ? undefined : this.parse(name, "", parser);
  }

  /** What `work` makes of an input, or `undefined` after noting why it cannot. */
  check<T>(name: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      this.#note(name, error.message, error.hint);
      return undefined;
    }
  }

  /** Takes the spellings of YAML 1.2's core schema, as the runner's own `getBooleanInput` does. */
  boolean(name: string, fallback: boolean): boolean {
    return this.#boolean(name, "true or false") ?? fallback;
  }

  /** As {@link boolean}, or the word that stands for a choice of ours, which is also the default. */
  booleanOr<T extends string>(name: string, word: T): boolean | T {
    if (this.read(name) === word) return word;
    return this.#boolean(name, `${word}, true or false`) ?? word;
  }

  /** One of some words, of which the first is the default. */
  oneOf<const T extends readonly [string, ...string[]]>(name: string, words: T): T[number] {
    const text = this.text(name) ?? words[0];
    if (words.includes(text)) return text;
    this.#note(name, `"${text}" is not known`, `Allowed are ${words.join(", ")}.`);
    return words[0];
  }

  /** One of some words, or `undefined` when the input was not given. */
  maybeOneOf<const T extends readonly [string, ...string[]]>(name: string, words: T): T[number] | undefined {
    return this.text(name) === undefined ? undefined : this.oneOf(name, words);
  }

  /** A whole number from 0 to a greatest one. */
  number(name: string, fallback: number, greatest: number): number {
    const text = this.text(name) ?? String(fallback);
    if (/^\d+$/.test(text) && Number(text) <= greatest) return Number(text);
    this.#note(name, `"${text}" is not such a number`, `Allowed are whole numbers from 0 to ${greatest}.`);
    return fallback;
  }

  /** @throws ActionError `input` with all that was noted, if anything was. */
  throwProblems(): void {
    if (this.#problems.length === 0) return;
    throw new ActionError("input", this.#problems.join("\n"));
  }

  #boolean(name: string, allowed: string): boolean | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^(true|True|TRUE)$/.test(text)) return true;
    if (/^(false|False|FALSE)$/.test(text)) return false;
    this.#note(name, `"${text}" is neither true nor false`, `Allowed are ${allowed}.`);
    return undefined;
  }

  #note(name: string, message: string, hint: string | undefined): void {
    this.#problems.push(`${name}: ${message}.${hint === undefined ? "" : ` ${hint}`}`);
  }
}
