import type { RuleAttributes } from "./rule-attributes.ts";
import type { RuleBase, RuleType, TagRule } from "./tag-rule.ts";
import { DEFAULT_PRIORITIES } from "./tag-rule.ts";

const OWN_ATTRIBUTES: Readonly<Record<RuleType, readonly string[]>> = {
  schedule: ["pattern"],
  semver: ["pattern", "value"],
  pep440: ["pattern", "value"],
  match: ["pattern", "group", "value"],
  edge: ["branch"],
  ref: ["event"],
  raw: ["value"],
  sha: ["format"],
};

const TYPES = Object.keys(OWN_ATTRIBUTES) as readonly RuleType[];
const COMMON_ATTRIBUTES = ["type", "enable", "priority", "prefix", "suffix"];
const ALL_ATTRIBUTES = [
  ...new Set([...COMMON_ATTRIBUTES, "preset", ...Object.values(OWN_ATTRIBUTES).flat()]),
];

/** The type of a rule, or `undefined` after noting that it has none. */
export function parseType(attributes: RuleAttributes): RuleType | undefined {
  if (attributes.has("type")) return attributes.oneOf("type", TYPES);
  if (attributes.words.length > 0) return "raw";
  // A key may be a type that is misspelt, and only else is there none.
  attributes.noteOthers("a tag rule", ALL_ATTRIBUTES, []);
  if (attributes.isSound) {
    attributes.note("a tag rule needs a type", "Start with it, as in type=semver,pattern={{version}}.");
  }
  return undefined;
}

/** The rule of a type that the attributes make, or `undefined` after noting what is missing or wrong. */
export function buildRule(type: RuleType, attributes: RuleAttributes): TagRule | undefined {
  const words = attributes.words.slice(type === "raw" && !attributes.has("value") ? 1 : 0);
  attributes.noteOthers(`type=${type}`, [...COMMON_ATTRIBUTES, ...OWN_ATTRIBUTES[type]], words);
  return BUILDERS[type](attributes, {
    place: attributes.place,
    enable: attributes.template("enable", "true"),
    priority: attributes.integer("priority", DEFAULT_PRIORITIES[type]),
    prefix: attributes.template("prefix", defaultPrefix(type, attributes)),
    suffix: attributes.template("suffix"),
  });
}

function defaultPrefix(type: RuleType, attributes: RuleAttributes): string {
  if (type === "sha") return "sha-";
  return type === "ref" && attributes.text("event") === "pr" ? "pr-" : "";
}

type Builder = (attributes: RuleAttributes, base: RuleBase) => TagRule | undefined;

const BUILDERS: Readonly<Record<RuleType, Builder>> = {
  schedule: buildSchedule,
  semver: (attributes, base) => buildVersion("semver", attributes, base),
  pep440: (attributes, base) => buildVersion("pep440", attributes, base),
  match: buildMatch,
  edge: (attributes, base) => ({ ...base, type: "edge", branch: attributes.text("branch") }),
  ref: buildRef,
  raw: buildRaw,
  sha: buildSha,
};

function buildSchedule(attributes: RuleAttributes, base: RuleBase): TagRule {
  const fallback = "nightly";
  const pattern = attributes.template("pattern", fallback);
  return { ...base, type: "schedule", pattern: pattern.length > 0 ? pattern : [fallback] };
}

function buildVersion(type: "semver" | "pep440", attributes: RuleAttributes, base: RuleBase): TagRule {
  if (attributes.text("pattern") === undefined) {
    attributes.note("pattern is missing", `Write type=${type},pattern={{version}}, or {{major}}.{{minor}}.`);
  }
  return {
    ...base,
    type,
    pattern: attributes.template("pattern", "", "version"),
    value: attributes.template("value"),
    preRelease: "version",
    isLatest: true,
  };
}

function buildMatch(attributes: RuleAttributes, base: RuleBase): TagRule | undefined {
  const group = attributes.integer("group", 0);
  const pattern = attributes.pattern("pattern", group);
  const value = attributes.template("value");
  return pattern && { ...base, type: "match", pattern, group, value };
}

function buildRef(attributes: RuleAttributes, base: RuleBase): TagRule | undefined {
  const event = attributes.oneOf("event", ["branch", "tag", "pr"]);
  return event && { ...base, type: "ref", event };
}

function buildRaw(attributes: RuleAttributes, base: RuleBase): TagRule {
  const word = attributes.words[0];
  if (!attributes.has("value") && word === undefined) {
    attributes.note("value is missing", "Write type=raw,value=nightly, or the tag alone.");
  }
  return { ...base, type: "raw", value: attributes.template("value", word) };
}

function buildSha(attributes: RuleAttributes, base: RuleBase): TagRule | undefined {
  const format = attributes.oneOf("format", ["short", "long"], "short");
  return format && { ...base, type: "sha", format };
}
