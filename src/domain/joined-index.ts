import { ActionError } from "./failure.ts";
import { isAttestation, parsePublished, platformDifferences } from "./image-index.ts";
import type { Platform } from "./platform.ts";
import { printPlatform } from "./platform.ts";

/** What a solve for one platform pushed: an index with the image and its attestations, or the image alone. */
export interface IndexPart {
  readonly platform: Platform;
  readonly mediaType: string;
  readonly digest: string;
  readonly sizeBytes: number;
  /** The parsed manifest or index. */
  readonly content: unknown;
}

const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An index as it is to be put into a registry: its digest is that of these bytes. */
export interface JoinedIndex {
  readonly mediaType: string;
  readonly bytes: string;
}

/**
 * Joins the platforms' parts into one index: the images in the order of the parts, then their attestations, each
 * descriptor as BuildKit wrote it. The same parts give the same bytes.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 * @throws ActionError `verify` for a part that is not exactly its platform's.
 */
export function joinIndexes(parts: readonly IndexPart[]): JoinedIndex {
  const descriptors = parts.flatMap(descriptorsOf);
  const isDocker = descriptors.some(({ mediaType }) => mediaType.startsWith("application/vnd.docker."));
  const mediaType = isDocker ? DOCKER_INDEX : OCI_INDEX;
  const manifests = [
    ...descriptors.filter((descriptor) => !isAttestation(descriptor)),
    ...descriptors.filter(isAttestation),
  ];
  return { mediaType, bytes: JSON.stringify({ schemaVersion: 2, mediaType, manifests }) };
}

function descriptorsOf({
  platform,
  mediaType,
  digest,
  sizeBytes,
  content,
}: IndexPart): readonly Descriptor[] {
  const published = parsePublished(content);
  if (published.kind === "manifest") return [{ mediaType, digest, size: sizeBytes, platform }];
  const found = published.entries.map((entry) => entry.platform);
  const differences = platformDifferences([platform], found);
  if (differences.length > 0) {
    throw new ActionError(
      "verify",
      `What was built for ${printPlatform(platform)} is not that: ${differences.join("; ")}`,
    );
  }
  return (content as { readonly manifests: readonly Descriptor[] }).manifests;
}
