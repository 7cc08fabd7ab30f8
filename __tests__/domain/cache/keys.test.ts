import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  blobKey,
  indexPrefix,
  isEntryKey,
  packKey,
  retryKey,
  stateId,
} from "../../../src/domain/cache/keys.ts";
import { parsePlatform } from "../../../src/domain/platform.ts";
import { digests, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

describe("blobKey", () => {
  it("starts with the digest", () => {
    expect(blobKey(`sha256:${"0123456789abcdef".repeat(4)}`)).toBe("bx1-b-0123456789abcdef0123456789abcdef");
  });
});

describe("packKey", () => {
  it("is of the digests in their order", () => {
    const hash = sha256(`${aDigest("1")}\n${aDigest("2")}`);
    expect(packKey([aDigest("2"), aDigest("1")], sha256)).toBe(`bx1-p-${hash.slice(0, 32)}`);
  });

  it("is the same in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(digests), (list) => {
        expect(packKey(list.toReversed(), sha256)).toBe(packKey(list, sha256));
      }),
    );
  });
});

describe("isEntryKey", () => {
  const [blob, pack] = [blobKey(aDigest()), packKey([aDigest()], sha256)];

  it.each([
    { key: blob, kind: "blob" as const },
    { key: pack, kind: "pack" as const },
    { key: retryKey(blob, 1), kind: "blob" as const },
    { key: retryKey(pack, 9), kind: "pack" as const },
  ])("knows $key as a $kind", ({ key, kind }) => {
    expect(isEntryKey(key, kind)).toBe(true);
  });

  it.each([
    { key: pack, kind: "blob" as const },
    { key: blob, kind: "pack" as const },
    { key: retryKey(blob, 10), kind: "blob" as const },
    { key: `${blob}0`, kind: "blob" as const },
    { key: ` ${blob}`, kind: "blob" as const },
    { key: `${pack}\n`, kind: "pack" as const },
    { key: blob.replace("bx1", "bx2"), kind: "blob" as const },
  ])("does not know $key as a $kind", ({ key, kind }) => {
    expect(isEntryKey(key, kind)).toBe(false);
  });
});

describe("indexPrefix", () => {
  it("has dashes for a platform's slashes", () => {
    expect(indexPrefix("agent-0123", parsePlatform("linux/arm/v7"))).toBe("bx1-i-agent-0123-linux-arm-v7--");
  });

  it("does not find a variant of the platform", () => {
    const prefix = indexPrefix("agent", parsePlatform("linux/amd64"));
    expect(indexPrefix("agent", parsePlatform("linux/amd64/v2")).startsWith(prefix)).toBe(false);
  });
});

describe("stateId", () => {
  const entries = [
    [aDigest("1"), "bx1-b-1"],
    [aDigest("2"), "bx1-p-2"],
  ] as const;

  it("is of the content and where the blobs are", () => {
    const text = `abc\n${aDigest("1")} bx1-b-1\n${aDigest("2")} bx1-p-2`;
    const id = stateId({ contentId: "abc", entries: new Map(entries) }, sha256);
    expect(id).toBe(sha256(text).slice(0, 16));
    expect(stateId({ contentId: "abc", entries: new Map(entries.toReversed()) }, sha256)).toBe(id);
    expect(stateId({ contentId: "abd", entries: new Map(entries) }, sha256)).not.toBe(id);
  });
});
