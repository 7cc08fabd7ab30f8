import { describe, expect, it } from "@jest/globals";
import { fitting } from "../../../src/domain/summary/size-limit.ts";

describe("fitting", () => {
  it.each([
    { most: 9, fits: "🐳🐳" },
    { most: 8, fits: "🐳🐳" },
    { most: 7, fits: "ééé" },
    { most: 5, fits: "abc" },
    { most: 2, fits: "" },
  ])("takes the first version of at most $most bytes", ({ most, fits }) => {
    expect(fitting(["🐳🐳", "ééé", "abc"], most)).toBe(fits);
  });
});
