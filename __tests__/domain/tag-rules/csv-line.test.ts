import { describe, expect, it } from "@jest/globals";
import { parseCsvLines, parseField } from "../../../src/domain/tag-rules/csv-line.ts";

describe("parseCsvLines", () => {
  it("knows the line where each item starts", () => {
    const text = '\n# comment\na,b\r\n\r\n"x\ny",z\n ,\n  # indented\nlast#1,"q""q"';
    expect(parseCsvLines(text)).toEqual([
      { number: 3, text: "a,b", fields: ["a", "b"] },
      { number: 5, text: "x\ny,z", fields: ["x\ny", "z"] },
      { number: 9, text: 'last#1,q"q', fields: ["last#1", 'q"q'] },
    ]);
  });

  it.each([{ text: "" }, { text: " \n\r\n" }, { text: "# a\n#b" }])("finds nothing in $text", ({ text }) => {
    expect(parseCsvLines(text)).toEqual([]);
  });
});

describe("parseField", () => {
  it.each([
    { field: "type=raw", key: "type", value: "raw" },
    { field: "Value = a=b", key: "value", value: "a=b" },
    { field: "value=", key: "value", value: "" },
    { field: "v1", key: undefined, value: "v1" },
    { field: "=x", key: undefined, value: "=x" },
    { field: "x-{{date 'YYYY' tz='UTC'}}", key: undefined, value: "x-{{date 'YYYY' tz='UTC'}}" },
  ])("splits $field", ({ field, key, value }) => {
    expect(parseField(field)).toEqual({ key, value });
  });
});
