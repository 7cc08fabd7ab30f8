import { describe, expect, it } from "@jest/globals";
import type { JoinedImage } from "../../src/domain/joined-metadata.ts";
import { joinMetadata } from "../../src/domain/joined-metadata.ts";
import { parsePlatform } from "../../src/domain/platform.ts";
import { parseTaggedImage } from "../../src/domain/reference.ts";
import { aDigest } from "../support/a-result.ts";

const PATH = "127.0.0.1:40001/0123456789abcdef";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";

function aJoinedImage(overrides: Partial<JoinedImage> = {}): JoinedImage {
  return {
    digest: aDigest("f"),
    mediaType: OCI_INDEX,
    sizeBytes: 1607,
    references: ["ghcr.io/acme/agent:main", "acme/agent:1.2"].map(parseTaggedImage),
    path: PATH,
    ...overrides,
  };
}

/** What buildx writes for a single platform. */
function aPart(platform: string, more: object = {}) {
  const metadata = {
    "buildx.build.provenance": { buildType: "buildkit", invocation: { environment: { platform } } },
    "buildx.build.ref": `default/default/${platform}`,
    "containerimage.descriptor": { mediaType: OCI_INDEX, digest: aDigest("1"), size: 855 },
    "containerimage.digest": aDigest("1"),
    "image.name": `${PATH}/image:${platform.replaceAll("/", "-")}`,
    ...more,
  };
  return { platform: parsePlatform(platform), metadata: JSON.stringify(metadata, undefined, 2) };
}

const read = (text: string) => JSON.parse(text) as Readonly<Record<string, unknown>>;

describe("joinMetadata", () => {
  it("is what one solve for all platforms would have left, in buildx's order", () => {
    const joined = joinMetadata([aPart("linux/amd64"), aPart("linux/arm/v7")], aJoinedImage());
    const provenance = (platform: string) => ({
      buildType: "buildkit",
      invocation: { environment: { platform } },
    });
    expect(joined).toBe(
      JSON.stringify({
        "buildx.build.provenance/linux/amd64": provenance("linux/amd64"),
        "buildx.build.provenance/linux/arm/v7": provenance("linux/arm/v7"),
        "buildx.build.ref": "default/default/linux/amd64",
        "containerimage.descriptor": { mediaType: OCI_INDEX, digest: aDigest("f"), size: 1607 },
        "containerimage.digest": aDigest("f"),
        "image.name": "ghcr.io/acme/agent:main,acme/agent:1.2",
      }),
    );
  });

  it("has nothing that single ones say of their own image", () => {
    const config = { "containerimage.config.digest": aDigest("2") };
    const joined = joinMetadata([aPart("linux/amd64", config), aPart("linux/arm64", config)], aJoinedImage());
    expect(read(joined)).not.toHaveProperty(["containerimage.config.digest"]);
  });

  it("keeps what a single platform's says of its image, but for the names", () => {
    const platform = { architecture: "amd64", os: "linux" };
    const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
    const descriptor = { mediaType, digest: aDigest("f"), size: 696, platform };
    const more = { "containerimage.config.digest": aDigest("2"), "containerimage.descriptor": descriptor };
    const part = aPart("linux/amd64", more);
    expect(read(joinMetadata([part], aJoinedImage({ mediaType, sizeBytes: 696 })))).toEqual({
      ...read(part.metadata),
      "containerimage.digest": aDigest("f"),
      "image.name": "ghcr.io/acme/agent:main,acme/agent:1.2",
    });
  });

  it("says each warning once", () => {
    const warnings = (...texts: string[]) => ({ "buildx.build.warnings": texts.map((short) => ({ short })) });
    const parts = [
      aPart("linux/amd64", warnings("one", "two")),
      aPart("linux/arm64", warnings("two", "three")),
    ];
    expect(read(joinMetadata(parts, aJoinedImage()))["buildx.build.warnings"]).toEqual([
      { short: "one" },
      { short: "two" },
      { short: "three" },
    ]);
  });

  it.each([
    { case: "no platform", parts: [] },
    {
      case: "platforms whose solves left nothing",
      parts: [
        { platform: parsePlatform("linux/amd64"), metadata: "{}" },
        { platform: parsePlatform("linux/arm64"), metadata: "{}" },
      ],
    },
  ])("says what was published for $case", ({ parts }) => {
    expect(read(joinMetadata(parts, aJoinedImage()))).toEqual({
      "containerimage.descriptor": { mediaType: OCI_INDEX, digest: aDigest("f"), size: 1607 },
      "containerimage.digest": aDigest("f"),
      "image.name": "ghcr.io/acme/agent:main,acme/agent:1.2",
    });
  });

  it("leaves out whatever names the registry inside the run", () => {
    const named = { "buildx.build.provenance": { args: [`http://${PATH}`] }, other: PATH };
    for (const parts of [
      [aPart("linux/amd64", named)],
      [aPart("linux/amd64", named), aPart("linux/arm64")],
    ]) {
      const joined = joinMetadata(parts, aJoinedImage());
      expect(joined).not.toContain(PATH.slice(-16));
      expect(Object.keys(read(joined))).toEqual(
        expect.arrayContaining(["buildx.build.ref", "containerimage.digest", "image.name"]),
      );
    }
  });
});
