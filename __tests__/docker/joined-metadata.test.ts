import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import type { MetadataPart } from "../../src/domain/joined-metadata.ts";
import { joinMetadata } from "../../src/domain/joined-metadata.ts";
import { parsePlatforms, printPlatform } from "../../src/domain/platform.ts";
import { parseTaggedImage, printTagged } from "../../src/domain/reference.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import { buildImage, publishStaged, Staging } from "../support/a-staged-image.ts";
import { freshName, World } from "../support/world.ts";

const PLATFORMS = parsePlatforms(["linux/amd64", "linux/arm64"]);
const PROVENANCE = "buildx.build.provenance";
const REF = "buildx.build.ref";

const publisher = new RegistryPublisher(
  new RegistrySession({ credentials: () => Promise.resolve(undefined) }),
);

type Metadata = Readonly<Record<string, unknown>>;

/** What is the same whenever and in however many solves an image is built. */
function lasting(metadata: Metadata): Metadata {
  const entries = Object.entries(metadata);
  return Object.fromEntries(entries.filter(([key]) => key !== REF && !key.startsWith(PROVENANCE)));
}

describe("the metadata of an image that was staged", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nENV BUILT=yes\n" });
  const file = join(world.temp, "metadata.json");
  afterAll(() => {
    world.remove();
  });

  it.each([
    { case: "several platforms", platforms: PLATFORMS },
    { case: "one platform", platforms: PLATFORMS.slice(0, 1) },
  ])("is what buildx writes of a push of its own: $case", async ({ platforms }) => {
    const references = [`${freshName()}:one`, `${freshName()}:two`].map(parseTaggedImage);
    // Without provenance and with a time of its own it is the same image whenever it is built.
    const args = ["--provenance", "false", "--build-arg", "SOURCE_DATE_EPOCH=0", "--metadata-file", file];
    await buildImage(world.workspace, platforms, references.map(printTagged), ...args);
    const direct = JSON.parse(readFileSync(file, "utf8")) as Metadata;

    await using staging = await Staging.start();
    const parts: MetadataPart[] = [];
    const staged = { shim: staging.shim, parts: [] as Awaited<ReturnType<Staging["build"]>>["parts"] };
    for (const platform of platforms) {
      const { parts: built } = await staging.build(world.workspace, [platform], ...args);
      staged.parts = [...staged.parts, ...built];
      parts.push({ platform, metadata: readFileSync(file, "utf8") });
    }
    const image = await publishStaged(staged, { references, repositories: references }, publisher);
    const text = joinMetadata(parts, { ...image, references, path: staging.shim.path });
    const joined = JSON.parse(text) as Metadata;
    expect(lasting(joined)).toEqual(lasting(direct));
    expect(text).not.toContain(staging.shim.path);

    const [first, ...others] = parts.map(({ metadata }) => JSON.parse(metadata) as Metadata);
    expect(joined[REF]).toBe(first![REF]);
    const provenance = Object.keys(joined).filter((key) => key.startsWith(PROVENANCE));
    expect(provenance).toEqual(
      others.length === 0
        ? [PROVENANCE]
        : platforms.map((platform) => `${PROVENANCE}/${printPlatform(platform)}`),
    );
  });
});
