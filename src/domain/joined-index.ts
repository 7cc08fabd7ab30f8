import { ActionError } from "./failure.ts";
import { printGoJson } from "./go-json.ts";
import { isAttestation, parsePublished, platformDifferences } from "./image-index.ts";
import type { Platform } from "./platform.ts";
import { printPlatform } from "./platform.ts";

/** What a solve for one platform pushed: an index with the image and its attestations, or the image alone. */
export interface IndexPart {
  readonly platform: Platform;
  readonly mediaType: string;
  readonly digest: string;
  /** The manifest or index. */
  readonly text: string;
  /** What stands for the manifests of an index now that some have been written anew, one for each, in its order. */
  readonly children?: readonly Child[];
}

/** A manifest that an index lists. */
export interface Child {
  readonly digest: string;
  readonly sizeBytes: number;
}

const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

/** BuildKit's own. */
const INDENT = "  ";

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface IndexJson {
  readonly manifests: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An index as it is to be put into a registry: its digest is that of these bytes. */
export interface JoinedIndex {
  readonly mediaType: string;
  readonly bytes: string;
}

/**
 * Joins the platforms' parts into one index: the images in the order of the parts, then their attestations, each
 * descriptor as BuildKit wrote it, in the form in which BuildKit would have written it all. The same parts give the
 * same bytes. An image that is the only one and came without an index needs none.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 * @throws ActionError `verify` for a part that is not exactly its platform's.
 */
export function joinIndexes(parts: readonly IndexPart[]): JoinedIndex {
  const indexes = parts.map(indexOf);
  const [only, ...others] = parts;
  if (only && others.length === 0 && indexes[0] === undefined)
    return { mediaType: only.mediaType, bytes: only.text };
  const descriptors = parts.flatMap((part, at) => indexes[at]?.manifests ?? [describe(part)]);
  const isDocker = descriptors.some(({ mediaType }) => mediaType.startsWith("application/vnd.docker."));
  const mediaType = isDocker ? DOCKER_INDEX : OCI_INDEX;
  const manifests = [
    ...descriptors.filter((descriptor) => !isAttestation(descriptor)),
    ...descriptors.filter(isAttestation),
  ];
  const annotations = Object.assign({}, ...indexes.map((index) => index?.annotations)) as object;
  const extra = Object.keys(annotations).length > 0 ? { annotations } : {};
  return { mediaType, bytes: printGoJson({ schemaVersion: 2, mediaType, manifests, ...extra }, INDENT) };
}

/** A part's index with its children as they are now; undefined for an image without one. */
function indexOf({ platform, text, children }: IndexPart): IndexJson | undefined {
  const content: unknown = JSON.parse(text);
  const published = parsePublished(content);
  if (published.kind === "manifest") return undefined;
  const found = published.entries.map((entry) => entry.platform);
  const differences = platformDifferences([platform], found);
  if (differences.length > 0) {
    throw new ActionError(
      "verify",
      `What was built for ${printPlatform(platform)} is not that: ${differences.join("; ")}`,
    );
  }
  const index = content as IndexJson;
  const manifests = index.manifests.map((descriptor, at) => {
    const { digest, sizeBytes: size } = children?.[at] ?? { ...descriptor, sizeBytes: descriptor.size };
    return { ...descriptor, digest, size };
  });
  return { ...index, manifests };
}

function describe({ platform, mediaType, digest, text }: IndexPart): Descriptor {
  const { os, architecture, variant } = platform;
  const size = new TextEncoder().encode(text).length;
  return { mediaType, digest, size, platform: { architecture, os, variant } };
}
