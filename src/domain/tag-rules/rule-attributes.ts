import { ActionError } from "../failure.ts";
import type { CsvLine } from "./csv-line.ts";
import { parseField } from "./csv-line.ts";
import type { Mistakes } from "./mistakes.ts";
import { printPlace, quote, unknownWord } from "./mistakes.ts";
import type { Scope, Template } from "./tag-expression.ts";
import { parseTemplate } from "./tag-expression.ts";

const COMMA_HINT =
  'Put quotes around an attribute that contains a comma, as in type=match,"pattern=v\\d{1,3}".';

/** The attributes of one line, read one by one; what is wrong with each is noted. */
export class RuleAttributes {
  readonly place: string;
  /** The words without a key. */
  readonly words: readonly string[];
  readonly #mistakes: Mistakes;
  readonly #values = new Map<string, string>();
  #isSound = true;

  constructor({ number, text, fields }: CsvLine, mistakes: Mistakes) {
    this.place = printPlace(number, text);
    this.#mistakes = mistakes;
    const parsed = fields.map(parseField);
    this.words = parsed.filter(({ key }) => key === undefined).map(({ value }) => value);
    for (const { key, value } of parsed) {
      if (key === undefined) continue;
      if (this.#values.has(key)) this.note(`${key} is given more than once`, "Leave one of them.");
      this.#values.set(key, value);
    }
  }

  /** Notes what is wrong with the line. */
  note(message: string, hint: string): void {
    this.#check(() => {
      throw new ActionError("input", message, { hint });
    });
  }

  /** Whether nothing was noted so far. */
  get isSound(): boolean {
    return this.#isSound;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** The text; what is empty counts as not given. */
  text(key: string): string | undefined {
    const text = this.#values.get(key);
    return text === "" ? undefined : text;
  }

  /** The text with expressions; what is empty was given and is empty. */
  template(key: string, fallback = "", scope: Scope = "global"): Template {
    return this.#check(() => parseTemplate(this.#values.get(key) ?? fallback, scope)) ?? [];
  }

  /** One of some words. */
  oneOf<T extends string>(key: string, words: readonly T[], fallback?: T): T | undefined {
    const text = this.text(key) ?? fallback;
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    if (text === undefined)
      this.note(`${key} is missing`, `Add ${words.map((word) => `${key}=${word}`).join(" or ")}.`);
    else this.#check(() => raise(unknownWord(`${quote(`${key}=${text}`)} is not known`, text, words)));
    return undefined;
  }

  /** A whole number. */
  integer(key: string, fallback: number): number {
    const text = this.text(key);
    if (text === undefined) return fallback;
    if (/^[+-]?\d{1,9}$/.test(text)) return Number(text);
    this.note(
      `${quote(`${key}=${text}`)} is not a whole number`,
      `Write ${key}=${fallback}, which is the default.`,
    );
    return fallback;
  }

  /** A regular expression that has the group. */
  pattern(key: string, group: number): RegExp | undefined {
    return this.#check(() => parsePattern(this.text(key), group));
  }

  /** Notes the words and keys that are not known. */
  noteOthers(owner: string, known: readonly string[], words: readonly string[]): void {
    for (const key of this.#values.keys()) {
      if (known.includes(key)) continue;
      this.#check(() => raise(unknownWord(`${owner} has no attribute ${quote(key)}`, key, known)));
    }
    const [word] = words;
    if (word !== undefined) this.note(`${quote(word)} is not an attribute`, COMMA_HINT);
  }

  #check<T>(work: () => T): T | undefined {
    return this.#mistakes.check(this.place, () => {
      try {
        return work();
      } catch (error) {
        this.#isSound = false;
        throw error;
      }
    });
  }
}

function raise(error: ActionError): never {
  throw error;
}

function parsePattern(text: string | undefined, group: number): RegExp {
  if (text === undefined) {
    throw new ActionError("input", "pattern is missing", {
      hint: "Add a regular expression, as in pattern=v(.*),group=1.",
    });
  }
  try {
    const pattern = new RegExp(text);
    // With nothing as another choice it matches everything, and then tells how many groups it has.
    const groups = Math.max(
      ...Array.from("".matchAll(new RegExp(`${text}|`, "g")), ({ length }) => length - 1),
    );
    if (group >= 0 && group <= groups) return pattern;
    throw new ActionError("input", `the pattern has no group ${group}`, {
      hint:
        groups === 0
          ? "Leave group out, or put a part of the pattern in parentheses."
          : `Give a group from 0 to ${groups}.`,
    });
  } catch (cause) {
    if (cause instanceof ActionError) throw cause;
    throw new ActionError("input", `${quote(`pattern=${text}`)} is not a regular expression`, {
      hint: `${(cause as Error).message}.`,
      cause,
    });
  }
}
