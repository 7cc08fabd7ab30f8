import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseCache, printCache } from "../../../src/domain/cache/exported-cache.ts";
import { aCacheOf, capturedCache, configs, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const CACHE = aCacheOf({ layers: [{ blob: aDigest("1"), parent: -1 }], records: [] });
const TEXTS = printCache(CACHE, sha256);

describe("parseCache", () => {
  it("reads what BuildKit exported, and prints it as BuildKit did", () => {
    const texts = capturedCache("warm");
    const read = parseCache(texts, sha256);
    expect(read.ok && printCache(read.value, sha256)).toEqual(texts);
  });

  it.each([
    { case: "a manifest that is none", texts: { ...TEXTS, manifest: "" }, reason: "it is not JSON" },
    {
      case: "the config of another manifest",
      texts: { ...TEXTS, config: "{}" },
      reason: "the cache config is not the one of its manifest",
    },
    {
      case: "another size than the config's",
      texts: { ...TEXTS, manifest: TEXTS.manifest.replace(/"size":\d+/, '"size":1') },
      reason: "the cache config is not the one of its manifest",
    },
    {
      case: "a config that is none",
      texts: {
        config: "7",
        manifest: TEXTS.manifest.replace(/"digest":"[^"]+","size":\d+/, sizeAndDigest("7")),
      },
      reason: "the cache config is not an object",
    },
    {
      case: "a layer that the manifest does not list",
      texts: printCache({ ...CACHE, manifest: { ...CACHE.manifest, layers: [] } }, sha256),
      reason: "the cache manifest lacks a layer",
    },
  ])("refuses $case", ({ texts, reason }) => {
    expect(parseCache(texts, sha256)).toEqual({ ok: false, reason });
  });

  it("reads what was printed the same", () => {
    fc.assert(
      fc.property(configs, (config) => {
        const cache = aCacheOf(config);
        expect(parseCache(printCache(cache, sha256), sha256)).toEqual({ ok: true, value: cache });
      }),
    );
  });
});

function sizeAndDigest(text: string): string {
  return `"digest":"sha256:${sha256(text)}","size":${text.length}`;
}
