import type { ImageLayer } from "./image-layer.ts";
import type { Platform } from "./platform.ts";
import { normalise, printPlatform } from "./platform.ts";

/** One platform's image inside an image index. */
export interface IndexEntry {
  readonly platform: Platform;
  /** Digest of the platform's image manifest. */
  readonly digest: string;
}

/** What was found under a tag or digest. */
export type Published =
  | { readonly kind: "index"; readonly entries: readonly IndexEntry[] }
  /** A manifest by itself: its platform stands in its config only. */
  | { readonly kind: "manifest" };

/** The part of an OCI image index, image manifest and their docker forms that is read here. */
interface ManifestJson {
  readonly manifests?:
    | readonly {
        readonly digest?: string;
        readonly platform?: {
          readonly os?: string;
          readonly architecture?: string;
          readonly variant?: string;
        };
        readonly annotations?: Readonly<Record<string, string>>;
      }[]
    | null;
  readonly config?: { readonly digest?: string };
  readonly layers?: readonly { readonly digest?: string; readonly size?: number }[] | null;
}

/**
 * Reads an image index, with attestation manifests set aside: their platform is `unknown/unknown` and they are no
 * images.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
export function parsePublished(content: unknown): Published {
  const { manifests } = content as ManifestJson;
  if (manifests === undefined) return { kind: "manifest" };
  const entries = (manifests ?? [])
    .filter((descriptor) => !isAttestation(descriptor))
    .filter(({ platform }) => platform?.os !== "unknown")
    .map(({ digest = "", platform = {} }) => ({ digest, platform: platformOf(platform) }));
  return { kind: "index", entries };
}

/**
 * Tells whether an entry of an index is about an image instead of being one.
 * @see https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 */
export function isAttestation({
  annotations,
}: {
  readonly annotations?: Readonly<Record<string, string>>;
}): boolean {
  return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}

/** An image manifest by its layers, from the lowest to the highest, and where its config is. */
export interface ImageFacts {
  readonly configDigest: string;
  readonly layers: readonly ImageLayer[];
}

/** What an image's own config says of it. */
export interface ConfigFacts {
  readonly platform: Platform;
  /** What made each of its layers, as far as the config tells. */
  readonly createdBy: readonly string[];
}

interface ConfigJson {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[] | null;
}

/** Reads an image manifest. */
export function parseImageManifest(content: unknown): ImageFacts {
  const { config, layers } = content as ManifestJson;
  return {
    configDigest: config?.digest ?? "",
    // BuildKit writes null for an image without layers.
    layers: (layers ?? []).map(({ digest = "", size = 0 }) => ({ digest, sizeBytes: size })),
  };
}

/**
 * Reads an image's config.
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function parseConfig(content: unknown): ConfigFacts {
  const { history, ...platform } = content as ConfigJson;
  const made = (history ?? []).filter(({ empty_layer: isEmpty }) => isEmpty !== true);
  return { platform: platformOf(platform), createdBy: made.map((entry) => entry.created_by ?? "") };
}

/** Layers with what made them. Where the config tells of another number of layers, it is not known of any. */
export function withOrigins(
  layers: readonly ImageLayer[],
  createdBy: readonly string[],
): readonly ImageLayer[] {
  if (layers.length !== createdBy.length) return layers;
  return layers.map((layer, at) => ({ ...layer, createdBy: createdBy[at] }));
}

/**
 * Compares platforms found with platforms planned and says every difference as a part of a sentence; an empty list
 * means exactly the planned ones, once each.
 */
export function platformDifferences(
  planned: readonly Platform[],
  found: readonly Platform[],
): readonly string[] {
  const wanted = planned.map(printPlatform);
  const there = found.map(printPlatform);
  const missing = wanted.filter((name) => !there.includes(name));
  const foreign = there.filter((name) => !wanted.includes(name));
  const doubled = wanted.filter((name) => there.indexOf(name) !== there.lastIndexOf(name));
  return [
    ...(missing.length > 0 ? [`${missing.join(", ")} missing`] : []),
    ...(foreign.length > 0 ? [`${foreign.join(", ")} not planned`] : []),
    ...(doubled.length > 0 ? [`${doubled.join(", ")} there more than once`] : []),
  ];
}

function platformOf({ os = "", architecture = "", variant }: Partial<Platform>): Platform {
  return normalise({ os, architecture, variant });
}
