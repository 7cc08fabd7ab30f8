import { describe, expect, it } from "@jest/globals";
import { barLabel } from "../../../src/domain/summary/bar-label.ts";
import { readGantt } from "./mermaid-gantt.ts";

describe("barLabel", () => {
  it.each([
    { name: "prepare.emulation", label: "prepare.emulation, 1.2 s" },
    { name: "linux/arm/v7 (emulated)", label: "linux/arm/v7 (emulated), 1.2 s" },
    { name: "a:b;c#d", label: "a#58;b#59;c#35;d, 1.2 s" },
    { name: "%% a\nb", label: "#37;#37; a b, 1.2 s" },
    { name: " section a", label: "#115;ection a, 1.2 s" },
    { name: "", label: ", 1.2 s" },
  ])("writes the name $name as $label", ({ name, label }) => {
    expect(barLabel(name, 1_200)).toBe(label);
  });

  it.each([
    { case: "letters", name: "x".repeat(100_000), shown: "x".repeat(40) },
    { case: "wide letters", name: "名".repeat(100), shown: "名".repeat(20) },
    { case: "entities", name: ":".repeat(100), shown: "#58;".repeat(5) },
  ])("cuts a name of $case to what fits beside a bar", ({ name, shown }) => {
    expect(barLabel(name, 1_200)).toBe(`${shown}#8230;, 1.2 s`);
  });

  it.each([
    "section a",
    "gantt",
    "Title b",
    "click x",
    "call x",
    "accTitle: x",
    "accDescr {",
    "dateFormat x",
    "excludes x",
    "2026-01-01",
    "weekday monday",
    "topAxis",
    "5% a",
    "done, a",
    "%%{a}",
  ])("does not let the name %j be a word of Mermaid's", async (name) => {
    const chart = ["gantt", "dateFormat x", "section Run", `${barLabel(name, 1)} :0, 1ms`];
    expect(await readGantt(chart.join("\n"))).toEqual([
      { section: "Run", name: `${name}, 1 ms`, start: 0, end: 1 },
    ]);
  });
});
