import type { ImageName, TaggedImage } from "../domain/reference.ts";
import { hasLimit } from "../domain/size-limits.ts";
import type { RegistryShim } from "../edges/cache/shim.ts";
import type { PartRead, StagedPart } from "../edges/cache/staged-image.ts";
import { joinParts, readPart } from "../edges/cache/staged-image.ts";
import { readStagedLayers } from "../edges/cache/staged-layers.ts";
import { digestOf } from "../edges/digest.ts";
import { ImagePusher } from "../edges/registry/image-pusher.ts";
import type { RegistryPublisher } from "../edges/registry/publisher.ts";
import type { SizeGate } from "./size-gate.ts";
import { passSizeGate } from "./size-gate.ts";

/** Where an image is to be published, and from. */
export interface PublishTarget {
  /** The registry that the solves for single platforms push to. */
  readonly shim: RegistryShim;
  readonly references: readonly TaggedImage[];
  /** The repositories of the references, each once. */
  readonly repositories: readonly ImageName[];
  /** Nothing larger gets a tag. */
  readonly gate?: SizeGate | undefined;
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
 * Publishes as one image what is staged platform by platform. The layers of a platform go out while others are still
 * built. A tag is put only when every repository is complete, so that none ever leads to half an image, and no two
 * repositories differ for longer than it takes to put the tags.
 */
export class Publication {
  readonly #target: PublishTarget;
  readonly #pusher: ImagePusher;
  /** By the parts' tags. */
  readonly #reads = new Map<string, Promise<PartRead>>();

  constructor(target: PublishTarget, publisher: RegistryPublisher) {
    this.#target = target;
    this.#pusher = new ImagePusher(target.repositories, publisher, target.signal);
  }

  /** Begins to send the layers of a platform. What fails shows in {@link finish}. */
  begin(part: StagedPart): void {
    void this.#read(part)
      .then(({ manifests }) => this.#pusher.pushBlobs(manifests))
      .catch(() => undefined);
  }

  /**
   * Publishes all platforms as one.
   * @throws ActionError `cache` when what was staged cannot be used, so that a build without the layer cache may
   * succeed; `verify` when it is not what was planned; `size` when it is too large; those of the publisher.
   */
  async finish(parts: readonly StagedPart[]): Promise<StagedImage> {
    const { shim, references } = this.#target;
    const { index, manifests } = joinParts(await Promise.all(parts.map((part) => this.#read(part))), shim);
    await Promise.all([this.#passGate(parts), this.#pusher.push(manifests)]);
    await this.#pusher.tag(references, index);
    const bytes = Buffer.from(index.bytes);
    return { digest: digestOf(bytes), mediaType: index.mediaType, sizeBytes: bytes.byteLength };
  }

  async #passGate(parts: readonly StagedPart[]): Promise<void> {
    const { gate, shim } = this.#target;
    if (gate === undefined || !hasLimit(gate.limits)) return;
    const images = await Promise.all(parts.map((part) => readStagedLayers(part, shim)));
    await passSizeGate(
      images.filter((image) => image !== undefined),
      gate,
      false,
    );
  }

  #read(part: StagedPart): Promise<PartRead> {
    const { shim, references } = this.#target;
    const read = this.#reads.get(part.tag) ?? readPart(part, { shim, references });
    this.#reads.set(part.tag, read);
    return read;
  }
}
