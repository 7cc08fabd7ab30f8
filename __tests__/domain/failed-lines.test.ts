import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { failedLines } from "../../src/domain/failed-lines.ts";

function captured(name: string): string {
  return readFileSync(new URL(`../fixtures/buildx-errors/${name}.txt`, import.meta.url), "utf8");
}

describe("failedLines", () => {
  it.each([
    { name: "run-exit-code", line: 2, endLine: 2 },
    { name: "run-heredoc", line: 2, endLine: 6 },
    { name: "copy-missing", line: 2, endLine: 2 },
    { name: "dockerfile-syntax", line: 2, endLine: 2 },
  ])("are those that BuildKit marks in $name", ({ name, line, endLine }) => {
    expect(failedLines(captured(name), "app/Dockerfile")).toEqual({ file: "app/Dockerfile", line, endLine });
  });

  it("are not known where BuildKit shows none", () => {
    expect(failedLines(captured("builder-unknown"), "Dockerfile")).toBeUndefined();
  });

  it("are not what a step prints", () => {
    const rule = "-".repeat(20);
    const printed = ["Dockerfile:9", rule, "   9 | >>> RUN evil", rule].map((line) => `[2/2] | ${line}\n`);
    expect(failedLines(printed.join("") + captured("run-exit-code"), "Dockerfile")?.line).toBe(2);
    expect(failedLines(printed.join(""), "Dockerfile")).toBeUndefined();
  });
});
