import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { code, plain, table } from "../../src/domain/markdown.ts";

const SPECIAL = "\\`*_{}[]()#+!|~$@-<>&".split("");

describe("plain", () => {
  it.each([
    { text: "linux/arm64", safe: "linux/arm64" },
    { text: "a\r\n\tb\u2028c", safe: "a b c" },
    { text: "| a |", safe: "&#124; a &#124;" },
    { text: "<img src=x onerror=alert(1)>", safe: "&lt;img src=x onerror=alert&#40;1&#41;&gt;" },
    { text: "![x](//evil.example)", safe: "&#33;&#91;x&#93;&#40;//evil.example&#41;" },
    { text: "</code></details>", safe: "&lt;/code&gt;&lt;/details&gt;" },
    { text: "&lt;b&gt; &#124;", safe: "&amp;lt;b&amp;gt; &amp;&#35;124;" },
    {
      text: "@octocat #1 `x` **b** _i_ ~s~ $m$",
      safe: "&#64;octocat &#35;1 &#96;x&#96; &#42;&#42;b&#42;&#42; &#95;i&#95; &#126;s&#126; &#36;m&#36;",
    },
    { text: "- a\n+ b\n# c", safe: "&#45; a &#43; b &#35; c" },
    { text: "C:\\build", safe: "C:&#92;build" },
    { text: "ümläut 名前 🐳", safe: "ümläut 名前 🐳" },
    { text: "", safe: "" },
  ])("makes $text plain", ({ text, safe }) => {
    expect(plain(text)).toBe(safe);
  });

  it("leaves nothing that is markup, whatever the text", () => {
    const nasty = fc.string({
      unit: fc.constantFrom(...SPECIAL, "\n", "\r", " ", "a", "1", ";"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(plain(text).replace(/&(?:amp|lt|gt|#\d+);/g, "")).toMatch(/^[a1; ]*$/);
      }),
    );
  });

  it("shows the reader the same characters, on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...SPECIAL, "\n", "a", ";") }), (text) => {
        expect(decoded(plain(text))).toBe(text.replace(/\s+/g, " "));
      }),
    );
  });
});

describe("code", () => {
  it("shows text as inline code that cannot be left", () => {
    expect(code("x</code>`|`")).toBe("<code>x&lt;/code&gt;&#96;&#124;&#96;</code>");
  });
});

describe("table", () => {
  it("has a head, a line under it and the rows", () => {
    expect(
      table(
        ["Platform", "Built"],
        [
          ["linux/amd64", "native"],
          ["linux/arm64", "emulated"],
        ],
      ),
    ).toBe("| Platform | Built |\n| --- | --- |\n| linux/amd64 | native |\n| linux/arm64 | emulated |");
  });

  it("is a head alone without rows", () => {
    expect(table(["Phase"], [])).toBe("| Phase |\n| --- |");
  });
});

/** What a browser shows of the HTML. */
function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
