import { ActionError } from "../failure.ts";
import { printTemplate } from "./expression-value.ts";
import type { Flavor } from "./flavor.ts";
import { quote } from "./mistakes.ts";
import {
  applyEdgeRule,
  applyMatchRule,
  applyRawRule,
  applyRefRule,
  applyScheduleRule,
  applyShaRule,
} from "./ref-rule.ts";
import { isLiteral } from "./tag-expression.ts";
import type { TagFacts } from "./tag-facts.ts";
import { shortSha } from "./tag-facts.ts";
import type { RuleResult, TagRule } from "./tag-rule.ts";
import { makeTag } from "./tag-text.ts";
import { applyVersionRule } from "./version-rule.ts";

/** A tag that a rule gives in this run. */
export interface RuleTag {
  readonly tag: string;
  readonly priority: number;
  /** Whether `latest=auto` adds `latest` to it. */
  readonly isLatest: boolean;
}

/**
 * The tag that a rule gives in this run, or nothing where it is disabled or does not apply.
 * @throws ActionError `input` for what was written and gives no tag.
 */
export function applyRule(rule: TagRule, flavor: Flavor, facts: TagFacts): RuleTag | undefined {
  if (!isEnabled(rule, facts)) return undefined;
  const result = resultOf(rule, facts);
  if (result === undefined || result.value === "") return undefined;
  const tag = makeTag({
    prefix: `${flavor.prefix.text}${printTemplate(rule.prefix, facts)}`,
    value: result.value,
    suffix: `${printTemplate(rule.suffix, facts)}${flavor.suffix.text}`,
    isLiteral: result.isLiteral && isLiteral(rule.prefix) && isLiteral(rule.suffix),
    fallback: facts.sha === "" ? "" : `sha-${shortSha(facts)}`,
  });
  return tag === "" ? undefined : { tag, priority: rule.priority, isLatest: result.isLatest };
}

function isEnabled({ enable }: TagRule, facts: TagFacts): boolean {
  const text = printTemplate(enable, facts);
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new ActionError("input", `${quote(`enable=${text}`)} is neither true nor false`, {
    hint: "Write enable=true, enable=false, or an expression that gives one of them, such as {{is_default_branch}}.",
  });
}

function resultOf(rule: TagRule, facts: TagFacts): RuleResult | undefined {
  switch (rule.type) {
    case "schedule":
      return applyScheduleRule(rule, facts);
    case "semver":
    case "pep440":
      return applyVersionRule(rule, facts);
    case "match":
      return applyMatchRule(rule, facts);
    case "edge":
      return applyEdgeRule(rule, facts);
    case "ref":
      return applyRefRule(rule, facts);
    case "raw":
      return applyRawRule(rule, facts);
    case "sha":
      return applyShaRule(rule, facts);
  }
}
