import { printDate } from "./moment-format.ts";
import type { ExpressionName, TagExpression, Template } from "./tag-expression.ts";
import type { TagFacts } from "./tag-facts.ts";
import { baseRefName, isDefaultBranch, refName, shortSha } from "./tag-facts.ts";

/** What the expressions about a version stand for. */
export interface VersionValues {
  /** As it was written, `v1.2.3`. */
  readonly raw: string;
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

type Printer = (facts: TagFacts, expression: TagExpression) => string;

const PRINTERS: Readonly<Record<Exclude<ExpressionName, keyof VersionValues>, Printer>> = {
  branch: (facts) => refName(facts, "branch"),
  tag: (facts) => refName(facts, "tag"),
  sha: shortSha,
  base_ref: baseRefName,
  is_default_branch: (facts) => String(isDefaultBranch(facts)),
  is_not_default_branch: (facts) => String(!isDefaultBranch(facts)),
  date: ({ startedAt }, { format, timeZone }) => printDate(startedAt, format, timeZone),
  commit_date: ({ commitDate, startedAt }, { format, timeZone }) =>
    printDate(commitDate ?? startedAt, format, timeZone),
};

/** Prints a text with what its expressions stand for in this run, as it is: a ref's name with all its characters. */
export function printTemplate(
  template: Template,
  facts: TagFacts,
  version: Partial<VersionValues> = {},
): string {
  return template
    .map((part) => (typeof part === "string" ? part : printExpression(part, facts, version)))
    .join("");
}

function printExpression(
  expression: TagExpression,
  facts: TagFacts,
  version: Partial<VersionValues>,
): string {
  const { name } = expression;
  // The parser lets the names of a version pass only where there is one.
  if (isVersionName(name)) return String(version[name]);
  return PRINTERS[name](facts, expression);
}

function isVersionName(name: ExpressionName): name is keyof VersionValues {
  return !(name in PRINTERS);
}
