import { ActionError } from "../domain/failure.ts";
import type { IndexEntry } from "../domain/image-index.ts";
import { parseConfig, parseImageManifest, parsePublished, withOrigins } from "../domain/image-index.ts";
import { printPlatform, samePlatform } from "../domain/platform.ts";
import type { ImageName, TaggedImage } from "../domain/reference.ts";
import { printName } from "../domain/reference.ts";
import type { PlatformImage } from "../domain/verified.ts";
import type { Manifest } from "../edges/registry/content.ts";
import type { RegistryClient } from "../edges/registry/client.ts";
import { debug } from "../edges/log.ts";

/**
 * Reads the images of all platforms that an index, or a manifest by itself, consists of.
 * @throws ActionError `verify` where a config says another platform than the index; those of the registry client.
 */
export async function readImages(
  name: ImageName,
  { digest, content }: Manifest,
  registry: RegistryClient,
): Promise<readonly PlatformImage[]> {
  const published = parsePublished(content);
  if (published.kind === "manifest") return [await readImage(name, { digest }, registry)];
  return Promise.all(published.entries.map((entry) => readImage(name, entry, registry)));
}

/**
 * Reads what the first tag that is there leads to, before this run changes it. Nothing where that cannot be had:
 * whatever hinders it has a better place to be told.
 */
export async function readPrevious(
  references: readonly TaggedImage[],
  registry: RegistryClient,
): Promise<readonly PlatformImage[]> {
  for (const reference of references) {
    try {
      if ((await registry.digestOf(reference, reference.tag)) === undefined) continue;
      return await readImages(reference, await registry.manifest(reference, reference.tag), registry);
    } catch (error) {
      debug(`It is not known what ${printName(reference)} was before: ${String(error)}`);
      return [];
    }
  }
  return [];
}

async function readImage(
  name: ImageName,
  { digest, platform: claimed }: Partial<IndexEntry> & Pick<IndexEntry, "digest">,
  registry: RegistryClient,
): Promise<PlatformImage> {
  const { configDigest, layers } = parseImageManifest((await registry.manifest(name, digest)).content);
  const { platform, createdBy } = parseConfig(await registry.blob(name, configDigest));
  if (claimed === undefined || samePlatform(platform, claimed))
    return { platform, digest, layers: withOrigins(layers, createdBy) };
  throw new ActionError(
    "verify",
    `${printName(name)}: the index says ${printPlatform(claimed)} of ${digest}, whose config says ${printPlatform(platform)}`,
    {
      hint: "A base image pinned by the digest of one platform does this: pin the digest of its index instead.",
    },
  );
}
