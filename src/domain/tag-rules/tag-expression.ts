import { ActionError } from "../failure.ts";
import { nearestWord, quote } from "./mistakes.ts";
import { isTimeZone } from "./moment-format.ts";

/** What can be asked for wherever expressions are allowed. */
export const GLOBAL_EXPRESSIONS = [
  "branch",
  "tag",
  "sha",
  "base_ref",
  "is_default_branch",
  "is_not_default_branch",
  "date",
  "commit_date",
] as const;

/** What can be asked for in the pattern of a rule that reads a version. */
export const VERSION_EXPRESSIONS = ["raw", "version", "major", "minor", "patch"] as const;

export type ExpressionName = (typeof GLOBAL_EXPRESSIONS)[number] | (typeof VERSION_EXPRESSIONS)[number];

/** `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}`; format and time zone are those of the two that print a date. */
export interface TagExpression {
  readonly name: ExpressionName;
  readonly format: string;
  readonly timeZone: string;
}

/** A text with expressions, in order. */
export type Template = readonly (string | TagExpression)[];

/** Whether an expression may be one about a version. */
export type Scope = "global" | "version";

const DATE_FORM = "{{date 'YYYYMMDD'}} or {{date 'YYYYMMDD' tz='Asia/Tokyo'}}";
const QUOTED = /'([^']*)'|"([^"]*)"/.source;
const DATE_ARGUMENTS = new RegExp(`^(?:${QUOTED})(?:\\s+tz\\s*=\\s*(?:${QUOTED}))?$`);

/**
 * Reads a text that may contain `{{…}}`.
 * @throws ActionError `input` for an expression that is not known, or not in this scope, or does not end.
 */
export function parseTemplate(text: string, scope: Scope = "global"): Template {
  const parts: (string | TagExpression)[] = [];
  let rest = text;
  while (rest !== "") {
    const start = rest.indexOf("{{");
    if (start !== 0) parts.push(start === -1 ? rest : rest.slice(0, start));
    if (start === -1) break;
    const end = rest.indexOf("}}", start);
    if (end === -1)
      throw new ActionError("input", `${quote(rest.slice(start))} does not end`, {
        hint: "Close it with }}, and put quotes around what contains a comma.",
      });
    parts.push(parseExpression(rest.slice(start + 2, end).trim(), scope));
    rest = rest.slice(end + 2);
  }
  return parts;
}

/** Tells whether a text is the same in every run. */
export function isLiteral(template: Template): boolean {
  return template.every((part) => typeof part === "string");
}

/** Tells whether a template asks for this. */
export function asksFor(template: Template, name: ExpressionName): boolean {
  return template.some((part) => typeof part !== "string" && part.name === name);
}

function parseExpression(text: string, scope: Scope): TagExpression {
  const name = text.replace(/\s[^]*/, "");
  const rest = text.slice(name.length).trim();
  if (!isKnown(name, scope)) throw notKnown(name, scope);
  if (name === "date" || name === "commit_date") return { name, ...parseDateArguments(name, rest) };
  if (rest !== "") {
    throw new ActionError("input", `${quote(`{{${text}}}`)} has more than a name`, {
      hint: `Write {{${name}}}.`,
    });
  }
  return { name, format: "", timeZone: "UTC" };
}

function isKnown(name: string, scope: Scope): name is ExpressionName {
  return expressionsIn(scope).includes(name);
}

function expressionsIn(scope: Scope): readonly string[] {
  return scope === "global" ? GLOBAL_EXPRESSIONS : [...VERSION_EXPRESSIONS, ...GLOBAL_EXPRESSIONS];
}

function notKnown(name: string, scope: Scope): ActionError {
  if (isKnown(name, "version")) {
    return new ActionError("input", `{{${name}}} is not known here`, {
      hint: "It is known in the pattern of type=semver and type=pep440.",
    });
  }
  const known = expressionsIn(scope).map((word) => `{{${word}}}`);
  return new ActionError("input", `${quote(`{{${name}}}`)} is not known`, {
    hint: `Did you mean ${nearestWord(`{{${name}}}`, known)}? Allowed are ${known.join(", ")}.`,
  });
}

function parseDateArguments(
  name: string,
  text: string,
): { readonly format: string; readonly timeZone: string } {
  const [, single, double, singleZone, doubleZone] = DATE_ARGUMENTS.exec(text) ?? [];
  const format = single ?? double ?? "";
  const timeZone = singleZone ?? doubleZone ?? "UTC";
  if (format === "") {
    const form = DATE_FORM.replaceAll("date", name);
    throw new ActionError("input", `${quote(`{{${`${name} ${text}`.trim()}}}`)} has no format`, {
      hint: `Write ${form}.`,
    });
  }
  if (!isTimeZone(timeZone)) {
    const nearest = nearestWord(timeZone, ["UTC", ...Intl.supportedValuesOf("timeZone")]);
    throw new ActionError("input", `${quote(timeZone)} is not a time zone`, {
      hint: `Did you mean ${nearest}?`,
    });
  }
  return { format, timeZone };
}
