import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Platform } from "../../src/domain/platform.ts";
import { printPlatform } from "../../src/domain/platform.ts";
import type { ImageName } from "../../src/domain/reference.ts";
import type { BlobSource } from "../../src/edges/cache/blob-store.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";
import type { StagedPart } from "../../src/edges/cache/staged-image.ts";
import type { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import type { PublishTarget, StagedImage } from "../../src/phases/publish.ts";
import { Publication } from "../../src/phases/publish.ts";
import { docker, engine } from "./world.ts";

/** What a manifest or index lists. */
export interface Listed {
  readonly manifests?: readonly (Listing & { readonly annotations?: Readonly<Record<string, string>> })[];
  readonly config?: Listing;
  readonly layers?: readonly Listing[];
}

interface Listing {
  readonly mediaType: string;
  readonly digest: string;
}

/** What solves for single platforms left in a registry. */
export interface Staged {
  readonly shim: RegistryShim;
  readonly parts: readonly StagedPart[];
}

/** Publishes all that is staged at once. */
export function publishStaged(
  { shim, parts }: Staged,
  target: Omit<PublishTarget, "shim">,
  publisher: RegistryPublisher,
): Promise<StagedImage> {
  return new Publication({ shim, ...target }, publisher).finish(parts);
}

/** A registry as the one inside a run, with images that were built into it one platform at a time. */
export class Staging implements AsyncDisposable {
  readonly shim: RegistryShim;
  readonly #folder: string;

  private constructor(shim: RegistryShim, folder: string) {
    this.shim = shim;
    this.#folder = folder;
  }

  static async start(source?: BlobSource): Promise<Staging> {
    const folder = mkdtempSync(join(tmpdir(), "staging-"));
    const shim = await RegistryShim.start({ folder, source });
    shim.acceptWrites(true);
    return new Staging(shim, folder);
  }

  /** Builds a context for each platform by itself, as `docker buildx build` with these further arguments. */
  async build(context: string, platforms: readonly Platform[], ...args: readonly string[]): Promise<Staged> {
    const parts = platforms.map((platform): StagedPart => {
      const tag = printPlatform(platform).replaceAll("/", "-");
      return { platform, name: "image", tag };
    });
    for (const { platform, name, tag } of parts)
      await buildImage(context, [platform], [this.shim.reference(name, tag)], ...args);
    return { shim: this.shim, parts };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shim.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Builds and pushes an image under its names. */
export async function buildImage(
  context: string,
  platforms: readonly Platform[],
  names: readonly string[],
  ...args: readonly string[]
): Promise<void> {
  const output = ["type=image", `"name=${names.join(",")}"`, "push=true,store=false,unpack=false"].join(",");
  const all = [
    ...["--platform", platforms.map(printPlatform).join(",")],
    ...["--build-arg", `BASE=${engine.base}`, "--output", output],
  ];
  await docker("buildx", "build", "--quiet", ...all, ...args, context);
}

const ACCEPTED = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join();

/** Asks a registry for something below a repository. */
export async function fetchFrom(name: ImageName, path: string, method = "GET"): Promise<Response> {
  const url = `http://${name.registry}/v2/${name.repository}/${path}`;
  return fetch(url, { method, headers: { accept: ACCEPTED } });
}

/** All that is published under a reference, by its digest. */
export async function allPublished(name: ImageName, reference: string): Promise<ReadonlyMap<string, Buffer>> {
  const manifest = await bytesFrom(name, `manifests/${reference}`);
  const listed = JSON.parse(manifest.toString()) as Listed;
  const all = new Map([[reference, manifest]]);
  for (const { digest } of listed.manifests ?? [])
    for (const [key, bytes] of await allPublished(name, digest)) all.set(key, bytes);
  for (const { digest } of [...(listed.config ? [listed.config] : []), ...(listed.layers ?? [])])
    all.set(digest, await bytesFrom(name, `blobs/${digest}`));
  return all;
}

async function bytesFrom(name: ImageName, path: string): Promise<Buffer> {
  const answer = await fetchFrom(name, path);
  if (!answer.ok) throw new Error(`${path} is not there: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
