import { describe, expect, it } from "@jest/globals";
import { printShare, printSignedShare } from "../../../src/domain/summary/percent.ts";

describe("printShare", () => {
  it.each([
    { share: 0, text: "0 %" },
    { share: 0.001, text: "1 %" },
    { share: 0.865, text: "87 %" },
    { share: 0.999, text: "99 %" },
    { share: 1, text: "100 %" },
  ])("prints $share as $text", ({ share, text }) => {
    expect(printShare(share)).toBe(text);
  });
});

describe("printSignedShare", () => {
  it.each([
    { share: 0.14, text: "+14 %" },
    { share: -0.031, text: "−3 %" },
    { share: 0.004, text: "±0 %" },
    { share: -0.004, text: "±0 %" },
    { share: 2.5, text: "+250 %" },
  ])("prints $share as $text", ({ share, text }) => {
    expect(printSignedShare(share)).toBe(text);
  });
});
