import { afterAll, describe, expect, it } from "@jest/globals";
import { isAttestation } from "../../src/domain/image-index.ts";
import { parsePlatforms } from "../../src/domain/platform.ts";
import { parseTaggedImage, printTagged } from "../../src/domain/reference.ts";
import type { TaggedImage } from "../../src/domain/reference.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import type { Listed } from "../support/a-staged-image.ts";
import { allPublished, buildImage, publishStaged, Staging } from "../support/a-staged-image.ts";
import { docker, freshName, World } from "../support/world.ts";

const PLATFORMS = parsePlatforms(["linux/amd64", "linux/arm64"]);

const publisher = new RegistryPublisher(
  new RegistrySession({ credentials: () => Promise.resolve(undefined) }),
);

/** What an in-toto statement says, and about what. */
interface Statement {
  readonly subject: readonly object[];
  readonly predicateType: string;
}

/** The statements of a published image, with their order and how their manifests list them. */
function statementsOf(published: ReadonlyMap<string, Buffer>, tag: string): readonly Statement[] {
  const read = (digest: string) => JSON.parse(published.get(digest)!.toString()) as unknown;
  const attestations = (read(tag) as Listed).manifests!.filter(isAttestation);
  const layers = attestations.flatMap(({ digest }) => (read(digest) as Listed).layers!);
  return layers.map(({ digest }) => read(digest) as Statement);
}

/** What tells apart how BuildKit attests, without what it attests and when. */
function outline(published: ReadonlyMap<string, Buffer>, tag: string) {
  return statementsOf(published, tag).map(({ subject, predicateType }) => ({ subject, predicateType }));
}

async function provenanceOf(reference: TaggedImage): Promise<Readonly<Record<string, unknown>>> {
  const name = printTagged(reference);
  const text = await docker("buildx", "imagetools", "inspect", name, "--format", "{{json .Provenance}}");
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

describe("what BuildKit attests of an image that was staged", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nENV BUILT=yes\n" });
  afterAll(() => {
    world.remove();
  });

  it.each([
    { case: "complete provenance", args: ["--provenance", "mode=max"], platforms: PLATFORMS },
    { case: "minimal provenance", args: ["--provenance", "mode=min,inline-only=true"], platforms: PLATFORMS },
    { case: "a single platform", args: ["--provenance", "mode=max"], platforms: PLATFORMS.slice(0, 1) },
    { case: "SLSA 1", args: ["--provenance", "mode=max,version=v1"], platforms: PLATFORMS },
  ])("is about its real names, as after a push of its own: $case", async ({ args, platforms }) => {
    const [one, other] = [freshName(), freshName()];
    const references = [`${one}:main`, `${other}:v1`, `${one}:v2`].map(parseTaggedImage);
    // With a time of its own it is the same image whenever it is built.
    const all = [...args, "--build-arg", "SOURCE_DATE_EPOCH=0"];
    await buildImage(world.workspace, platforms, references.map(printTagged), ...all);
    const direct = await allPublished(references[0]!, "main");
    const inspected = await provenanceOf(references[0]!);

    await using staging = await Staging.start();
    const { shim } = staging;
    const cached = ["--cache-to", `type=registry,ref=${shim.reference("cache", "one")},image-manifest=true`];
    const from = ["--cache-from", `type=registry,ref=${shim.reference("cache", "one")}`];
    const staged = await staging.build(world.workspace, platforms, ...all, ...cached, ...from);
    await publishStaged(staged, { references, repositories: references.slice(0, 2) }, publisher);

    expect(outline(direct, "main")).toHaveLength(platforms.length);
    const secret = shim.path.split("/").at(-1)!;
    for (const reference of references) {
      const published = await allPublished(reference, reference.tag);
      expect(outline(published, reference.tag)).toEqual(outline(direct, "main"));
      for (const bytes of published.values()) expect(bytes.includes(secret)).toBe(false);
      expect(Object.keys(await provenanceOf(reference))).toEqual(Object.keys(inspected));
    }
  });
});
