import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import {
  parseAttributes,
  parseLines,
  parseList,
  parsePair,
  parseRawLines,
  printAttributes,
} from "../../src/domain/list.ts";

const UNCLOSED = expect.objectContaining({
  name: "ActionError",
  code: "input",
  message: "a quoted item does not end",
  hint: 'Close the quotes, and write a quote inside quotes as "".',
});

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a=,"# \n\r]*$/));

describe("parseList", () => {
  it.each([
    { kind: "an empty text", text: "", items: [] },
    { kind: "blanks", text: " \n\t\n ", items: [] },
    { kind: "commas alone", text: " , ,", items: [] },
    { kind: "one item", text: "a", items: ["a"] },
    { kind: "commas", text: "a,b", items: ["a", "b"] },
    { kind: "commas with blanks", text: " a , b ,, c", items: ["a", "b", "c"] },
    { kind: "lines", text: "a\nb\n", items: ["a", "b"] },
    { kind: "lines of Windows", text: "a\r\nb\r\n", items: ["a", "b"] },
    { kind: "lines of both kinds", text: "a\r\nb\nc,d\r\n\ne", items: ["a", "b", "c", "d", "e"] },
    { kind: "lines of Windows after a quoted item", text: '"a\nb"\r\nc', items: ["a\nb", "c"] },
    { kind: "lines and commas", text: "a,b\n\n  c\n", items: ["a", "b", "c"] },
    { kind: "a comma in quotes", text: '"a,b",c', items: ["a,b", "c"] },
    { kind: "a line break in quotes", text: '"a\nb",c', items: ["a\nb", "c"] },
    { kind: "a quote in quotes", text: '"a ""b"" c"', items: ['a "b" c'] },
    { kind: "quotes inside an item", text: 'a "b" c', items: ['a "b" c'] },
    { kind: "a comment line", text: "# all of them\na\n#b\nc", items: ["a", "c"] },
    { kind: "a comment with a quote", text: "# it's an 8\" disk\na", items: ["a"] },
    { kind: "a hash inside an item", text: "a#b\na #b", items: ["a#b", "a #b"] },
    { kind: "a hash in quotes", text: '"#a"', items: ["#a"] },
  ])("reads $kind", ({ text, items }) => {
    expect(parseList(text)).toEqual(items);
  });

  it.each([{ text: '"a' }, { text: 'a,"b' }, { text: '"a\nb,c\n' }])(
    "refuses quotes that do not close: $text",
    ({ text }) => {
      expect(() => parseList(text)).toThrow(UNCLOSED);
    },
  );

  it("reads any text as trimmed items or refuses it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          expect(parseList(text).filter((item) => item === "" || item !== item.trim())).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });

  it("reads items back that were put into quotes, one a line", () => {
    const item = fc.string({ unit: "binary" }).filter((item) => item !== "" && item === item.trim());
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(parseList(items.map(quote).join("\n"))).toEqual(items);
      }),
    );
  });
});

describe("parseLines", () => {
  it.each([
    { kind: "an empty text", text: "", items: [] },
    { kind: "blank lines", text: "\n  \na\n\n", items: ["a"] },
    { kind: "commas as part of the item", text: "a,b\nc,d", items: ["a,b", "c,d"] },
    { kind: "commas with nothing between", text: "a,,b,", items: ["a,,b,"] },
    { kind: "lines of Windows", text: "a,b\r\nc\r\n", items: ["a,b", "c"] },
    { kind: "lines of both kinds", text: "a\nb\r\nc\n", items: ["a", "b", "c"] },
    { kind: "blanks around an item", text: "  a=1 \n\tb=2\t", items: ["a=1", "b=2"] },
    { kind: "blanks around quotes", text: ' "a=1" \n', items: ["a=1"] },
    { kind: "blanks and a line end in quotes", text: '" a=1 \n"', items: [" a=1 \n"] },
    { kind: "a quote after a comma", text: 'a=1,"2\nb=3', items: ['a=1,"2', "b=3"] },
    {
      kind: "a quote that does not close inside an item",
      text: 'a=8" disk\nb=2',
      items: ['a=8" disk', "b=2"],
    },
    { kind: "an item in quotes that spans lines", text: '"a=1\n2"\nb=3', items: ["a=1\n2", "b=3"] },
    { kind: "a hash line in quotes", text: '"a=1\n#2"\nb=3', items: ["a=1\n#2", "b=3"] },
    { kind: "a quoted value", text: 'a="1 2"', items: ['a="1 2"'] },
    {
      kind: "prose with a comma and a quote",
      text: 'a=He said "hi", twice',
      items: ['a=He said "hi", twice'],
    },
    { kind: "JSON", text: 'a={"b":1,"c":"d"}', items: ['a={"b":1,"c":"d"}'] },
    { kind: "a comment line", text: "# a=1\nb=#2", items: ["b=#2"] },
  ])("reads $kind", ({ text, items }) => {
    expect(parseLines(text)).toEqual(items);
  });

  it("refuses quotes that do not close", () => {
    expect(() => parseLines('"a=1\nb=2')).toThrow(UNCLOSED);
  });

  it("reads any text as items or refuses it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          expect(parseLines(text)).not.toContain("");
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });

  it("reads items back that were put into quotes, one a line", () => {
    const item = fc.string({ unit: "binary" }).filter((item) => item !== "" && item === item.trim());
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(parseLines(items.map(quote).join("\n"))).toEqual(items);
      }),
    );
  });
});

describe("parseRawLines", () => {
  it.each([
    { kind: "an empty text", text: "", items: [] },
    { kind: "blank lines", text: "\n  \n a \r\n\t\n", items: ["a"] },
    { kind: "lines of both kinds", text: "a\r\nb\nc", items: ["a", "b", "c"] },
    { kind: "quotes as part of the item", text: '"a,b",c\n"d', items: ['"a,b",c', '"d'] },
    { kind: "comment lines", text: "# a\nb\n  #c\nd#e", items: ["b", "d#e"] },
  ])("reads $kind", ({ text, items }) => {
    expect(parseRawLines(text)).toEqual(items);
  });

  it("reads any text as trimmed items", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseRawLines(text).filter((item) => item === "" || item !== item.trim())).toEqual([]);
      }),
    );
  });
});

describe("parsePair", () => {
  it.each([
    { item: "KEY=value", key: "KEY", value: "value" },
    { item: "KEY=", key: "KEY", value: "" },
    { item: "KEY=a=b", key: "KEY", value: "a=b" },
    { item: " KEY =value", key: "KEY", value: "value" },
    { item: "KEY=a\nb", key: "KEY", value: "a\nb" },
    { item: "org.example/key=a, b", key: "org.example/key", value: "a, b" },
    { item: "__proto__=x", key: "__proto__", value: "x" },
  ])("splits $item at the first =", ({ item, key, value }) => {
    expect(parsePair(item)).toEqual({ key, value });
  });

  it.each([
    { item: "KEY", shown: "KEY" },
    { item: "=value", shown: "=value" },
    { item: "  =value", shown: "  =value" },
    { item: "", shown: "" },
    { item: "first\nsecond", shown: "first" },
  ])('refuses "$shown", showing its first line', ({ item, shown }) => {
    expect(() => parsePair(item)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${shown}" is not KEY=VALUE`,
        hint: "Write one KEY=VALUE a line.",
      }),
    );
  });
});

describe("parseAttributes", () => {
  it.each([
    { item: "type=local,dest=out", attributes: { type: "local", dest: "out" } },
    { item: "Type=local, DEST=out", attributes: { type: "local", dest: "out" } },
    { item: 'type=image,"name=a,b"', attributes: { type: "image", name: "a,b" } },
    { item: "type=tar,type=oci", attributes: { type: "oci" } },
    { item: "type=local,dest=", attributes: { type: "local", dest: "" } },
    { item: "", attributes: {} },
  ])("reads $item", ({ item, attributes }) => {
    expect(Object.fromEntries(parseAttributes(item))).toEqual(attributes);
  });

  it("refuses a part without a value", () => {
    expect(() => parseAttributes("type=local,dest")).toThrow('"dest" is not KEY=VALUE');
  });

  it("refuses quotes that do not close", () => {
    expect(() => parseAttributes('type=local,"dest=out')).toThrow(UNCLOSED);
  });
});

describe("printAttributes", () => {
  it.each([
    { attributes: [], text: "" },
    { attributes: [["type", "gha"] as const, ["scope", "a b"] as const], text: "type=gha,scope=a b" },
    { attributes: [["env.NO_PROXY", "a,b"] as const], text: '"env.NO_PROXY=a,b"' },
    { attributes: [["src", 'a"b'] as const], text: '"src=a""b"' },
    { attributes: [["src", "a\nb"] as const, ["id", "c"] as const], text: '"src=a\nb",id=c' },
    { attributes: [["src", "a\rb"] as const], text: '"src=a\rb"' },
    { attributes: [["id", ""] as const], text: "id=" },
  ])("prints $text", ({ attributes, text }) => {
    expect(printAttributes(attributes)).toBe(text);
  });

  it("prints what is read as the same attributes", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9._-]{0,9}$/);
    const value = fc.stringMatching(/^[ab=,"# \n\r'\\é]*$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([key]) => key }), (attributes) => {
        expect([...parseAttributes(printAttributes(attributes))]).toEqual(attributes);
      }),
    );
  });
});

function quote(item: string): string {
  return `"${item.replaceAll('"', '""')}"`;
}
