import type { RuleAttributes } from "./rule-attributes.ts";
import type { Template } from "./tag-expression.ts";
import { parseTemplate } from "./tag-expression.ts";
import type { TagRule, VersionRule } from "./tag-rule.ts";
import { DEFAULT_PRIORITIES } from "./tag-rule.ts";

const ATTRIBUTES = { release: [], environments: ["environment"] } as const;
const COMMON_ATTRIBUTES = ["preset", "enable", "priority", "value"];

const VERSION = parseTemplate("v{{version}}", "version");
const MINOR = parseTemplate("v{{major}}.{{minor}}", "version");

/**
 * The rules that a preset stands for. `release`: `v1.2.3`, `v1.2` and `latest`, of a pre-release its version alone.
 * `environments`: `v1.2.3-staging`, and no `latest`.
 */
export function parsePreset(attributes: RuleAttributes): readonly TagRule[] {
  const preset = attributes.oneOf("preset", ["release", "environments"]);
  if (preset === undefined) return [];
  const known = [...COMMON_ATTRIBUTES, ...ATTRIBUTES[preset]];
  attributes.noteOthers(`preset=${preset}`, known, attributes.words);
  return preset === "release" ? releaseRules(attributes) : environmentRules(attributes);
}

function releaseRules(attributes: RuleAttributes): readonly TagRule[] {
  const rule = versionRule(attributes, []);
  return [rule, { ...rule, pattern: MINOR, preRelease: "nothing" }];
}

function environmentRules(attributes: RuleAttributes): readonly TagRule[] {
  if (attributes.text("environment") === undefined) {
    attributes.note("environment is missing", "Write preset=environments,environment=staging.");
  }
  return [{ ...versionRule(attributes, ["-", ...attributes.template("environment")]), isLatest: false }];
}

function versionRule(attributes: RuleAttributes, suffix: Template): VersionRule {
  return {
    place: attributes.place,
    type: "semver",
    enable: attributes.template("enable", "true"),
    priority: attributes.integer("priority", DEFAULT_PRIORITIES.semver),
    prefix: [],
    suffix,
    pattern: VERSION,
    value: attributes.template("value"),
    preRelease: "pattern",
    isLatest: true,
  };
}
