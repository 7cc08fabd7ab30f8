import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  parseConfig,
  parseImageManifest,
  parsePublished,
  platformDifferences,
  withOrigins,
} from "../../src/domain/image-index.ts";
import type { Platform } from "../../src/domain/platform.ts";
import { parsePlatform } from "../../src/domain/platform.ts";
import { aDigest } from "../support/a-result.ts";

const AMD64: Platform = { os: "linux", architecture: "amd64" };
const ARM64: Platform = { os: "linux", architecture: "arm64" };

describe("parsePublished", () => {
  it("reads an OCI index and sets attestations aside", () => {
    const content = {
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.index.v1+json",
      manifests: [
        {
          mediaType: "application/vnd.oci.image.manifest.v1+json",
          digest: aDigest("1"),
          size: 1051,
          platform: { architecture: "amd64", os: "linux" },
        },
        {
          mediaType: "application/vnd.oci.image.manifest.v1+json",
          digest: aDigest("2"),
          size: 1051,
          platform: { architecture: "arm64", os: "linux", variant: "v8" },
        },
        {
          mediaType: "application/vnd.oci.image.manifest.v1+json",
          digest: aDigest("3"),
          size: 840,
          annotations: {
            "vnd.docker.reference.digest": aDigest("1"),
            "vnd.docker.reference.type": "attestation-manifest",
          },
          platform: { architecture: "unknown", os: "unknown" },
        },
      ],
    };
    expect(parsePublished(content)).toEqual({
      kind: "index",
      entries: [
        { digest: aDigest("1"), platform: AMD64 },
        { digest: aDigest("2"), platform: ARM64 },
      ],
    });
  });

  it.each([
    {
      case: "by its annotation alone",
      entry: { annotations: { "vnd.docker.reference.type": "attestation-manifest" }, platform: AMD64 },
    },
    { case: "by its platform alone", entry: { platform: { os: "unknown", architecture: "unknown" } } },
  ])("knows an attestation $case", ({ entry }) => {
    expect(parsePublished({ manifests: [{ digest: aDigest(), ...entry }] })).toEqual({
      kind: "index",
      entries: [],
    });
  });

  it("keeps an image that has other annotations", () => {
    const annotations = { "org.opencontainers.image.created": "2026-01-01T00:00:00Z" };
    expect(parsePublished({ manifests: [{ digest: aDigest(), annotations, platform: AMD64 }] })).toEqual({
      kind: "index",
      entries: [{ digest: aDigest(), platform: AMD64 }],
    });
  });

  it("reads an arm image without a variant as arm/v7", () => {
    const platform = { os: "linux", architecture: "arm" };
    expect(parsePublished({ manifests: [{ digest: aDigest(), platform }] })).toEqual({
      kind: "index",
      entries: [{ digest: aDigest(), platform: { ...platform, variant: "v7" } }],
    });
  });

  it("does not lose an entry that says too little", () => {
    expect(parsePublished({ manifests: [{}] })).toEqual({
      kind: "index",
      entries: [{ digest: "", platform: { os: "", architecture: "" } }],
    });
  });

  it("tells a manifest from an index", () => {
    expect(parsePublished({ schemaVersion: 2, config: { digest: aDigest() }, layers: [] })).toEqual({
      kind: "manifest",
    });
  });

  it("reads an index whose list is null, as Go writes an empty one", () => {
    expect(parsePublished({ schemaVersion: 2, manifests: null })).toEqual({ kind: "index", entries: [] });
  });
});

describe("parseImageManifest", () => {
  it("lists the layers with their sizes", () => {
    const content = {
      config: { digest: aDigest("c"), size: 800 },
      layers: [
        { digest: aDigest("1"), size: 3_000_000 },
        { digest: aDigest("2"), size: 32 },
      ],
    };
    expect(parseImageManifest(content)).toEqual({
      configDigest: aDigest("c"),
      layers: [
        { digest: aDigest("1"), sizeBytes: 3_000_000 },
        { digest: aDigest("2"), sizeBytes: 32 },
      ],
    });
  });

  it("takes what is not told for nothing", () => {
    expect(parseImageManifest({})).toEqual({ configDigest: "", layers: [] });
    expect(parseImageManifest({ config: {}, layers: [{}] })).toEqual({
      configDigest: "",
      layers: [{ digest: "", sizeBytes: 0 }],
    });
  });

  // BuildKit writes this for FROM scratch with nothing but labels.
  it("reads an image without layers, whose list is null", () => {
    const content = {
      schemaVersion: 2,
      mediaType: "application/vnd.docker.distribution.manifest.v2+json",
      config: {
        mediaType: "application/vnd.docker.container.image.v1+json",
        digest: aDigest("c"),
        size: 311,
      },
      layers: null,
    };
    expect(parseImageManifest(content)).toEqual({ configDigest: aDigest("c"), layers: [] });
  });
});

describe("parseConfig", () => {
  it.each([
    { content: { os: "linux", architecture: "amd64", rootfs: {} }, platform: AMD64 },
    { content: { os: "linux", architecture: "arm64", variant: "v8" }, platform: ARM64 },
    { content: { os: "linux", architecture: "arm", variant: "v6" }, platform: parsePlatform("linux/arm/v6") },
    {
      content: { os: "linux", architecture: "amd64", variant: "v2" },
      platform: parsePlatform("linux/amd64/v2"),
    },
    { content: { architecture: "wasm" }, platform: { os: "", architecture: "wasm" } },
  ])("reads $content", ({ content, platform }) => {
    expect(parseConfig(content)).toEqual({ platform, createdBy: [] });
  });

  it("tells what made the layers, and leaves out what made none", () => {
    const history = [
      { created_by: "COPY root / # buildkit" },
      { created_by: "ENV A=b", empty_layer: true },
      { comment: "of another tool" },
    ];
    expect(parseConfig({ history }).createdBy).toEqual(["COPY root / # buildkit", ""]);
    expect(parseConfig({ history: null }).createdBy).toEqual([]);
  });
});

describe("withOrigins", () => {
  const layers = [{ digest: aDigest(), sizeBytes: 1 }];

  it("tells of each layer what made it", () => {
    expect(withOrigins(layers, ["RUN make"])).toEqual([
      { digest: aDigest(), sizeBytes: 1, createdBy: "RUN make" },
    ]);
  });

  it("says nothing where the config knows of more or fewer layers", () => {
    expect(withOrigins(layers, [])).toEqual(layers);
    expect(withOrigins(layers, ["RUN make", "RUN more"])).toEqual(layers);
  });
});

describe("platformDifferences", () => {
  it.each([
    {
      case: "nothing of what is as planned",
      planned: [AMD64, ARM64],
      found: [AMD64, ARM64],
      differences: [],
    },
    { case: "nothing of another order", planned: [AMD64, ARM64], found: [ARM64, AMD64], differences: [] },
    {
      case: "what is missing",
      planned: [AMD64, ARM64],
      found: [AMD64],
      differences: ["linux/arm64 missing"],
    },
    {
      case: "all that is missing",
      planned: [AMD64, ARM64],
      found: [],
      differences: ["linux/amd64, linux/arm64 missing"],
    },
    {
      case: "what was not planned",
      planned: [AMD64],
      found: [AMD64, ARM64],
      differences: ["linux/arm64 not planned"],
    },
    {
      case: "what is there twice",
      planned: [AMD64],
      found: [AMD64, AMD64],
      differences: ["linux/amd64 there more than once"],
    },
    {
      case: "a variant",
      planned: [parsePlatform("linux/arm/v6")],
      found: [parsePlatform("linux/arm/v7")],
      differences: ["linux/arm/v6 missing", "linux/arm/v7 not planned"],
    },
    {
      case: "everything at once",
      planned: [AMD64, ARM64],
      found: [AMD64, AMD64, parsePlatform("linux/386")],
      differences: ["linux/arm64 missing", "linux/386 not planned", "linux/amd64 there more than once"],
    },
  ])("says $case", ({ planned, found, differences }) => {
    expect(platformDifferences(planned, found)).toEqual(differences);
  });

  it("says nothing exactly when one list is the other in some order", () => {
    const platforms = fc.uniqueArray(
      fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7", "linux/s390x").map(parsePlatform),
      { selector: ({ architecture }) => architecture },
    );
    fc.assert(
      fc.property(platforms, platforms, (planned, found) => {
        const same = JSON.stringify(namesOf(planned)) === JSON.stringify(namesOf(found));
        expect(platformDifferences(planned, found).length === 0).toBe(same);
      }),
    );
  });

  it("names what is there three times once", () => {
    expect(platformDifferences([AMD64], [AMD64, AMD64, AMD64])).toEqual(["linux/amd64 there more than once"]);
  });
});

function namesOf(platforms: readonly Platform[]): readonly string[] {
  return platforms.map(({ architecture }) => architecture).toSorted();
}
