import { printTemplate } from "./expression-value.ts";
import { isLiteral } from "./tag-expression.ts";
import type { TagFacts } from "./tag-facts.ts";
import { isDefaultBranch, refName, shortSha } from "./tag-facts.ts";
import type { EdgeRule, MatchRule, RawRule, RefRule, RuleResult, ScheduleRule, ShaRule } from "./tag-rule.ts";

/** The pattern, on a schedule. */
export function applyScheduleRule({ pattern }: ScheduleRule, facts: TagFacts): RuleResult | undefined {
  if (facts.name !== "schedule") return undefined;
  return { value: printTemplate(pattern, facts), isLiteral: isLiteral(pattern), isLatest: false };
}

/** What the pattern finds in the git tag or the value. */
export function applyMatchRule(
  { pattern, group, value }: MatchRule,
  facts: TagFacts,
): RuleResult | undefined {
  const found = pattern.exec(printTemplate(value, facts) || refName(facts, "tag"))?.[group];
  return found === undefined ? undefined : { value: found, isLiteral: false, isLatest: true };
}

/** `edge` for the branch that is developed on. */
export function applyEdgeRule({ branch }: EdgeRule, facts: TagFacts): RuleResult | undefined {
  const applies = branch === undefined ? isDefaultBranch(facts) : branch === refName(facts, "branch");
  return applies ? { value: "edge", isLiteral: true, isLatest: false } : undefined;
}

/** The name of the branch or git tag, or the number of the pull request. */
export function applyRefRule({ event }: RefRule, facts: TagFacts): RuleResult {
  return { value: refName(facts, event), isLiteral: false, isLatest: event === "tag" };
}

/** The value. */
export function applyRawRule({ value }: RawRule, facts: TagFacts): RuleResult {
  return { value: printTemplate(value, facts), isLiteral: isLiteral(value), isLatest: false };
}

/** The commit. */
export function applyShaRule({ format }: ShaRule, facts: TagFacts): RuleResult {
  return { value: format === "short" ? shortSha(facts) : facts.sha, isLiteral: false, isLatest: false };
}
