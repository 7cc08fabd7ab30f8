import { ActionError } from "../failure.ts";
import type { CsvLine, Field } from "./csv-line.ts";
import { parseCsvLines, parseField } from "./csv-line.ts";
import { printTemplate } from "./expression-value.ts";
import type { Mistakes } from "./mistakes.ts";
import { printPlace, quote, unknownWord } from "./mistakes.ts";
import { parseTemplate } from "./tag-expression.ts";
import type { TagFacts } from "./tag-facts.ts";

/** A text that every tag gets. */
export interface Affix {
  readonly text: string;
  /** Whether `latest` gets it, too, where a rule did not ask for that tag by name. */
  readonly isOnLatest: boolean;
}

/** What holds for all tags. */
export interface Flavor {
  readonly latest: "auto" | "true" | "false";
  readonly prefix: Affix;
  readonly suffix: Affix;
}

const KEYS: readonly (keyof Flavor)[] = ["latest", "prefix", "suffix"];
const CHOICES: readonly Flavor["latest"][] = ["auto", "true", "false"];
const DEFAULT: Flavor = {
  latest: "auto",
  prefix: { text: "", isOnLatest: false },
  suffix: { text: "", isOnLatest: false },
};

/** Reads the flavor input for this run, and notes what is wrong with it. Of two lines for the same, the last counts. */
export function parseFlavor(text: string, facts: TagFacts, mistakes: Mistakes): Flavor {
  const lines = mistakes.check("flavor", () => parseCsvLines(text)) ?? [];
  const found = lines.map((line) =>
    mistakes.check(`flavor, ${printPlace(line.number, line.text)}`, () => parseLine(line, facts)),
  );
  return found.reduce<Flavor>((flavor, line) => ({ ...flavor, ...line }), DEFAULT);
}

function parseLine({ fields }: CsvLine, facts: TagFacts): Partial<Flavor> {
  const [{ key, value }, ...others] = fields.map(parseField) as [Field, ...Field[]];
  if (key !== "latest" && key !== "prefix" && key !== "suffix") {
    throw unknownWord("a line of flavor is latest=…, prefix=… or suffix=…", key ?? value, KEYS);
  }
  const text = printTemplate(parseTemplate(value), facts);
  if (key !== "latest") return { [key]: { text, isOnLatest: parseOnLatest(key, others) } };
  refuse(others, "latest", "Give latest, prefix and suffix a line each.");
  return { latest: parseLatest(text) };
}

function parseOnLatest(key: string, others: readonly Field[]): boolean {
  const onLatest = others.filter((field) => field.key === "onlatest");
  const rest = others.filter((field) => field.key !== "onlatest");
  refuse(rest, key, `Write ${key}=…,onlatest=true, with quotes around "${key}=…" if it contains a comma.`);
  return parseBoolean(onLatest.map(({ value }) => value).join());
}

function refuse([field]: readonly Field[], key: string, hint: string): void {
  if (field === undefined) return;
  throw new ActionError("input", `${quote(field.key ?? field.value)} does not belong to ${key}`, { hint });
}

function parseLatest(text: string): Flavor["latest"] {
  const choice = CHOICES.find((known) => known === (text.toLowerCase() || DEFAULT.latest));
  if (choice !== undefined) return choice;
  throw unknownWord(`${quote(`latest=${text}`)} is not known`, text, CHOICES);
}

function parseBoolean(text: string): boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE|)$/.test(text)) return false;
  throw new ActionError("input", `${quote(`onlatest=${text}`)} is neither true nor false`, {
    hint: "Write onlatest=true, or leave it out.",
  });
}
