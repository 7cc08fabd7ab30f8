import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import type { BuildSecret } from "../../src/domain/secret.ts";
import {
  distinctSecrets,
  isEmpty,
  parseSecretFiles,
  parseSecretValues,
  parseSecretVariables,
} from "../../src/domain/secret.ts";

const PARSERS = { parseSecretValues, parseSecretVariables, parseSecretFiles };

describe("parseSecretValues", () => {
  it("reads a secret a line", () => {
    expect(parseSecretValues("api.key-1=s3cret\n# a comment\n\n_B=2\r\n")).toEqual([
      { from: "value", id: "api.key-1", value: "s3cret" },
      { from: "value", id: "_B", value: "2" },
    ]);
  });

  it.each([
    { kind: "an = in it", text: "id=a=b==", value: "a=b==" },
    { kind: "a comma in it", text: "id=a,b", value: "a,b" },
    { kind: "a hash at its start", text: "id=#a", value: "#a" },
    { kind: "quotes around it", text: 'id="a"', value: '"a"' },
    { kind: "blanks around the item", text: "  id=a \t", value: "a" },
    { kind: "nothing in it", text: "id=", value: "" },
    { kind: "blanks at its edges, in quotes", text: '"id= a\n"', value: " a\n" },
    { kind: "several lines", text: '"id=a\n#b\n\nc"', value: "a\n#b\n\nc" },
    { kind: "quotes of its own in quotes", text: '"id={""a"": ""b""}"', value: '{"a": "b"}' },
    { kind: "a flag's look", text: "id=--push", value: "--push" },
  ])("takes a value with $kind", ({ text, value }) => {
    expect(parseSecretValues(text)).toEqual([{ from: "value", id: "id", value }]);
  });

  it("gives every value back that was put into quotes", () => {
    const secret = fc.tuple(fc.stringMatching(/^[\w.-]{1,12}$/), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(secret), (all) => {
        const text = all.map(([id, value]) => `"${id}=${value.replaceAll('"', '""')}"`).join("\n");
        expect(parseSecretValues(text)).toEqual(all.map(([id, value]) => ({ from: "value", id, value })));
      }),
    );
  });
});

describe("parseSecretVariables", () => {
  it("reads names of variables, with commas or lines between", () => {
    expect(parseSecretVariables("npm=NPM_TOKEN, pip=PIP_TOKEN\nGITHUB_TOKEN=GITHUB_TOKEN")).toEqual([
      { from: "env", id: "npm", variable: "NPM_TOKEN" },
      { from: "env", id: "pip", variable: "PIP_TOKEN" },
      { from: "env", id: "GITHUB_TOKEN", variable: "GITHUB_TOKEN" },
    ]);
  });
});

describe("parseSecretFiles", () => {
  it("reads a path a line, which may have commas", () => {
    expect(parseSecretFiles("netrc=./ci/netrc\nkey=/home/runner/a,b=c")).toEqual([
      { from: "file", id: "netrc", path: "./ci/netrc" },
      { from: "file", id: "key", path: "/home/runner/a,b=c" },
    ]);
  });
});

describe.each(Object.entries(PARSERS).map(([name, parse]) => ({ name, parse })))("$name", ({ parse }) => {
  it.each(["", " \n", "# nothing"])("knows none in %p", (text) => {
    expect(parse(text)).toEqual([]);
  });

  it("refuses quotes that do not close without telling what is in them", () => {
    expect(() => parse('"token=S3CRET')).toThrow(
      expect.objectContaining({ name: "ActionError", code: "input", message: "a quoted item does not end" }),
    );
  });

  it("reads any text as secrets or refuses it, without telling a value", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a=,"# \n]*$/));
    fc.assert(
      fc.property(text, (given) => {
        try {
          parse(given);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
          expect((error as ActionError).message).toMatch(
            /^(?:item \d+ is not id=…, or has nothing after the =|a quoted item does not end)$/,
          );
        }
      }),
    );
  });
});

describe("the parsers of secrets", () => {
  it.each<{ name: keyof typeof PARSERS; text: string }>([
    { name: "parseSecretValues", text: "a=1\nS3CRET" },
    { name: "parseSecretValues", text: "# a comment\n\na=1\n=S3CRET" },
    { name: "parseSecretValues", text: "a=1\nS3/CRET=1" },
    { name: "parseSecretValues", text: "a=-----BEGIN-----\nS3CRET\n-----END-----" },
    { name: "parseSecretVariables", text: "a=B\nS3CRET" },
    { name: "parseSecretVariables", text: "a=B,S3CRET=" },
    { name: "parseSecretFiles", text: "a=./b\n./S3CRET" },
    { name: "parseSecretFiles", text: "a=./b,c\nS3CRET=" },
  ])("name the item that is none, not its text: $name of $text", ({ name, text }) => {
    expect(() => PARSERS[name](text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: "item 2 is not id=…, or has nothing after the =",
        hint: "Write one id=… a line; the id may have letters, digits, dots, dashes and underscores. A value of several lines goes into quotes.",
      }),
    );
  });
});

describe("distinctSecrets", () => {
  it.each<{ case: string; secrets: readonly BuildSecret[] }>([
    { case: "none", secrets: [] },
    {
      case: "ids that differ in case only",
      secrets: [
        { from: "value", id: "token", value: "1" },
        { from: "env", id: "TOKEN", variable: "TOKEN" },
      ],
    },
  ])("passes $case", ({ secrets }) => {
    expect(distinctSecrets(secrets)).toEqual(secrets);
  });

  it.each<{ case: string; second: BuildSecret }>([
    { case: "by values", second: { from: "value", id: "token", value: "2" } },
    { case: "by a value and a variable", second: { from: "env", id: "token", variable: "TOKEN" } },
    { case: "by a value and a file", second: { from: "file", id: "token", path: "./token" } },
  ])("refuses an id that is given twice $case", ({ second }) => {
    const other: BuildSecret = { from: "value", id: "other", value: "1" };
    expect(() => distinctSecrets([other, { from: "value", id: "token", value: "1" }, second])).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: 'the secret "token" is given twice',
        hint: "Give each id one source.",
      }),
    );
  });
});

describe("isEmpty", () => {
  it.each<{ secret: BuildSecret; is: boolean }>([
    { secret: { from: "value", id: "a", value: "" }, is: true },
    { secret: { from: "value", id: "a", value: "1" }, is: false },
    { secret: { from: "env", id: "a", variable: "A" }, is: false },
    { secret: { from: "file", id: "a", path: "./a" }, is: false },
  ])("tells of $secret: $is", ({ secret, is }) => {
    expect(isEmpty(secret)).toBe(is);
  });
});
