import { readFile } from "node:fs/promises";
import { isAttestation, parseConfig, parseImageManifest, withOrigins } from "../../domain/image-index.ts";
import type { PlatformImage } from "../../domain/verified.ts";
import type { RegistryShim } from "./shim.ts";
import type { StagedPart } from "./staged-image.ts";

interface IndexJson {
  readonly manifests?:
    readonly { readonly digest: string; readonly annotations?: Readonly<Record<string, string>> }[] | null;
}

/** Reads what a platform's staged image is made of. Undefined where something of it is missing. */
export async function readStagedLayers(
  { platform, name, tag }: StagedPart,
  shim: RegistryShim,
): Promise<PlatformImage | undefined> {
  const top = shim.manifest(name, tag);
  if (top === undefined) return undefined;
  const { manifests } = JSON.parse(top.bytes.toString()) as IndexJson;
  const image = manifests?.find((entry) => !isAttestation(entry));
  const manifest = image === undefined ? top : shim.manifest(name, image.digest);
  if (manifest === undefined) return undefined;
  const { configDigest, layers } = parseImageManifest(JSON.parse(manifest.bytes.toString()));
  const config = await shim.fetchBlob(configDigest);
  const text = config === undefined ? "{}" : await readFile(config.file, "utf8");
  const { createdBy } = parseConfig(JSON.parse(text));
  return { platform, digest: manifest.digest, layers: withOrigins(layers, createdBy) };
}
