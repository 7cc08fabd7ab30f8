import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { printBytes, printDuration } from "../../src/domain/figures.ts";

describe("printDuration", () => {
  it.each([
    { ms: 0, text: "0 ms" },
    { ms: 0.4, text: "0 ms" },
    { ms: 340, text: "340 ms" },
    { ms: 999, text: "999 ms" },
    { ms: 1_000, text: "1.0 s" },
    { ms: 4_249, text: "4.2 s" },
    { ms: 59_949, text: "59.9 s" },
    { ms: 59_950, text: "1 min 00 s" },
    { ms: 60_000, text: "1 min 00 s" },
    { ms: 119_499, text: "1 min 59 s" },
    { ms: 119_500, text: "2 min 00 s" },
    { ms: 185_000, text: "3 min 05 s" },
    { ms: 3_600_000, text: "60 min 00 s" },
  ])("prints $ms as $text", ({ ms, text }) => {
    expect(printDuration(ms)).toBe(text);
  });

  it("never counts 60 seconds", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (ms) => {
        expect(printDuration(ms)).toMatch(/^(?:\d{1,3} ms|[1-5]?\d\.\d s|\d+ min [0-5]\d s)$/);
      }),
    );
  });
});

describe("printBytes", () => {
  it.each([
    { bytes: 0, text: "0 B" },
    { bytes: 812, text: "812 B" },
    { bytes: 999, text: "999 B" },
    { bytes: 1_000, text: "1.0 kB" },
    { bytes: 4_100_000, text: "4.1 MB" },
    { bytes: 1_000_000_000, text: "1.0 GB" },
    { bytes: 21_400_000_000, text: "21.4 GB" },
    { bytes: 2_000_000_000_000, text: "2.0 TB" },
    { bytes: 2_500_000_000_000_000, text: "2500.0 TB" },
  ])("prints $bytes as $text", ({ bytes, text }) => {
    expect(printBytes(bytes)).toBe(text);
  });

  it.each([
    { bytes: 999_960, text: "1.0 MB" },
    { bytes: 999_999_999, text: "1.0 GB" },
  ])("takes the next unit where $bytes rounds up to it", ({ bytes, text }) => {
    expect(printBytes(bytes)).toBe(text);
  });
});
