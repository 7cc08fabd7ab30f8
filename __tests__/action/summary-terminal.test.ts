import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { printSummary } from "../../scripts/lib/summary-terminal.mjs";

const EVERYTHING = readFileSync(new URL("../fixtures/summary/everything.md", import.meta.url), "utf8");

describe("a summary in a terminal", () => {
  const lines = printSummary(EVERYTHING).split("\n");

  it("has its tables with their columns below each other", () => {
    const at = lines.findIndex((line) => line.startsWith("Platform "));
    expect(lines.slice(at, at + 3)).toEqual([
      "Platform     Built           Time  Cached  Compressed          Change  Digest",
      "-----------  --------  ----------  ------  ----------  --------------  -------------------",
      "linux/amd64  native        18.3 s    7/12     41.2 MB  +1.2 MB (+3 %)  sha256:111111111111",
    ]);
  });

  it("draws its chart", () => {
    expect(lines.filter((line) => /^linux\/amd64, 18\.3 s +█+$/.test(line))).toHaveLength(1);
    expect(lines).toContain(`whole run, 1 min 04 s               ${"█".repeat(48)}`);
  });

  it("has nothing left of its markup", () => {
    expect(lines.filter((line) => /<\/?[a-z]|&#?\w+;|```|gantt/.test(line))).toEqual([]);
    expect(lines).toContain("▾ Inputs");
  });
});
