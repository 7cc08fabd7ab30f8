import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  blobKey,
  indexPrefix,
  isEntryKey,
  JOINT,
  labelSlug,
  packKey,
  retryKey,
  stateId,
} from "../../../src/domain/cache/keys.ts";
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
  it.each([
    { label: "linux/arm/v7", prefix: "bx1-i-agent-0123-linux-arm-v7--" },
    { label: JOINT, prefix: "bx1-i-agent-0123-joint--" },
  ])("has dashes for the slashes of $label", ({ label, prefix }) => {
    expect(indexPrefix("agent-0123", label)).toBe(prefix);
  });

  it("does not find a variant of the platform", () => {
    const prefix = indexPrefix("agent", "linux/amd64");
    expect(indexPrefix("agent", "linux/amd64/v2").startsWith(prefix)).toBe(false);
  });
});

describe("labelSlug", () => {
  it.each([
    { label: "linux/amd64", slug: "linux-amd64" },
    { label: "linux/arm/v7", slug: "linux-arm-v7" },
    { label: JOINT, slug: "joint" },
  ])("makes $slug of $label", ({ label, slug }) => {
    expect(labelSlug(label)).toBe(slug);
  });

  it("tells any two platforms apart", () => {
    const part = fc.stringMatching(/^[a-z0-9_]+$/);
    const labels = fc.array(part, { minLength: 2, maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(labels, labels, (one, other) => {
        expect(labelSlug(one) === labelSlug(other)).toBe(one === other);
      }),
    );
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
