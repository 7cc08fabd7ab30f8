import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { logText } from "../../src/domain/log-text.ts";

const ESC = "\u001b";
const MARK = "\u200b";

/** What .NET's TrimStart removes, with which the runner looks for commands. */
const DOTNET_SPACES =
  "\t \n \v \f \r \u0085 \u00a0 \u1680 \u2000 \u2001 \u2002 \u2003 \u2004 \u2005 \u2006 \u2007 \u2008 \u2009 \u200a \u2028 \u2029 \u202f \u205f \u3000"
    .split(" ")
    .concat(" ");

describe("logText", () => {
  it.each([
    { case: "plain text", text: "#5 [2/2] RUN echo a::b", safe: "#5 [2/2] RUN echo a::b" },
    { case: "text of several lines", text: "a\n\tb\n\n  c", safe: "a\n\tb\n\n  c" },
    { case: "no text", text: "", safe: "" },
    { case: "letters and emoji", text: "größer 名前 🐳", safe: "größer 名前 🐳" },
    { case: "a single hash and bracket", text: "#[x] #1 ##x [##", safe: "#[x] #1 ##x [##" },
  ])("leaves $case as it is", ({ text, safe }) => {
    expect(logText(text)).toBe(safe);
  });

  it.each([
    { case: "a command", text: "::error::x", safe: "| ::error::x" },
    {
      case: "a command with properties",
      text: "::error file=a,line=1::x",
      safe: "| ::error file=a,line=1::x",
    },
    { case: "an indented command", text: " \t ::set-output name=a::b", safe: "|  \t ::set-output name=a::b" },
    { case: "a command on a later line", text: "a\n::add-mask::e\nb", safe: "a\n| ::add-mask::e\nb" },
    {
      case: "a command after a carriage return",
      text: "progress\r::error::x",
      safe: "progress\n| ::error::x",
    },
    { case: "a command after CRLF", text: "a\r\n::error::x\r\n", safe: "a\n| ::error::x\n" },
    { case: "the end of stop-commands", text: "::token::", safe: "| ::token::" },
    { case: "two colons alone", text: "::", safe: "| ::" },
    { case: "a command after colours", text: `${ESC}[31m::error::x${ESC}[0m`, safe: "| ::error::x" },
    { case: "a command after a title", text: `${ESC}]0;t\u0007::error::x`, safe: "| ::error::x" },
    { case: "a command after NUL", text: "\u0000::error::x", safe: "| ::error::x" },
    { case: "a command split by NUL", text: ":\u0000:error::x", safe: "| ::error::x" },
    { case: "a command after VT and FF", text: "\u000b\u000c::error::x", safe: "| ::error::x" },
    { case: "an old command", text: "##[add-mask]x", safe: `##${MARK}[add-mask]x` },
    {
      case: "an old command inside a line",
      text: "a ##[error]x ##[debug]y",
      safe: `a ##${MARK}[error]x ##${MARK}[debug]y`,
    },
    { case: "an old command split by colours", text: `#${ESC}[1m#[group]x`, safe: `##${MARK}[group]x` },
    { case: "an old command with more hashes", text: "####[group]x", safe: `####${MARK}[group]x` },
    { case: "both kinds in a line", text: "::a::##[b]c", safe: `| ::a::##${MARK}[b]c` },
  ])("does not let the runner see $case", ({ text, safe }) => {
    expect(logText(text)).toBe(safe);
  });

  it.each(DOTNET_SPACES.filter((space) => !"\n\r\v\f".includes(space)).map((space) => ({ space })))(
    "knows $space as a space that the runner skips before a command",
    ({ space }) => {
      expect(logText(`${space}${space}::error::x`)).toBe(`| ${space}${space}::error::x`);
    },
  );

  it.each([
    { case: "colours", text: `${ESC}[1;38;5;196mred${ESC}[0m`, safe: "red" },
    { case: "cursor moves", text: `${ESC}[2K${ESC}[1A${ESC}[?25lx`, safe: "x" },
    { case: "links", text: `${ESC}]8;;https://evil.example${ESC}\\here${ESC}]8;;${ESC}\\`, safe: "here" },
    { case: "a sequence that does not end", text: `${ESC}]0;title`, safe: "]0;title" },
    { case: "a sequence cut short", text: `a${ESC}[`, safe: "a[" },
    { case: "an escape character hidden in another", text: `${ESC}${ESC}[0m[31mx`, safe: "[31mx" },
    { case: "backspaces and DEL", text: "secret\b\b\b\u007f", safe: "secret" },
    { case: "a lone carriage return", text: "10%\r20%\r30%", safe: "10%\n20%\n30%" },
  ])("removes $case", ({ text, safe }) => {
    expect(logText(text)).toBe(safe);
  });

  it("keeps a value that the runner masks in one piece", () => {
    expect(logText("::error::hunter2")).toContain("::error::hunter2");
  });

  it("leaves no command and no escape character, whatever the text", () => {
    const unit = fc.constantFrom(
      ...DOTNET_SPACES,
      "#",
      "#",
      "[",
      "]",
      ":",
      ":",
      "::",
      "##[",
      ESC,
      "[0m",
      "]0;",
      "\u0007",
      "\u0000",
      MARK,
      "a",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const safe = logText(text);
        // eslint-disable-next-line no-control-regex -- they are what must not be there
        expect(safe).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
        for (const line of safe.split(/\r\n|\r|\n/)) {
          expect(trimStart(line).startsWith("::")).toBe(false);
          expect(line).not.toContain("##[");
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes nothing that it made safe already", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("#", "[", ":", "\r", "\n", ESC, " ", "a") }), (text) => {
        expect(logText(logText(text))).toBe(logText(text));
      }),
    );
  });

  it("keeps the lines that a sequence without an end is followed by", () => {
    expect(logText(`${ESC}]0;title\nline\nbell \u0007`)).toContain("line");
  });

  it("removes the control characters of eight bits too", () => {
    expect(logText("\u009b31mred\u009d0;t\u009c")).not.toMatch(/[\u0080-\u0084\u0086-\u009f]/);
  });
});

function trimStart(line: string): string {
  let start = 0;
  while (DOTNET_SPACES.includes(line[start] ?? "")) start += 1;
  return line.slice(start);
}
