import type { Template } from "./tag-expression.ts";

/** What every rule has. */
export interface RuleBase {
  /** Where it stands, for messages. */
  readonly place: string;
  /** `true` or `false` when printed. */
  readonly enable: Template;
  /** Tags are listed by it, the greatest first. */
  readonly priority: number;
  readonly prefix: Template;
  readonly suffix: Template;
}

export interface ScheduleRule extends RuleBase {
  readonly type: "schedule";
  readonly pattern: Template;
}

export interface VersionRule extends RuleBase {
  readonly type: "semver" | "pep440";
  readonly pattern: Template;
  /** The version; the git tag when empty. */
  readonly value: Template;
  /** What a pre-release is called: after the whole version as documented, after the pattern, or not at all. */
  readonly preRelease: "version" | "pattern" | "nothing";
  /** Whether `latest=auto` adds `latest` to a release. */
  readonly isLatest: boolean;
}

export interface MatchRule extends RuleBase {
  readonly type: "match";
  readonly pattern: RegExp;
  readonly group: number;
  /** What is searched; the git tag when empty. */
  readonly value: Template;
}

export interface EdgeRule extends RuleBase {
  readonly type: "edge";
  /** `undefined` for the default branch. */
  readonly branch: string | undefined;
}

export interface RefRule extends RuleBase {
  readonly type: "ref";
  readonly event: "branch" | "tag" | "pr";
}

export interface RawRule extends RuleBase {
  readonly type: "raw";
  readonly value: Template;
}

export interface ShaRule extends RuleBase {
  readonly type: "sha";
  readonly format: "short" | "long";
}

/** A rule of the tags input: when it applies, and what tag it then gives. */
export type TagRule = ScheduleRule | VersionRule | MatchRule | EdgeRule | RefRule | RawRule | ShaRule;

export type RuleType = TagRule["type"];

/** The priorities of those rules that do not give one. */
export const DEFAULT_PRIORITIES: Readonly<Record<RuleType, number>> = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
};

/** What a rule gives in a run in which it applies. */
export interface RuleResult {
  readonly value: string;
  /** Whether somebody wrote the value as it is. */
  readonly isLiteral: boolean;
  /** Whether `latest=auto` adds `latest`. */
  readonly isLatest: boolean;
}
