import fc from "fast-check";

/** Pieces of text that mean something to Markdown, HTML, Mermaid, GitHub, a terminal or the runner. */
const PIECES = [
  ...Array.from("\\`*_{}[]()#+!|~$@-=<>&.:;,%\"'/^"),
  ...Array.from("\n\r\t\u2028\u0085\u001b\u0000\u0007\u202e\u2066\u200f"),
  ...Array.from(" a1Zé🐳"),
  "\ud800",
  "<script>alert(1)</script>",
  "</code></summary></details>",
  "<!--",
  "-->",
  "```",
  "~~~",
  "&lt;b&gt;",
  "@octocat",
  "#123",
  "https://evil.example",
  "www.evil.example",
  "![x](//evil.example)",
  "\u001b[31m",
  "\u001b]0;title\u0007",
  "::error::x",
  "##[group]",
  "section ",
  "gantt",
  "title ",
  "click a href ",
  "accTitle:",
  "accDescr {",
  "dateFormat ",
  "excludes ",
  "weekday monday",
  "%%{init: {}}%%",
  "%% ",
  "done, ",
  "crit",
  "#59;",
  "2026-01-01",
  "1. ",
  "---",
  "===",
  "constructor",
  "__proto__",
];

/** Any text made of such pieces. */
export function hostileText(maxLength = 12): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...PIECES), maxLength });
}
