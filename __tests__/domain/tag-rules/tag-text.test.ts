import { describe, expect, it } from "@jest/globals";
import { isTag } from "../../../src/domain/reference.ts";
import { makeTag } from "../../../src/domain/tag-rules/tag-text.ts";

const NAME = { prefix: "", value: "", suffix: "", isLiteral: false, fallback: "sha-0123456" };

describe("makeTag", () => {
  it.each([
    { parts: { value: "v1.2.3" }, tag: "v1.2.3" },
    { parts: { value: "a /+ b" }, tag: "a-b" },
    { parts: { prefix: "-.-", value: "x" }, tag: "x" },
    { parts: { value: "🚀" }, tag: "sha-0123456" },
    { parts: { prefix: "a-", value: "🚀", suffix: "-b" }, tag: "a---b" },
    { parts: { value: "x".repeat(129) }, tag: "x".repeat(128) },
    { parts: { value: `${"-".repeat(200)}${"x".repeat(200)}` }, tag: "x".repeat(128) },
    { parts: { prefix: "--", value: "--", suffix: `-${"x".repeat(128)}` }, tag: "x".repeat(128) },
    { parts: { prefix: "p", value: "-".repeat(200), suffix: "s" }, tag: `p${"-".repeat(126)}s` },
  ])("makes $tag", ({ parts, tag }) => {
    expect(makeTag({ ...NAME, ...parts })).toBe(tag);
    expect(isTag(tag)).toBe(true);
  });
});
