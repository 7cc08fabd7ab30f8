import { describe, expect, it } from "@jest/globals";
import type { ImageLayer } from "../../src/domain/image-layer.ts";
import type { SizeLimits } from "../../src/domain/size-limits.ts";
import { findExcess, hasLimit, parseMaxGrowth, parseMaxSize } from "../../src/domain/size-limits.ts";
import { aDigest, aPlatformImage } from "../support/a-result.ts";

const NONE: SizeLimits = { maxBytes: undefined, maxGrowth: undefined };

/** A layer of so many MB, told from others by a digit. */
function aLayer(digit: string, megabytes: number, createdBy?: string): ImageLayer {
  return { digest: aDigest(digit), sizeBytes: megabytes * 1e6, createdBy };
}

describe("parseMaxSize", () => {
  it.each([
    { text: "50MB", limits: [["", 50_000_000]] },
    { text: "1.5 GiB", limits: [["", 1_610_612_736]] },
    { text: "900 kB", limits: [["", 900_000]] },
    { text: "12b", limits: [["", 12]] },
    {
      text: "linux/arm64=60MB\n# others\n50MiB",
      limits: [
        ["linux/arm64", 60_000_000],
        ["", 52_428_800],
      ],
    },
  ])("reads $text", ({ text, limits }) => {
    expect([...parseMaxSize(text)]).toEqual(limits);
  });

  it.each(["50", "MB", "50 bananas", "-5MB", "1e3MB", "5KMB", "linux/arm64=", "linux/arm64=5", "/=5MB"])(
    "refuses %s",
    (text) => {
      expect(() => parseMaxSize(text)).toThrow();
    },
  );

  it("refuses a second limit for the same", () => {
    expect(() => parseMaxSize("5MB\n6MB")).toThrow('"6MB" limits again what is limited already');
    expect(() => parseMaxSize("arm64=5MB\nlinux/arm64=6MB")).toThrow("limits again");
  });
});

describe("parseMaxGrowth", () => {
  it.each([
    { text: "10%", share: 0.1 },
    { text: "2.5 %", share: 0.025 },
    { text: "0%", share: 0 },
  ])("reads $text", ({ text, share }) => {
    expect(parseMaxGrowth(text)).toBe(share);
  });

  it.each(["10", "-1%", "ten%", "%"])("refuses %s", (text) => {
    expect(() => parseMaxGrowth(text)).toThrow(`"${text}" is no percentage`);
  });
});

describe("hasLimit", () => {
  it("tells whether anything is limited", () => {
    expect(hasLimit(NONE)).toBe(false);
    expect(hasLimit({ ...NONE, maxGrowth: 0 })).toBe(true);
    expect(hasLimit({ ...NONE, maxBytes: new Map() })).toBe(true);
  });
});

describe("findExcess", () => {
  const small = aPlatformImage({ layers: [aLayer("1", 30, "ADD rootfs / # buildkit"), aLayer("2", 5)] });
  const large = aPlatformImage({
    layers: [aLayer("1", 30), aLayer("3", 40, "RUN /bin/sh -c npm ci # buildkit")],
  });

  it("finds nothing where nothing is limited, or all is within its limits", () => {
    expect(findExcess([large], NONE, [small])).toEqual([]);
    const limits = { maxBytes: new Map([["", 70e6]]), maxGrowth: 1 };
    expect(findExcess([large], limits, [small])).toEqual([]);
  });

  it("says which layer is the largest of an image that is too large", () => {
    expect(findExcess([large], { ...NONE, maxBytes: new Map([["", 69e6]]) }, [])).toEqual([
      "The image for linux/amd64 has 70.0 MB, and max-size is 69.0 MB. Its largest layer has 40.0 MB: RUN npm ci.",
    ]);
  });

  it("takes the limit of a platform before that of all", () => {
    const maxBytes = new Map([
      ["", 10e6],
      ["linux/amd64", 80e6],
    ]);
    expect(findExcess([large], { ...NONE, maxBytes }, [])).toEqual([]);
    expect(findExcess([large], { ...NONE, maxBytes: new Map([["linux/arm64", 1]]) }, [])).toEqual([]);
  });

  it("says nothing of a layer where there is none", () => {
    const limits = { ...NONE, maxBytes: new Map([["", -1]]) };
    expect(findExcess([aPlatformImage({ layers: [] })], limits, [])).toEqual([
      "The image for linux/amd64 has 0 B, and max-size is -1 B.",
    ]);
  });

  it("says which layer made an image grow: a new one, or one that the same instruction made larger", () => {
    const limits = { ...NONE, maxGrowth: 0.1 };
    expect(findExcess([large], limits, [small])).toEqual([
      "The image for linux/amd64 grew by 100.0 % from 35.0 MB to 70.0 MB, and max-growth is 10 %. Most of it is a layer with 40.0 MB more: RUN npm ci.",
    ]);
    const before = aPlatformImage({
      layers: [aLayer("1", 30), aLayer("4", 25, "RUN /bin/sh -c npm ci # buildkit")],
    });
    expect(findExcess([large], limits, [before])[0]).toContain("a layer with 15.0 MB more: RUN npm ci.");
  });

  it("has nothing to compare a platform with that was not there or was empty", () => {
    const limits = { ...NONE, maxGrowth: 0 };
    const other = aPlatformImage({ platform: { os: "linux", architecture: "riscv64" } });
    expect(findExcess([large], limits, [other, aPlatformImage({ layers: [] })])).toEqual([]);
  });

  it("tells the names of instructions only as far as they are known", () => {
    const grown = aPlatformImage({ layers: [aLayer("5", 9), aLayer("6", 1)] });
    const before = aPlatformImage({ layers: [aLayer("7", 2)] });
    expect(findExcess([grown], { ...NONE, maxGrowth: 0 }, [before])).toEqual([
      "The image for linux/amd64 grew by 400.0 % from 2.0 MB to 10.0 MB, and max-growth is 0 %. Most of it is a layer with 9.0 MB more.",
    ]);
  });
});
