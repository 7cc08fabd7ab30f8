import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { quote } from "../../../src/domain/advice/quote.ts";

describe("quote", () => {
  it.each([
    { text: "RUN npm ci", quoted: '"RUN npm ci"' },
    { text: " a\r\n\tb\u0000\u001b[31mc\u2028d\u202e ", quoted: '"a b [31mc d"' },
    { text: "x".repeat(80), quoted: `"${"x".repeat(80)}"` },
    { text: "x".repeat(81), quoted: `"${"x".repeat(79)}…"` },
    { text: "🐳".repeat(80), quoted: `"${"🐳".repeat(80)}"` },
    { text: "🐳".repeat(100), quoted: `"${"🐳".repeat(79)}…"` },
    { text: "", quoted: '""' },
  ])("quotes $text", ({ text, quoted }) => {
    expect(quote(text)).toBe(quoted);
  });

  it("gives one short line for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const quoted = quote(text);
        expect(Array.from(quoted).length).toBeLessThanOrEqual(82);
        expect(quoted).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});
