import type { ImageName, TaggedImage } from "../domain/reference.ts";
import type { Staged } from "../edges/cache/staged-image.ts";
import { readStaged } from "../edges/cache/staged-image.ts";
import { digestOf } from "../edges/digest.ts";
import { ImagePusher } from "../edges/registry/image-pusher.ts";
import type { RegistryPublisher } from "../edges/registry/publisher.ts";

/** Where an image is to be published. */
export interface PublishTarget {
  readonly references: readonly TaggedImage[];
  /** The repositories of the references, each once. */
  readonly repositories: readonly ImageName[];
  /** That of the publisher's session. */
  readonly signal?: AbortSignal | undefined;
}

/** What the tags lead to: an index, or the manifest of an image that was built for one platform without one. */
export interface StagedImage {
  readonly digest: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/**
 * Publishes what was staged platform by platform as one image. A tag is put only when every repository is complete, so
 * that none ever leads to half an image, and no two repositories differ for longer than it takes to put the tags.
 * @throws ActionError `cache` when what was staged cannot be used, so that a build without the layer cache may succeed;
 * `verify` when it is not what was planned; those of the publisher.
 */
export async function publishStaged(
  staged: Staged,
  { references, repositories, signal }: PublishTarget,
  publisher: RegistryPublisher,
): Promise<StagedImage> {
  const { index, manifests } = await readStaged(staged, references);
  const pusher = new ImagePusher(publisher, signal);
  await pusher.push(repositories, manifests);
  await pusher.tag(references, index);
  const bytes = Buffer.from(index.bytes);
  return { digest: digestOf(bytes), mediaType: index.mediaType, sizeBytes: bytes.byteLength };
}
