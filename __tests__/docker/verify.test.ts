import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { totalBytes } from "../../src/domain/image-layer.ts";
import { parsePlatforms } from "../../src/domain/platform.ts";
import { parseImageName } from "../../src/domain/reference.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import type { Expectation } from "../../src/phases/verify.ts";
import { verify } from "../../src/phases/verify.ts";
import { engine, freshName, World } from "../support/world.ts";

const PLATFORMS = ["linux/amd64", "linux/arm64"];
const INDEX = "application/vnd.oci.image.index.v1+json";

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform: { readonly os: string; readonly architecture: string };
}

describe("verification against the registry", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN true\n" });
  const image = freshName();
  const name = parseImageName(image);
  const registry = new RegistryClient(new RegistrySession({ credentials: () => Promise.resolve(undefined) }));
  let digest: string;
  let children: readonly Descriptor[];

  beforeAll(async () => {
    const run = await world.run({
      platforms: PLATFORMS.join(","),
      images: image,
      tags: "good",
      provenance: "false",
    });
    digest = run.outputs["digest"] ?? "";
    ({ manifests: children } = (await registry.manifest(name, digest)).content as {
      manifests: Descriptor[];
    });
  });
  afterAll(() => {
    world.remove();
  });

  /** Puts an index made by hand under a tag, and resolves with what is to be verified. */
  async function publish(tag: string, manifests: readonly object[]): Promise<Expectation> {
    const body = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
    const url = `http://${engine.registry}/v2/${name.repository}/manifests/${tag}`;
    const { status } = await fetch(url, { method: "PUT", body, headers: { "content-type": INDEX } });
    expect(status).toBe(201);
    return expectation(tag, `sha256:${createHash("sha256").update(body).digest("hex")}`);
  }

  function expectation(tag: string, indexDigest: string): Expectation {
    const platforms = parsePlatforms(PLATFORMS);
    return { digest: indexDigest, platforms, references: [{ ...name, tag }], repositories: [name] };
  }

  async function refusal(expected: Expectation): Promise<string> {
    const error: unknown = await verify(expected, registry).catch((caught: unknown) => caught);
    if (!(error instanceof ActionError)) throw new Error("It was not refused.");
    expect(error.code).toBe("verify");
    return error.message;
  }

  it("accepts what the action published, with sizes and layers", async () => {
    const { images } = await verify(expectation("good", digest), registry);
    expect(images.map((child) => child.digest)).toEqual(children.map((child) => child.digest));
    for (const { layers } of images) {
      expect([layers.length, totalBytes(layers) > 100_000]).toEqual([2, true]);
      expect(layers[1]?.createdBy).toMatch(/^(?:RUN|COPY) /);
    }
  });

  it("refuses an index that lacks a platform", async () => {
    const expected = await publish("lacking", children.slice(0, 1));
    expect(await refusal(expected)).toContain("linux/arm64 missing");
  });

  it("refuses an index with a platform twice", async () => {
    const expected = await publish("doubled", [...children, children[0]!]);
    expect(await refusal(expected)).toContain("linux/amd64 there more than once");
  });

  it("refuses an index with a platform that was not planned", async () => {
    const platform = { os: "linux", architecture: "riscv64" };
    const expected = await publish("foreign", [...children, { ...children[0]!, platform }]);
    expect(await refusal(expected)).toMatch(
      /index says linux\/riscv64 of sha256:.*whose config says linux\/amd64/,
    );
  });

  it("refuses an index whose label is not what the image says of itself", async () => {
    const [amd64, arm64] = children as [Descriptor, Descriptor];
    const expected = await publish("swapped", [amd64, { ...amd64, platform: arm64.platform }]);
    expect(await refusal(expected)).toMatch(
      /index says linux\/arm64 of sha256:.*whose config says linux\/amd64/,
    );
  });

  it("refuses a tag that leads elsewhere", async () => {
    await publish("moved", children.slice(0, 1));
    expect(await refusal(expectation("moved", digest))).toMatch(/:moved leads to sha256:.* instead of/);
  });
});
