import type { TaggedImage } from "../reference.ts";
import { printTagged } from "../reference.ts";
import type { Flavor } from "./flavor.ts";
import { parseFlavor } from "./flavor.ts";
import { Mistakes } from "./mistakes.ts";
import { parseTags } from "./rule-parser.ts";
import type { RuleTag } from "./rule-result.ts";
import { applyRule } from "./rule-result.ts";
import type { TagFacts } from "./tag-facts.ts";
import { makeTag } from "./tag-text.ts";

/** The two inputs that say what tags there are, as they were written. */
export interface TagInputs {
  readonly tags: string;
  readonly flavor: string;
}

/** What an image is published as in one run. */
export interface TagSet {
  /** For every image, each once, the most important first. */
  readonly tags: readonly string[];
  /** The first of the tags, or of the references where there are none; empty when there is neither. */
  readonly version: string;
  /** The full references, as they were given. */
  readonly references: readonly TaggedImage[];
}

/**
 * Works out the tags of a run from the rules of docker/metadata-action, which its documentation defines, and our
 * presets on top. Where no rule applies there are no tags; only without any rule, and with a ref that is neither a
 * branch, a git tag nor a pull request, the image is `latest`.
 * @see https://github.com/docker/metadata-action#tags-input
 * @throws ActionError `input` that lists every line that cannot be used, with what is wrong and what would be right.
 */
export function planTags(inputs: TagInputs, facts: TagFacts): TagSet {
  const mistakes = new Mistakes();
  const { rules, references, isDefault } = parseTags(inputs.tags, mistakes);
  const flavor = parseFlavor(inputs.flavor, facts, mistakes);
  const found = rules.map((rule) => mistakes.check(rule.place, () => applyRule(rule, flavor, facts)));
  const given = found.filter((tag) => tag !== undefined).sort((a, b) => b.priority - a.priority);
  const isNameless = given.length === 0 && isDefault;
  const latest =
    isNameless || isLatest(given, flavor) ? mistakes.check("flavor", () => latestTag(flavor)) : undefined;
  mistakes.throwFound();
  const tags = [...new Set([...given.map(({ tag }) => tag), ...(latest === undefined ? [] : [latest])])];
  return {
    tags,
    version: tags[0] ?? references[0]?.tag ?? "",
    references: [...new Map(references.map((reference) => [printTagged(reference), reference])).values()],
  };
}

/** With `auto`, the rule that gives the version decides, so that a pre-release never becomes `latest` by another. */
function isLatest([first]: readonly RuleTag[], flavor: Flavor): boolean {
  if (first === undefined) return false;
  return flavor.latest === "auto" ? first.isLatest : flavor.latest === "true";
}

function latestTag({ prefix, suffix }: Flavor): string {
  return makeTag({
    prefix: prefix.isOnLatest ? prefix.text : "",
    value: "latest",
    suffix: suffix.isOnLatest ? suffix.text : "",
    isLiteral: true,
    fallback: "",
  });
}
