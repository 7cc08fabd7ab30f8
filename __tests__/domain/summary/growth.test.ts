import { describe, expect, it } from "@jest/globals";
import { printGrowth } from "../../../src/domain/summary/growth.ts";

describe("printGrowth", () => {
  it.each([
    { case: "more", bytes: 41_200_000, before: 40_000_000, text: "+1.2 MB (+3 %)" },
    { case: "less", bytes: 30_000_000, before: 40_000_000, text: "−10.0 MB (−25 %)" },
    { case: "the same", bytes: 812, before: 812, text: "unchanged" },
    { case: "hardly more", bytes: 40_000_812, before: 40_000_000, text: "+812 B" },
    { case: "hardly less", bytes: 39_999_188, before: 40_000_000, text: "−812 B" },
    { case: "something where there was nothing", bytes: 812, before: 0, text: "+812 B" },
  ])("prints $case as $text", ({ bytes, before, text }) => {
    expect(printGrowth(bytes, before)).toBe(text);
  });
});
