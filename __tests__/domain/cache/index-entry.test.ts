import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseCache, printCache } from "../../../src/domain/cache/exported-cache.ts";
import { type IndexEntry, parseIndexEntry, printIndexEntry } from "../../../src/domain/cache/index-entry.ts";
import { blobKey } from "../../../src/domain/cache/keys.ts";
import { planPacking } from "../../../src/domain/cache/packing.ts";
import { aCacheOf, capturedCache, configs, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";
import { schemaDifferences } from "../../support/json-schema.ts";

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../../docs/cache-index.schema.json", import.meta.url), "utf8"),
) as object;

const FACTS = {
  createdAt: "2026-02-03T04:05:06.007Z",
  ref: "refs/heads/main",
  sha: "0123456789abcdef0123456789abcdef01234567",
  runId: "12345678901",
  label: "linux/amd64",
};

function anIndexEntry(texts = capturedCache("cold")): IndexEntry {
  const cache = parseCache(texts, sha256);
  if (!cache.ok) throw new Error(cache.reason);
  const { blobs } = planPacking(cache.value.manifest.layers, new Map(), sha256);
  return { ...FACTS, texts, blobs, steps: new Map([["RUN make", 61_500]]) };
}

type Json = Record<string, unknown>;

const JSON_ENTRY = JSON.parse(printIndexEntry(anIndexEntry())) as Json & { blobs: Record<string, Json> };
const [DIGEST, BLOB] = Object.entries(JSON_ENTRY.blobs)[0]!;

function withBlob(overrides: Json): Json {
  return { ...JSON_ENTRY, blobs: { ...JSON_ENTRY.blobs, [DIGEST]: { ...BLOB, ...overrides } } };
}

function reasonOf(value: unknown): string {
  const read = parseIndexEntry(JSON.stringify(value), sha256);
  return read.ok ? "none" : read.reason;
}

describe("parseIndexEntry", () => {
  it("reads what was printed, with the cache in it", () => {
    const entry = anIndexEntry();
    const cache = parseCache(entry.texts, sha256);
    expect(parseIndexEntry(printIndexEntry(entry), sha256)).toEqual({
      ok: true,
      value: { entry, cache: cache.ok && cache.value },
    });
  });

  it("reads an entry without steps", () => {
    const { steps, ...rest } = anIndexEntry();
    expect(steps?.size).toBe(1);
    const read = parseIndexEntry(printIndexEntry(rest), sha256);
    expect(read.ok && read.value.entry).toEqual(rest);
  });

  it("passes over fields that it does not know", () => {
    expect(reasonOf({ ...JSON_ENTRY, later: 1 })).toBe("none");
  });

  it.each(["linux/arm/v7", "windows/amd64", "joint"])("reads the label %s", (label) => {
    const value = { ...JSON_ENTRY, label };
    expect(reasonOf(value)).toBe("none");
    expect(schemaDifferences(SCHEMA, value)).toEqual([]);
  });

  it("takes a blob's own entry under its key or that of another attempt", () => {
    expect(reasonOf(withBlob({ kind: "blob", entry: blobKey(DIGEST) }))).toBe("none");
    expect(reasonOf(withBlob({ kind: "blob", entry: `${blobKey(DIGEST)}-r2` }))).toBe("none");
  });

  // `schema` tells whether the schema refuses it too: how the parts fit together is more than it can say.
  it.each([
    { case: "no object", value: [], reason: "the index is not an object", schema: true },
    {
      case: "another version",
      value: { ...JSON_ENTRY, v: 2 },
      reason: "it is of another version",
      schema: true,
    },
    { case: "no version", value: {}, reason: "it is of another version", schema: true },
    {
      case: "a time of another form",
      value: { ...JSON_ENTRY, createdAt: "yesterday" },
      reason: "its time is not valid",
      schema: true,
    },
    { case: "no ref", value: { ...JSON_ENTRY, ref: "" }, reason: "its ref is not valid", schema: true },
    {
      case: "a short commit",
      value: { ...JSON_ENTRY, sha: "0123" },
      reason: "its commit is not valid",
      schema: true,
    },
    {
      case: "a run's number",
      value: { ...JSON_ENTRY, runId: 7 },
      reason: "its run is not valid",
      schema: true,
    },
    {
      case: "a label that is no platform",
      value: { ...JSON_ENTRY, label: "linux" },
      reason: "its label is not valid",
      schema: true,
    },
    {
      case: "a label that only begins like the joint one",
      value: { ...JSON_ENTRY, label: "joint/amd64/v2/v3" },
      reason: "its label is not valid",
      schema: true,
    },
    {
      case: "the platform of an earlier form",
      value: { ...JSON_ENTRY, label: undefined, platform: "linux/amd64" },
      reason: "its label is not valid",
      schema: true,
    },
    {
      case: "no config",
      value: { ...JSON_ENTRY, config: undefined },
      reason: "its cache config is not valid",
      schema: true,
    },
    {
      case: "a config of another manifest",
      value: { ...JSON_ENTRY, config: "{}" },
      reason: "the cache config is not the one of its manifest",
      schema: false,
    },
    {
      case: "a manifest that is none",
      value: { ...JSON_ENTRY, manifest: "{" },
      reason: "it is not JSON",
      schema: false,
    },
    {
      case: "no blobs",
      value: { ...JSON_ENTRY, blobs: null },
      reason: "its map of blobs is not an object",
      schema: true,
    },
    {
      case: "a layer whose blob is nowhere",
      value: { ...JSON_ENTRY, blobs: {} },
      reason: "it does not say where a layer's blob is",
      schema: false,
    },
    {
      case: "a layer whose blob has another size",
      value: withBlob({ sizeBytes: 7 }),
      reason: "it does not say where a layer's blob is",
      schema: false,
    },
    {
      case: "a blob without a digest",
      value: { ...JSON_ENTRY, blobs: { "sha256:1": BLOB } },
      reason: "the digest of a blob is not valid",
      schema: true,
    },
    {
      case: "a size that is not held exactly",
      value: withBlob({ sizeBytes: 2 ** 53 }),
      reason: "the size of a blob is not a whole number from 0 on",
      schema: true,
    },
    {
      case: "a negative size",
      value: withBlob({ sizeBytes: -1 }),
      reason: "the size of a blob is not a whole number from 0 on",
      schema: true,
    },
    {
      case: "a blob without a media type",
      value: withBlob({ mediaType: "" }),
      reason: "the media type of a blob is not valid",
      schema: true,
    },
    {
      case: "a kind that is not known",
      value: withBlob({ kind: "toString" }),
      reason: "the kind of a blob is not known",
      schema: true,
    },
    {
      case: "a key of something else",
      value: withBlob({ entry: "node-modules-1234" }),
      reason: "the key of a blob is not valid",
      schema: true,
    },
    {
      case: "the key of another kind",
      value: withBlob({ kind: "blob" }),
      reason: "the key of a blob is not valid",
      schema: false,
    },
    {
      case: "the key of another blob",
      value: withBlob({ kind: "blob", entry: blobKey(aDigest()) }),
      reason: "the key of a blob is not valid",
      schema: false,
    },
    {
      case: "a step that took no whole number",
      value: { ...JSON_ENTRY, steps: { "RUN make": 1.5 } },
      reason: "the duration of a step is not a whole number from 0 on",
      schema: true,
    },
  ])("refuses $case", ({ value, reason, schema }) => {
    expect(reasonOf(value)).toBe(reason);
    const seen = JSON.parse(JSON.stringify(value)) as unknown;
    expect(schemaDifferences(SCHEMA, seen).length > 0).toBe(schema);
  });

  it("never throws", () => {
    const broken = fc
      .tuple(fc.constantFrom(...Object.keys(JSON_ENTRY)), fc.jsonValue())
      .map(([field, value]) => {
        return JSON.stringify({ ...JSON_ENTRY, [field]: value });
      });
    const cut = fc.nat(5_000).map((end) => JSON.stringify(JSON_ENTRY).slice(0, end));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), broken, cut), (text) => {
        expect(typeof parseIndexEntry(text, sha256).ok).toBe("boolean");
      }),
    );
  });
});

describe("printIndexEntry", () => {
  it("prints what its schema describes, field by field", () => {
    expect(schemaDifferences(SCHEMA, JSON_ENTRY)).toEqual([]);
    expect(Object.keys(JSON_ENTRY)).toEqual(Object.keys((SCHEMA as { properties: object }).properties));
  });

  it("prints the same for maps in another order", () => {
    const entry = anIndexEntry();
    const blobs = new Map([...entry.blobs].toReversed());
    const steps = [
      ["RUN a", 1],
      ["__proto__", 2],
    ] as const;
    expect(printIndexEntry({ ...entry, blobs, steps: new Map(steps.toReversed()) })).toBe(
      printIndexEntry({ ...entry, steps: new Map(steps) }),
    );
  });

  it("prints what is read back the same", () => {
    const steps = fc.array(fc.tuple(fc.string(), fc.maxSafeNat())).map((list) => new Map(list));
    fc.assert(
      fc.property(configs, steps, (config, durations) => {
        const entry = { ...anIndexEntry(printCache(aCacheOf(config), sha256)), steps: durations };
        const read = parseIndexEntry(printIndexEntry(entry), sha256);
        expect(read.ok && read.value.entry).toEqual(entry);
      }),
    );
  });
});
