import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "@jest/globals";

/** Compares Markdown with the file that holds it; with `UPDATE_GOLDEN=1` in the environment, writes the file instead. */
export function expectGolden(name: string, markdown: string): void {
  const file = new URL(`../../fixtures/summary/${name}.md`, import.meta.url);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, markdown);
  expect(markdown).toBe(readFileSync(file, "utf8"));
}
