import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseBuildArgs, printBuildArg } from "../../src/domain/build-arg.ts";
import { ActionError } from "../../src/domain/failure.ts";

describe("parseBuildArgs", () => {
  it.each([
    { kind: "nothing", text: "", args: [] },
    { kind: "a value", text: "KEY=value", args: [{ key: "KEY", value: "value" }] },
    { kind: "a bare key", text: "HTTP_PROXY", args: [{ key: "HTTP_PROXY", value: undefined }] },
    { kind: "an empty value", text: "KEY=", args: [{ key: "KEY", value: "" }] },
    { kind: "a value with = and commas", text: "KEY=a=b,c", args: [{ key: "KEY", value: "a=b,c" }] },
    { kind: "blanks around key and line", text: "  KEY = a \n", args: [{ key: "KEY", value: " a" }] },
    { kind: "a value of several lines", text: '"KEY=a\n\nb=c"', args: [{ key: "KEY", value: "a\n\nb=c" }] },
    {
      kind: "several lines with a comment",
      text: "# proxies\nA=1\nB\n\nA=2",
      args: [
        { key: "A", value: "1" },
        { key: "B", value: undefined },
        { key: "A", value: "2" },
      ],
    },
  ])("reads $kind", ({ text, args }) => {
    expect(parseBuildArgs(text)).toEqual(args);
  });

  it.each([
    { text: "A=1\n=value", shown: "=value" },
    { text: "  = ", shown: "=" },
  ])('refuses "$shown", which has no key', ({ text, shown }) => {
    expect(() => parseBuildArgs(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${shown}" is not KEY=VALUE`,
        hint: "Write one KEY=VALUE a line.",
      }),
    );
  });

  it("reads any text as arguments with a key or refuses it", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a=,"# \n]*$/));
    fc.assert(
      fc.property(text, (text) => {
        try {
          expect(parseBuildArgs(text).filter(({ key }) => key === "" || key.includes("="))).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });
});

describe("printBuildArg", () => {
  it.each([
    { arg: { key: "KEY", value: "a b" }, text: "KEY=a b" },
    { arg: { key: "KEY", value: "" }, text: "KEY=" },
    { arg: { key: "HTTP_PROXY", value: undefined }, text: "HTTP_PROXY" },
  ])("prints $text", ({ arg, text }) => {
    expect(printBuildArg(arg)).toBe(text);
  });

  it("prints what is read as the same argument", () => {
    const value = fc.option(fc.string({ unit: "binary" }).map(withoutEnd), { nil: undefined });
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z_]\w{0,9}$/), value, (key, value) => {
        const quoted = `"${printBuildArg({ key, value }).replaceAll('"', '""')}"`;
        expect(parseBuildArgs(quoted)).toEqual([{ key, value }]);
      }),
    );
  });
});

function withoutEnd(value: string): string {
  return value.trimEnd();
}
