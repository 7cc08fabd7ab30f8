import { readFile } from "node:fs/promises";
import { isAttestation, parseConfig, parseImageManifest, withOrigins } from "../../domain/image-index.ts";
import type { PlatformImage } from "../../domain/verified.ts";
import type { RegistryShim } from "./shim.ts";
import type { StagedPart } from "./staged-image.ts";

interface IndexJson {
  readonly manifests?:
    readonly { readonly digest: string; readonly annotations?: Readonly<Record<string, string>> }[] | null;
}

/** Where a platform's image is staged. */
type Place = Pick<StagedPart, "name" | "tag">;

/** The digests of the layers of a platform's staged image; none where none was staged. */
export function stagedLayerDigests(place: Place, shim: RegistryShim): readonly string[] {
  const layers = readManifest(place, shim)?.layers ?? [];
  return layers.map(({ digest }) => digest);
}

/** Reads what a platform's staged image is made of. Undefined where something of it is missing. */
export async function readStagedLayers(
  part: StagedPart,
  shim: RegistryShim,
): Promise<PlatformImage | undefined> {
  const manifest = readManifest(part, shim);
  if (manifest === undefined) return undefined;
  const { digest, configDigest, layers } = manifest;
  const config = await shim.fetchBlob(configDigest);
  const text = config === undefined ? "{}" : await readFile(config.file, "utf8");
  const { createdBy } = parseConfig(JSON.parse(text));
  return { platform: part.platform, digest, layers: withOrigins(layers, createdBy) };
}

/** The manifest of the image itself, whether or not it was pushed in an index with attestations. */
function readManifest({ name, tag }: Place, shim: RegistryShim) {
  const top = shim.manifest(name, tag);
  if (top === undefined) return undefined;
  const { manifests } = JSON.parse(top.bytes.toString()) as IndexJson;
  const image = manifests?.find((entry) => !isAttestation(entry));
  const manifest = image === undefined ? top : shim.manifest(name, image.digest);
  if (manifest === undefined) return undefined;
  return { digest: manifest.digest, ...parseImageManifest(JSON.parse(manifest.bytes.toString())) };
}
