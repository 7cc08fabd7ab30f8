import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { indentOf, printGoJson } from "../../src/domain/go-json.ts";

describe("printGoJson", () => {
  it("escapes what Go escapes, inside names as well", () => {
    expect(printGoJson({ "<&>": "a\u2028b\u2029c\u007f" })).toBe(
      String.raw`{"\u003c\u0026\u003e":"a\u2028b\u2029c` + '\u007f"}',
    );
  });

  it("keeps every value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("", "  ", "\t"), (value, indent) => {
        const text = printGoJson(value, indent);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });
});

describe("indentOf", () => {
  it.each([
    { text: '{"a":1}', indent: "" },
    { text: "{}", indent: "" },
    { text: '{\n  "a": 1\n}', indent: "  " },
    { text: '{\n   "a": {\n      "b": 1\n   }\n}', indent: "   " },
    { text: '[\n\t"a"\n]', indent: "\t" },
  ])("finds $indent in $text", ({ text, indent }) => {
    expect(indentOf(text)).toBe(indent);
    expect(printGoJson(JSON.parse(text), indent)).toBe(text);
  });
});
