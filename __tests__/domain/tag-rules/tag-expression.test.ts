import { describe, expect, it } from "@jest/globals";
import { printTemplate } from "../../../src/domain/tag-rules/expression-value.ts";
import type { Scope } from "../../../src/domain/tag-rules/tag-expression.ts";
import { asksFor, isLiteral, parseTemplate } from "../../../src/domain/tag-rules/tag-expression.ts";
import { aGitTag, RUNS, someFacts } from "./some-facts.ts";

const VERSION = { raw: "v1.2.3", version: "1.2.3", major: 1, minor: 2, patch: 3 };

describe("parseTemplate", () => {
  it("reads texts and expressions in order", () => {
    expect(parseTemplate("a{{branch}}{{ sha }}-}}{")).toEqual([
      "a",
      { name: "branch", format: "", timeZone: "UTC" },
      { name: "sha", format: "", timeZone: "UTC" },
      "-}}{",
    ]);
    expect(parseTemplate("")).toEqual([]);
  });

  it.each([
    { text: "{{date 'YYYY'}}", name: "date", format: "YYYY", timeZone: "UTC" },
    { text: '{{ date "[it\'s] YYYY" }}', name: "date", format: "[it's] YYYY", timeZone: "UTC" },
    { text: "{{date 'HH:mm' tz='Asia/Tokyo'}}", name: "date", format: "HH:mm", timeZone: "Asia/Tokyo" },
    { text: "{{commit_date 'X'  tz = \"utc\"}}", name: "commit_date", format: "X", timeZone: "utc" },
  ])("reads $text", ({ text, name, format, timeZone }) => {
    expect(parseTemplate(text)).toEqual([{ name, format, timeZone }]);
  });

  it.each<{ text: string; message: string; hint: string; scope?: Scope }>([
    {
      text: "{{branch",
      message: '"{{branch" does not end',
      hint: "Close it with }}, and put quotes around what contains a comma.",
    },
    {
      text: "{{branch x}}",
      message: '"{{branch x}}" has more than a name',
      hint: "Write {{branch}}.",
    },
    {
      text: "{{version}}",
      message: "{{version}} is not known here",
      hint: "It is known in the pattern of type=semver and type=pep440.",
    },
    {
      text: "{{}}",
      message: '"{{}}" is not known',
      hint:
        "Did you mean {{tag}}? Allowed are {{branch}}, {{tag}}, {{sha}}, {{base_ref}}, {{is_default_branch}}, " +
        "{{is_not_default_branch}}, {{date}}, {{commit_date}}.",
    },
    {
      text: "{{Version}}",
      scope: "version",
      message: '"{{Version}}" is not known',
      hint:
        "Did you mean {{version}}? Allowed are {{raw}}, {{version}}, {{major}}, {{minor}}, {{patch}}, {{branch}}, " +
        "{{tag}}, {{sha}}, {{base_ref}}, {{is_default_branch}}, {{is_not_default_branch}}, {{date}}, {{commit_date}}.",
    },
    {
      text: "{{commit_date}}",
      message: '"{{commit_date}}" has no format',
      hint: "Write {{commit_date 'YYYYMMDD'}} or {{commit_date 'YYYYMMDD' tz='Asia/Tokyo'}}.",
    },
    {
      text: "{{date YYYY}}",
      message: '"{{date YYYY}}" has no format',
      hint: "Write {{date 'YYYYMMDD'}} or {{date 'YYYYMMDD' tz='Asia/Tokyo'}}.",
    },
    {
      text: "{{date 'YYYY' tz='Asia/Tokio'}}",
      message: '"Asia/Tokio" is not a time zone',
      hint: "Did you mean Asia/Tokyo?",
    },
  ])("refuses $text", ({ text, scope, message, hint }) => {
    expect(() => parseTemplate(text, scope)).toThrow(
      expect.objectContaining({ code: "input", message, hint }),
    );
  });

  it("reads a long text of nothing but openings in no time", () => {
    expect(() => parseTemplate("{{".repeat(100_000))).toThrow("does not end");
    expect(() => parseTemplate("{{x}}".repeat(100_000))).toThrow('"{{x}}" is not known');
  });
});

describe("a template", () => {
  it("is literal without expressions, and knows which it has", () => {
    expect(isLiteral(parseTemplate("a"))).toBe(true);
    expect(isLiteral(parseTemplate("a{{sha}}"))).toBe(false);
    expect(asksFor(parseTemplate("a{{sha}}"), "sha")).toBe(true);
    expect(asksFor(parseTemplate("sha{{tag}}"), "sha")).toBe(false);
  });

  it.each([
    { expression: "{{branch}}", main: "main", feature: "my/branch", tag: "", pullRequest: "" },
    { expression: "{{tag}}", main: "", feature: "", tag: "v1.2.3", pullRequest: "" },
    { expression: "{{sha}}", main: "90dd603", feature: "90dd603", tag: "90dd603", pullRequest: "90dd603" },
    { expression: "{{base_ref}}", main: "", feature: "", tag: "main", pullRequest: "main" },
    {
      expression: "{{is_default_branch}}",
      main: "true",
      feature: "false",
      tag: "false",
      pullRequest: "false",
    },
    {
      expression: "{{is_not_default_branch}}",
      main: "false",
      feature: "true",
      tag: "true",
      pullRequest: "true",
    },
  ])("prints $expression as documented", ({ expression, main, feature, tag, pullRequest }) => {
    const template = parseTemplate(expression);
    expect(printTemplate(template, someFacts({ baseRef: "main" }))).toBe(main);
    expect(printTemplate(template, RUNS.feature)).toBe(feature);
    expect(printTemplate(template, aGitTag("v1.2.3", { baseRef: "refs/heads/main" }))).toBe(tag);
    expect(printTemplate(template, RUNS.pullRequest)).toBe(pullRequest);
  });

  it("prints the version", () => {
    const template = parseTemplate("{{raw}} {{version}} {{major}} {{minor}} {{patch}}", "version");
    expect(printTemplate(template, someFacts(), VERSION)).toBe("v1.2.3 1.2.3 1 2 3");
  });

  it("prints the commit's date, or the present where nobody knows it", () => {
    const template = parseTemplate("{{date 'YYYY'}} {{commit_date 'YYYY-MM-DDTHH:mm:ss.SSS[Z]'}}");
    expect(printTemplate(template, someFacts({ commitDate: new Date("2019-05-06T07:08:09.010Z") }))).toBe(
      "2020 2019-05-06T07:08:09.010Z",
    );
    expect(printTemplate(template, someFacts())).toBe("2020 2020-01-10T00:30:00.000Z");
  });
});
