import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { describeConfig, parseManifest, printManifest } from "../../../src/domain/cache/cache-manifest.ts";
import { aCacheOf, capturedCache, configs, sha256 } from "../../support/a-cache.ts";
import { aDigest } from "../../support/a-result.ts";

const CONFIG = { mediaType: "application/vnd.buildkit.cacheconfig.v0", digest: aDigest("c"), size: 2 };
const LAYER = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: aDigest("1"), size: 32 };

describe("parseManifest", () => {
  it("reads what BuildKit exported", () => {
    const read = parseManifest(capturedCache("cold").manifest);
    expect(read).toMatchObject({
      ok: true,
      value: {
        config: {
          mediaType: CONFIG.mediaType,
          digest: "sha256:8422c3110dabae6dc45ff66fa719f5713a723d285f74652169b8b280c37cbe1c",
          sizeBytes: 2104,
          annotations: {},
        },
        layers: { length: 6 },
      },
    });
    expect(read.ok && read.value.layers[1]).toEqual({
      mediaType: LAYER.mediaType,
      digest: "sha256:438596bdeaaed6a1f7f7c5d695c45f40fb73edc5a2474402bda028ec2848aba3",
      sizeBytes: 1_140_937,
      annotations: {
        "buildkit/createdat": "2026-11-25T01:18:40.014960499Z",
        "containerd.io/uncompressed":
          "sha256:da8b2bc5511215cd494d2e9748dff4af38bfe935133c4fe37b4074c0938fade6",
      },
    });
  });

  it("drops where a blob came from, and keeps other annotations", () => {
    const annotations = { "containerd.io/distribution.source.127.0.0.1:4000": "token/cache", other: "" };
    const read = parseManifest(JSON.stringify({ config: CONFIG, layers: [{ ...LAYER, annotations }] }));
    expect(read.ok && read.value.layers[0]?.annotations).toEqual({ other: "" });
  });

  it("reads a cache without layers, whose list is null", () => {
    const read = parseManifest(JSON.stringify({ config: CONFIG, layers: null }));
    expect(read.ok && read.value.layers).toEqual([]);
  });

  it.each([
    { manifest: [], reason: "the cache manifest is not an object" },
    { manifest: {}, reason: "a descriptor is not an object" },
    {
      manifest: { config: { ...CONFIG, digest: "md5:1" } },
      reason: "the digest of a descriptor is not valid",
    },
    {
      manifest: { config: { ...CONFIG, mediaType: "application/vnd.oci.image.config.v1+json" } },
      reason: "it is not the manifest of a cache",
    },
    {
      manifest: { config: CONFIG, layers: [{ ...LAYER, size: 2 ** 53 }] },
      reason: "the size of a descriptor is not a whole number from 0 on",
    },
    {
      manifest: { config: CONFIG, layers: [{ ...LAYER, annotations: { a: 1 } }] },
      reason: "an annotation is not valid",
    },
  ])("refuses $manifest", ({ manifest, reason }) => {
    expect(parseManifest(JSON.stringify(manifest))).toEqual({ ok: false, reason });
  });
});

describe("printManifest", () => {
  it("prints what BuildKit exported as BuildKit did", () => {
    const { manifest } = capturedCache("cold");
    const read = parseManifest(manifest);
    expect(read.ok && printManifest(read.value)).toBe(manifest);
  });

  it("prints the same for annotations in another order", () => {
    const text = (annotations: object): string =>
      JSON.stringify({ config: CONFIG, layers: [{ ...LAYER, annotations }] });
    const [one, other] = [parseManifest(text({ a: "1", b: "2" })), parseManifest(text({ b: "2", a: "1" }))];
    expect(one.ok && printManifest(one.value)).toBe(other.ok && printManifest(other.value));
  });

  it("prints what is read back the same", () => {
    fc.assert(
      fc.property(configs, (config) => {
        const { manifest } = aCacheOf(config);
        expect(parseManifest(printManifest(manifest))).toEqual({ ok: true, value: manifest });
      }),
    );
  });
});

describe("describeConfig", () => {
  it("counts bytes, not characters", () => {
    expect(describeConfig("ö", sha256)).toEqual({
      mediaType: CONFIG.mediaType,
      digest: `sha256:${sha256("ö")}`,
      sizeBytes: 2,
      annotations: {},
    });
  });
});
