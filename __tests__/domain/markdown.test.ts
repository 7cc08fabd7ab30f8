import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Marked } from "marked";
import type { Column } from "../../src/domain/markdown.ts";
import { code, fence, folded, link, plain, shortened, table } from "../../src/domain/markdown.ts";
import { hostileText } from "./summary/hostile.ts";

const MARKED = new Marked({ gfm: true });
/** Text without what is taken out of it in any place. */
const SHOWN = fc.string({
  unit: fc.constantFrom(
    ...Array.from("\\`*_{}[]()#+!|~$@-=<>&.:; 1aZé🐳"),
    "www.",
    "://",
    "::",
    "\n",
    "\u00a0",
  ),
});

describe("plain", () => {
  it.each([
    { text: "linux/arm64", safe: "linux/arm64" },
    { text: "a\r\n\tb\u2028c\u0085d", safe: "a b c d" },
    { text: "| a |", safe: "&#124; a &#124;" },
    { text: "<img src=x onerror=alert(1)>", safe: "&lt;img src=x onerror=alert&#40;1&#41;&gt;" },
    { text: "![x](//evil.example)", safe: "!&#91;x&#93;&#40;//evil.example&#41;" },
    { text: "</code></details>", safe: "&lt;/code&gt;&lt;/details&gt;" },
    { text: "&lt;b&gt; &#124;", safe: "&amp;lt;b&amp;gt; &amp;&#35;&#8203;124;" },
    {
      text: '`x` "y" **b** _i_ ~s~ $m$',
      safe: '&#96;x&#96; "y" &#42;&#42;b&#42;&#42; &#95;i&#95; &#126;s&#126; &#36;m&#36;',
    },
    { text: "- a\n+ b\n# c", safe: "&#45; a + b &#35; c" },
    { text: "1. a", safe: "1&#46; a" },
    { text: "1.5 s", safe: "1.5 s" },
    { text: "=== a", safe: "&#61;== a" },
    { text: "C:\\build", safe: "C:&#92;build" },
    { text: "ümläut 名前 🐳", safe: "ümläut 名前 🐳" },
    { text: "", safe: "" },
  ])("makes $text plain", ({ text, safe }) => {
    expect(plain(text)).toBe(safe);
  });

  it.each([
    { case: "a mention", text: "@octocat", safe: "&#64;&#8203;octocat" },
    { case: "the number of an issue", text: "#1", safe: "&#35;&#8203;1" },
    {
      case: "a link",
      text: "https://a.example www.a.example",
      safe: "https&#58;//a.example www&#46;a.example",
    },
    { case: "a command", text: "::error::x", safe: "&#58;&#58;error&#58;&#58;x" },
  ])("makes no $case of text", ({ text, safe }) => {
    expect(plain(text)).toBe(safe);
  });

  it("takes out what makes text look other than it is", () => {
    expect(
      plain("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u001b]8;;y\u001b\\z \u0000\u0008\u202ecod\u2066"),
    ).toBe("red xz cod");
  });

  it("leaves nothing that is markup, whatever the text", () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        fc.pre(plain(text) !== "");
        expect(elements(`${plain(text)}\n`)).toEqual(["<p>", "</p>"]);
        expect(elements(`a\n${plain(text)}\n\nb`)).toEqual(["<p>", "</p>", "<p>", "</p>"]);
      }),
      { numRuns: 500 },
    );
  });

  it("shows the reader the same characters, on one line", () => {
    fc.assert(
      fc.property(SHOWN, (text) => {
        expect(decoded(plain(text)).replaceAll("\u200b", "")).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });
});

describe("code", () => {
  it("shows text as inline code that cannot be left", () => {
    expect(code("x</code>`|`")).toBe("<code>x&lt;/code&gt;&#96;&#124;&#96;</code>");
  });

  it("shows exactly the characters, which people copy", () => {
    fc.assert(
      fc.property(SHOWN, (text) => {
        expect(decoded(code(text))).toBe(`<code>${text.replace(/\s+/g, " ").trim()}</code>`);
      }),
    );
  });
});

describe("shortened", () => {
  it("cuts text by whole characters", () => {
    expect(shortened("🐳🐳🐳", 2)).toBe("🐳🐳…");
    expect(shortened("🐳🐳🐳", 3)).toBe("🐳🐳🐳");
    expect(shortened("\ta\n b ", 3)).toBe("a b");
  });

  it("bounds whatever is shown", () => {
    const long = "x".repeat(100_000);
    const cut = `${"x".repeat(1000)}…`;
    expect([plain(long), code(long), fence("", [long])]).toEqual([
      cut,
      `<code>${cut}</code>`,
      `\`\`\`\n${cut}\n\`\`\``,
    ]);
  });
});

describe("fence", () => {
  it("shows lines as they are", () => {
    expect(fence("sh", ["docker pull a", "docker pull b"])).toBe("```sh\ndocker pull a\ndocker pull b\n```");
  });

  it("is left by no line", () => {
    expect(fence("", ["a", "```", "b\n`````"])).toBe("``````\na\n```\nb `````\n``````");
    fc.assert(
      fc.property(fc.array(hostileText()), (lines) => {
        expect(elements(fence("sh", lines))).toEqual([
          "<pre>",
          '<code class="language-sh">',
          "</code>",
          "</pre>",
        ]);
      }),
    );
  });
});

describe("link", () => {
  it("leads to the web", () => {
    expect(link("Read more", "https://docs.example/a?b=1&lt=2#c")).toBe(
      "[Read more](https://docs.example/a?b=1&amp;lt=2#c)",
    );
  });

  it.each(["javascript:alert(1)", "http://a.example", "https://a.example/)x", "https://a.example/ b", ""])(
    "does not lead to %j",
    (url) => {
      expect(link("Read more", url)).toBe("");
    },
  );
});

describe("folded", () => {
  it("opens by a click", () => {
    expect(folded("More", "| a |")).toBe("<details><summary>More</summary>\n\n| a |\n\n</details>");
  });
});

describe("table", () => {
  const columns: readonly Column<number>[] = [
    { head: "Number", align: "right", cell: String },
    { head: "Above 1", cell: (row) => (row > 1 ? "yes" : "") },
    { head: "Above 9", cell: (row) => (row > 9 ? "yes" : "") },
  ];

  it("has the columns that some row has something in", () => {
    expect(table(columns, [1, 2])).toBe("| Number | Above 1 |\n| ---: | --- |\n| 1 |  |\n| 2 | yes |");
  });

  it("counts the rows that are too many, and looks for columns in the others only", () => {
    expect(table(columns, [1, 10, 11], 1)).toBe("| Number |\n| ---: |\n| 1 |\n\nand 2 more");
  });
});

/** The elements of HTML that Markdown is rendered to. */
function elements(markdown: string): readonly string[] {
  return MARKED.parse(markdown, { async: false }).match(/<[^>]*>/g) ?? [];
}

/** What a browser shows of the HTML. */
function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
