import { describe, expect, it } from "@jest/globals";
import { enumerate, printCount } from "../../../src/domain/summary/enumeration.ts";

describe("enumerate", () => {
  it.each([
    { items: [], text: "" },
    { items: ["a"], text: "a" },
    { items: ["a", "b"], text: "a and b" },
    { items: ["a", "b", "c"], text: "a, b and c" },
    { items: ["a", "b", "c", "d", "e"], text: "a, b, c and 2 more" },
  ])("lists $items.length as $text", ({ items, text }) => {
    expect(enumerate(items, 3)).toBe(text);
  });
});

describe("printCount", () => {
  it("has a plural for all but one", () => {
    expect([0, 1, 2].map((count) => printCount(count, "step"))).toEqual(["0 steps", "1 step", "2 steps"]);
  });
});
