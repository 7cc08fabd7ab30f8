import { describe, expect, it } from "@jest/globals";
import { parsePublished } from "../../src/domain/image-index.ts";
import type { IndexPart } from "../../src/domain/joined-index.ts";
import { joinIndexes } from "../../src/domain/joined-index.ts";

const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

const digest = (character: string) => `sha256:${character.repeat(64)}`;

function image(architecture: string, character: string) {
  return {
    mediaType: OCI_MANIFEST,
    digest: digest(character),
    size: 700,
    platform: { architecture, os: "linux" },
  };
}

function attestation(character: string, of: string) {
  return {
    mediaType: OCI_MANIFEST,
    digest: digest(character),
    size: 560,
    annotations: {
      "vnd.docker.reference.digest": digest(of),
      "vnd.docker.reference.type": "attestation-manifest",
    },
    platform: { architecture: "unknown", os: "unknown" },
  };
}

function anIndex(
  architecture: string,
  manifests: readonly object[],
  more: Partial<IndexPart> = {},
): IndexPart {
  return {
    platform: { os: "linux", architecture },
    mediaType: OCI_INDEX,
    digest: digest("0"),
    text: JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }),
    ...more,
  };
}

const MANIFEST = JSON.stringify({ schemaVersion: 2, config: { digest: digest("c") }, layers: [] });

function aManifest(architecture: string, mediaType = OCI_MANIFEST): IndexPart {
  return { platform: { os: "linux", architecture }, mediaType, digest: digest("d"), text: MANIFEST };
}

describe("joinIndexes", () => {
  it("puts the images first and then their attestations, as they were written", () => {
    const [amd64, arm64] = [image("amd64", "1"), image("arm64", "2")];
    const [ofAmd64, ofArm64] = [attestation("3", "1"), attestation("4", "2")];
    const { mediaType, bytes } = joinIndexes([
      anIndex("amd64", [amd64, ofAmd64]),
      anIndex("arm64", [arm64, ofArm64]),
    ]);
    expect(mediaType).toBe(OCI_INDEX);
    expect(JSON.parse(bytes)).toEqual({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [amd64, arm64, ofAmd64, ofArm64],
    });
  });

  it("describes images that came without an index", () => {
    const { bytes } = joinIndexes([aManifest("amd64"), anIndex("arm64", [image("arm64", "2")])]);
    expect(JSON.parse(bytes)).toMatchObject({
      manifests: [
        {
          mediaType: OCI_MANIFEST,
          digest: digest("d"),
          size: MANIFEST.length,
          platform: { os: "linux", architecture: "amd64" },
        },
        image("arm64", "2"),
      ],
    });
  });

  it("is docker's own form of an index when an image is", () => {
    const { mediaType, bytes } = joinIndexes([aManifest("amd64", DOCKER_MANIFEST), aManifest("arm64")]);
    expect(mediaType).toBe("application/vnd.docker.distribution.manifest.list.v2+json");
    expect(JSON.parse(bytes)).toMatchObject({ mediaType });
  });

  it("has the form that BuildKit prints", () => {
    const parts = [
      aManifest("amd64"),
      { ...aManifest("arm"), platform: { os: "linux", architecture: "arm", variant: "v7" } },
    ];
    expect(joinIndexes(parts).bytes).toBe(`{
  "schemaVersion": 2,
  "mediaType": "${OCI_INDEX}",
  "manifests": [
    {
      "mediaType": "${OCI_MANIFEST}",
      "digest": "${digest("d")}",
      "size": ${MANIFEST.length},
      "platform": {
        "architecture": "amd64",
        "os": "linux"
      }
    },
    {
      "mediaType": "${OCI_MANIFEST}",
      "digest": "${digest("d")}",
      "size": ${MANIFEST.length},
      "platform": {
        "architecture": "arm",
        "os": "linux",
        "variant": "v7"
      }
    }
  ]
}`);
  });

  it("needs no index for the only image when that came without one", () => {
    expect(joinIndexes([aManifest("amd64", DOCKER_MANIFEST)])).toEqual({
      mediaType: DOCKER_MANIFEST,
      bytes: MANIFEST,
    });
  });

  it("keeps the index of the only image", () => {
    const manifests = [image("amd64", "1"), attestation("3", "1")];
    expect(JSON.parse(joinIndexes([anIndex("amd64", manifests)]).bytes)).toEqual({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests,
    });
  });

  it("lists manifests as they are now when some were written anew", () => {
    const children = [
      { digest: digest("1"), sizeBytes: 700 },
      { digest: digest("5"), sizeBytes: 555 },
    ];
    const { bytes } = joinIndexes([
      anIndex("amd64", [image("amd64", "1"), attestation("3", "1")], { children }),
    ]);
    expect(JSON.parse(bytes)).toMatchObject({
      manifests: [image("amd64", "1"), { ...attestation("5", "1"), size: 555 }],
    });
  });

  it("has the annotations of the parts' indexes, escaped as BuildKit does", () => {
    const annotated = (architecture: string, character: string) => {
      const manifests = [image(architecture, character)];
      const annotations = { title: "<a&b>" };
      return anIndex(architecture, manifests, {
        text: JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests, annotations }),
      });
    };
    const { bytes } = joinIndexes([annotated("amd64", "1"), annotated("arm64", "2")]);
    expect(JSON.parse(bytes)).toMatchObject({ annotations: { title: "<a&b>" } });
    expect(bytes).toContain(String.raw`"title": "\u003ca\u0026b\u003e"`);
  });

  it("makes what reads as exactly these platforms", () => {
    const { bytes } = joinIndexes([
      anIndex("amd64", [image("amd64", "1"), attestation("3", "1")]),
      aManifest("riscv64"),
    ]);
    const published = parsePublished(JSON.parse(bytes));
    expect(published).toEqual({
      kind: "index",
      entries: [
        { digest: digest("1"), platform: { os: "linux", architecture: "amd64" } },
        { digest: digest("d"), platform: { os: "linux", architecture: "riscv64" } },
      ],
    });
  });

  it.each([
    {
      case: "another platform",
      part: anIndex("arm64", [image("amd64", "1")]),
      message: "linux/arm64 missing; linux/amd64 not planned",
    },
    { case: "no image", part: anIndex("arm64", [attestation("3", "1")]), message: "linux/arm64 missing" },
    {
      case: "an image twice",
      part: anIndex("arm64", [image("arm64", "1"), image("arm64", "2")]),
      message: "linux/arm64 there more than once",
    },
  ])("refuses a part with $case", ({ part, message }) => {
    expect(() => joinIndexes([part])).toThrow(
      expect.objectContaining({
        code: "verify",
        message: `What was built for linux/arm64 is not that: ${message}`,
      }),
    );
  });
});
