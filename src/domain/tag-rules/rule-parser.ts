import type { TaggedImage } from "../reference.ts";
import { isReference, parseTaggedImage } from "../reference.ts";
import { ActionError } from "../failure.ts";
import type { CsvLine } from "./csv-line.ts";
import { parseCsvLines, parseField } from "./csv-line.ts";
import type { Mistakes } from "./mistakes.ts";
import { printPlace, quote } from "./mistakes.ts";
import { parsePreset } from "./preset.ts";
import { RuleAttributes } from "./rule-attributes.ts";
import { buildRule, parseType } from "./rule-builder.ts";
import type { TagRule } from "./tag-rule.ts";

/** What the tags input says: rules, and references that are taken as they are. */
export interface ParsedTags {
  readonly rules: readonly TagRule[];
  readonly references: readonly TaggedImage[];
  /** Whether the input says nothing, so that these are the default rules. */
  readonly isDefault: boolean;
}

type ParsedLine = Omit<ParsedTags, "isDefault">;

/** The rules of an empty input, as documented. */
const DEFAULT_RULES = "type=schedule\ntype=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr";

/**
 * Reads the tags input and notes what is wrong with it. A line is a rule, or words with commas between that are each a
 * tag or a full reference.
 */
export function parseTags(text: string, mistakes: Mistakes): ParsedTags {
  const lines = mistakes.check("", () => parseCsvLines(text));
  const isDefault = lines?.length === 0;
  const parsed = (isDefault ? parseCsvLines(DEFAULT_RULES) : (lines ?? [])).map((line) =>
    parseLine(line, mistakes),
  );
  return {
    rules: parsed.flatMap(({ rules }) => rules),
    references: parsed.flatMap(({ references }) => references),
    isDefault,
  };
}

function parseLine(line: CsvLine, mistakes: Mistakes): ParsedLine {
  const fields = line.fields.map(parseField);
  if (fields.every(({ key }) => key === undefined)) return parseWords(line, mistakes);
  const attributes = new RuleAttributes(line, mistakes);
  const rules = attributes.has("preset") ? parsePreset(attributes) : parseRule(attributes);
  return { rules: attributes.isSound ? rules : [], references: [] };
}

function parseRule(attributes: RuleAttributes): readonly TagRule[] {
  const type = parseType(attributes);
  const rule = type && buildRule(type, attributes);
  return rule === undefined ? [] : [rule];
}

function parseWords(line: CsvLine, mistakes: Mistakes): ParsedLine {
  const parsed = line.fields.map((word): ParsedLine => {
    if (isReference(word.replace(/\{\{[^]*?(?:\}\}|$)/g, ""))) {
      const reference = mistakes.check(printPlace(line.number, word), () => parseReference(word));
      return { rules: [], references: reference === undefined ? [] : [reference] };
    }
    const attributes = new RuleAttributes({ ...line, text: word, fields: [word] }, mistakes);
    const rules = parseRule(attributes);
    return { rules: attributes.isSound ? rules : [], references: [] };
  });
  return {
    rules: parsed.flatMap(({ rules }) => rules),
    references: parsed.flatMap(({ references }) => references),
  };
}

function parseReference(text: string): TaggedImage {
  if (!text.includes("{{")) return parseTaggedImage(text);
  throw new ActionError("input", `${quote(text)} is a reference with an expression`, {
    hint: "Give the name in images, and the tag alone here.",
  });
}
