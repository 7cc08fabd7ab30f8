import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { joinIndexes } from "../../src/domain/joined-index.ts";
import type { Platform } from "../../src/domain/platform.ts";
import { parsePlatforms, printPlatform } from "../../src/domain/platform.ts";
import type { ImageName } from "../../src/domain/reference.ts";
import { parseImageName } from "../../src/domain/reference.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import { verify } from "../../src/phases/verify.ts";
import { docker, engine, freshName, World } from "../support/world.ts";

const PLATFORMS = parsePlatforms(["linux/amd64", "linux/arm64", "linux/riscv64"]);

interface Manifest {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
}

describe("an image that is built one platform at a time and published as one", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN uname -m > /built.txt\n" });
  const folder = mkdtempSync(join(tmpdir(), "staging-"));
  const session = new RegistrySession({ credentials: () => Promise.resolve(undefined) });
  const publisher = new RegistryPublisher(session);
  const targets = [freshName(), freshName()].map(parseImageName);
  let shim: RegistryShim;

  beforeAll(async () => {
    shim = await RegistryShim.start({ folder });
    shim.acceptWrites(true);
    await Promise.all(PLATFORMS.map(build));
  });
  afterAll(async () => {
    await shim.close();
    rmSync(folder, { recursive: true, force: true });
    world.remove();
  });

  async function build(platform: Platform): Promise<void> {
    const output = `type=image,name=${shim.reference("image", tagOf(platform))},push=true,store=false,unpack=false`;
    const args = [
      "--platform",
      printPlatform(platform),
      "--build-arg",
      `BASE=${engine.base}`,
      "--output",
      output,
    ];
    await docker("buildx", "build", "--quiet", ...args, world.workspace);
  }

  function staged(reference: string) {
    const manifest = shim.manifest("image", reference);
    if (manifest === undefined) throw new Error(`Nothing is staged as ${reference}.`);
    return { ...manifest, content: JSON.parse(manifest.bytes.toString()) as Manifest };
  }

  /** Puts a staged manifest with its blobs into a repository. */
  async function publish(target: ImageName, digest: string): Promise<void> {
    const { content, mediaType, bytes } = staged(digest);
    for (const blob of [...(content.config ? [content.config] : []), ...(content.layers ?? [])]) {
      const { file, sizeBytes } = shim.blob(blob.digest)!;
      await publisher.ensureBlob(target, {
        digest: blob.digest,
        sizeBytes,
        open: () => createReadStream(file),
      });
    }
    await publisher.putManifest(target, digest, { mediaType, bytes: bytes.toString() });
  }

  it("has exactly the planned platforms in every repository, under a tag that came last", async () => {
    const parts = PLATFORMS.map((platform) => {
      const { digest, mediaType, bytes, content } = staged(tagOf(platform));
      return { platform, digest, mediaType, sizeBytes: bytes.byteLength, content };
    });
    const index = joinIndexes(parts);
    const { manifests = [] } = JSON.parse(index.bytes) as Manifest;
    for (const target of targets) {
      for (const { digest } of manifests) await publish(target, digest);
      await publisher.putManifest(target, "joined", index);
    }

    const client = new RegistryClient(session);
    const digest = await client.digestOf(targets[0]!, "joined");
    const references = targets.map((target) => ({ ...target, tag: "joined" }));
    const verified = await verify(
      { digest: digest ?? "", platforms: PLATFORMS, references, repositories: targets },
      client,
    );
    expect(verified.images.map(({ platform }) => platform)).toEqual(PLATFORMS);
  });

  it.each([
    { platform: "linux/arm64", machine: "aarch64" },
    { platform: "linux/riscv64", machine: "riscv64" },
  ])("runs as $machine from there", async ({ platform, machine }) => {
    const { registry, repository } = targets[1]!;
    const image = `${registry}/${repository}:joined`;
    expect(await docker("run", "--rm", "--platform", platform, image, "cat", "/built.txt")).toBe(
      `${machine}\n`,
    );
  });
});

function tagOf(platform: Platform): string {
  return printPlatform(platform).replaceAll("/", "-");
}
