import { isDigest } from "../reference.ts";
import { asList, asObject, asText, asWhole, type Read, readJson, ShapeError } from "../json-shape.ts";

/** The media type by which BuildKit finds its cache config. */
export const CACHE_CONFIG_MEDIA_TYPE = "application/vnd.buildkit.cacheconfig.v0";

/** The media type that a cache manifest is served with. */
export const MANIFEST_MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

// containerd's note of where a blob came from: it changes from run to run, and it holds the name of our registry.
const SOURCE_ANNOTATION = "containerd.io/distribution.source.";

/**
 * What a manifest says of a blob.
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md
 */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The OCI image manifest as which BuildKit exports a cache with `image-manifest=true`. */
export interface CacheManifest {
  /** The cache config. */
  readonly config: Descriptor;
  /** The layers' blobs. A blob that is a layer in two places is listed twice. */
  readonly layers: readonly Descriptor[];
}

/**
 * Reads a cache manifest, without containerd's annotations of where blobs came from.
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md
 */
export function parseManifest(text: string): Read<CacheManifest> {
  return readJson(text, (value) => {
    const { config, layers } = asObject(value, "the cache manifest");
    const descriptor = readDescriptor(config);
    if (descriptor.mediaType !== CACHE_CONFIG_MEDIA_TYPE)
      throw new ShapeError("it is not the manifest of a cache");
    return { config: descriptor, layers: asList(layers, "its list of layers").map(readDescriptor) };
  });
}

/** Prints a cache manifest, the same text for the same value. */
export function printManifest({ config, layers }: CacheManifest): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_MEDIA_TYPE,
    config: descriptorJson(config),
    layers: layers.map(descriptorJson),
  });
}

/** What a manifest says of the config whose text this is. */
export function describeConfig(text: string, sha256: (text: string) => string): Descriptor {
  return {
    mediaType: CACHE_CONFIG_MEDIA_TYPE,
    digest: `sha256:${sha256(text)}`,
    sizeBytes: new TextEncoder().encode(text).length,
    annotations: {},
  };
}

function readDescriptor(value: unknown): Descriptor {
  const { mediaType, digest, size, annotations = {} } = asObject(value, "a descriptor");
  const name = asText(digest, "the digest of a descriptor");
  if (!isDigest(name)) throw new ShapeError("the digest of a descriptor is not valid");
  return {
    mediaType: asText(mediaType, "the media type of a descriptor"),
    digest: name,
    sizeBytes: asWhole(size, "the size of a descriptor"),
    annotations: readAnnotations(annotations),
  };
}

function readAnnotations(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value, "the annotations of a descriptor"))
      .filter(([name]) => !name.startsWith(SOURCE_ANNOTATION))
      .map(([name, text]) => [name, asText(text, "an annotation", /^/)]),
  );
}

function descriptorJson({ mediaType, digest, sizeBytes, annotations }: Descriptor): object {
  const entries = Object.entries(annotations).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    mediaType,
    digest,
    size: sizeBytes,
    ...(entries.length > 0 ? { annotations: Object.fromEntries(entries) } : {}),
  };
}
