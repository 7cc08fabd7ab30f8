import { explain } from "@renovatebot/pep440";
import parseSemver from "semver/functions/parse.js";
import { ActionError } from "../failure.ts";
import type { VersionValues } from "./expression-value.ts";
import { printTemplate } from "./expression-value.ts";
import { quote } from "./mistakes.ts";
import type { Template } from "./tag-expression.ts";
import { asksFor, isLiteral, parseTemplate } from "./tag-expression.ts";
import type { TagFacts } from "./tag-facts.ts";
import { refName } from "./tag-facts.ts";
import type { RuleResult, VersionRule } from "./tag-rule.ts";

interface Version extends VersionValues {
  readonly isPreRelease: boolean;
}

const EXAMPLES = { semver: "v1.2.3 or 1.2.3-rc.1", pep440: "1.2.3 or 1.2.3rc1" };
const RAW = parseTemplate("{{raw}}", "version");
const WHOLE = parseTemplate("{{version}}", "version");

/**
 * The tag of a version, or nothing where the git tag is none.
 * @throws ActionError `input` when the value that somebody wrote is not a version.
 */
export function applyVersionRule(rule: VersionRule, facts: TagFacts): RuleResult | undefined {
  const value = printTemplate(rule.value, facts);
  const raw = value === "" ? refName(facts, "tag") : value;
  const version = rule.type === "semver" ? semver(raw) : pep440(raw);
  if (version === undefined) {
    if (value === "" || !isLiteral(rule.value)) return undefined;
    throw new ActionError("input", `${quote(value)} is not a version`, {
      hint: `Write one such as ${EXAMPLES[rule.type]}.`,
    });
  }
  const pattern = version.isPreRelease ? preReleasePattern(rule) : rule.pattern;
  if (pattern === undefined) return undefined;
  const isLatest = rule.isLatest && !version.isPreRelease;
  return { value: printTemplate(pattern, facts, version), isLiteral: false, isLatest };
}

/** What is not a release yet must not move the tags that people follow, such as `1.2`. */
function preReleasePattern({ preRelease, pattern }: VersionRule): Template | undefined {
  if (preRelease === "nothing") return undefined;
  if (preRelease === "pattern") return pattern;
  return asksFor(pattern, "raw") ? RAW : WHOLE;
}

function semver(raw: string): Version | undefined {
  const parsed = parseSemver(raw);
  if (parsed === null) return undefined;
  const { version, major, minor, patch, prerelease } = parsed;
  return { raw, version, major, minor, patch, isPreRelease: prerelease.length > 0 };
}

function pep440(raw: string): Version | undefined {
  const parsed = explain(raw);
  if (parsed === null) return undefined;
  // PEP 440 takes numbers that are not given as zero.
  const [major, minor, patch] = [...parsed.release, 0, 0] as [number, number, number];
  const { local, is_prerelease, is_devrelease, is_postrelease } = parsed;
  const version = local === null ? parsed.public : `${parsed.public}+${local}`;
  return {
    raw,
    version,
    major,
    minor,
    patch,
    isPreRelease: is_prerelease || is_devrelease || is_postrelease,
  };
}
