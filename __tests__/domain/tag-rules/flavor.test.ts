import { describe, expect, it } from "@jest/globals";
import { parseFlavor } from "../../../src/domain/tag-rules/flavor.ts";
import { Mistakes } from "../../../src/domain/tag-rules/mistakes.ts";
import { someFacts } from "./some-facts.ts";

const NONE = { text: "", isOnLatest: false };

function flavorOf(text: string) {
  const mistakes = new Mistakes();
  const flavor = parseFlavor(text, someFacts(), mistakes);
  mistakes.throwFound();
  return flavor;
}

describe("parseFlavor", () => {
  it.each([
    { text: "", flavor: { latest: "auto", prefix: NONE, suffix: NONE } },
    { text: "latest=auto\nprefix=\nsuffix=", flavor: { latest: "auto", prefix: NONE, suffix: NONE } },
    { text: "latest=", flavor: { latest: "auto", prefix: NONE, suffix: NONE } },
    { text: "# all\nLATEST = True", flavor: { latest: "true", prefix: NONE, suffix: NONE } },
    { text: "latest={{is_not_default_branch}}", flavor: { latest: "false", prefix: NONE, suffix: NONE } },
    {
      text: 'prefix=a-,onlatest=true\n"suffix=-b,c",onlatest=false',
      flavor: {
        latest: "auto",
        prefix: { text: "a-", isOnLatest: true },
        suffix: { text: "-b,c", isOnLatest: false },
      },
    },
    {
      text: "prefix=a\nprefix={{branch}}-,onlatest=",
      flavor: { latest: "auto", prefix: { text: "main-", isOnLatest: false }, suffix: NONE },
    },
  ])("reads $text", ({ text, flavor }) => {
    expect(flavorOf(text)).toEqual(flavor);
  });

  it.each([
    { text: "latest=yes", message: '"latest=yes" is not known' },
    { text: "latest", message: "a line of flavor is latest=…, prefix=… or suffix=…" },
    { text: "onlatest=true", message: "a line of flavor is latest=…, prefix=… or suffix=…" },
    { text: "latest=auto,prefix=x", message: '"prefix" does not belong to latest' },
    { text: "latest=auto,onlatest=true", message: '"onlatest" does not belong to latest' },
    { text: "prefix=a,b", message: '"b" does not belong to prefix' },
    { text: "suffix=a,onlatest=yes", message: '"onlatest=yes" is neither true nor false' },
    { text: "suffix={{vresion}}", message: '"{{vresion}}" is not known' },
  ])("refuses $text", ({ text, message }) => {
    expect(() => flavorOf(text)).toThrow(
      expect.objectContaining({ code: "input", message: `flavor, line 1 ("${text}"): ${message}` }),
    );
  });

  it("tells where quotes do not end", () => {
    expect(() => flavorOf('latest=auto\n"prefix=a')).toThrow(
      'flavor: line 2 (""prefix=a"): a quoted item does not end',
    );
  });
});
