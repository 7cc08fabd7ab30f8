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
  readonly layers?: readonly { readonly size?: number }[] | null;
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

/** An image manifest by what it weighs, and where its config is. */
export interface ImageFacts {
  readonly configDigest: string;
  readonly layers: number;
  /** Compressed bytes of all layers, as a pull transfers them. */
  readonly sizeBytes: number;
}

/** Reads an image manifest. */
export function parseImageManifest(content: unknown): ImageFacts {
  const { config, layers } = content as ManifestJson;
  // BuildKit writes null for an image without layers.
  const sizes = (layers ?? []).map(({ size = 0 }) => size);
  return {
    configDigest: config?.digest ?? "",
    layers: sizes.length,
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** The platform that an image's own config claims. */
export function parseConfigPlatform(content: unknown): Platform {
  return platformOf(content as { os?: string; architecture?: string; variant?: string });
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
