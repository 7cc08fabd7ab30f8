import { expect, it } from "@jest/globals";
import { shownCommand, shownName } from "../../../src/domain/summary/shown-name.ts";

it("cuts names and commands that are too long", () => {
  expect(shownName("x".repeat(100_000))).toBe(`<code>${"x".repeat(60)}…</code>`);
  expect(shownCommand("x".repeat(100_000))).toBe(`<code>${"x".repeat(100)}…</code>`);
});

it("shows no name where there is none", () => {
  expect(shownName("")).toBe("");
});
