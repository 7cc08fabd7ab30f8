import type { ImageName, TaggedImage } from "../../domain/reference.ts";
import { Slots } from "../cache-store/slots.ts";
import { cancellation } from "../pause.ts";
import type { Blob, ManifestBytes, RegistryPublisher } from "./publisher.ts";
import { single } from "./single.ts";

/** A manifest with the blobs that it lists. */
export interface WholeManifest extends ManifestBytes {
  readonly digest: string;
  readonly blobs: readonly Blob[];
}

/** How many requests for one repository are under way at most: registries slow down clients that ask more. */
const REQUESTS = 6;

/**
 * Pushes one image into repositories side by side, by as few requests as possible: nothing is asked for below a
 * manifest that is there, no blob is asked for twice, and one that another repository of the registry has is taken
 * from there. After a failure, in whatever repository, nothing is begun any more.
 */
export class ImagePusher {
  readonly #publisher: RegistryPublisher;
  readonly #signal: AbortSignal | undefined;
  /** By registry and digest, the repository that has a blob or gets it first. */
  readonly #holders = new Map<string, Promise<ImageName>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(publisher: RegistryPublisher, signal?: AbortSignal) {
    this.#publisher = publisher;
    this.#signal = signal;
  }

  /**
   * Makes sure that every repository has the manifests and all below them.
   * @throws the first failure, once nothing is under way: the publisher's, and those of the blobs.
   */
  async push(names: readonly ImageName[], manifests: readonly WholeManifest[]): Promise<void> {
    await allOf(names.map((name) => this.#fill(name, manifests)));
  }

  /**
   * Puts what the tags are to lead to.
   * @throws the first failure, once nothing is under way: the publisher's.
   */
  async tag(references: readonly TaggedImage[], index: ManifestBytes): Promise<void> {
    const slots = new Slots(REQUESTS);
    await allOf(
      references.map((reference) =>
        slots.run(() => this.#step(() => this.#publisher.putManifest(reference, reference.tag, index))),
      ),
    );
  }

  async #fill(name: ImageName, manifests: readonly WholeManifest[]): Promise<void> {
    const slots = new Slots(REQUESTS);
    const blobs = new Map<string, Promise<void>>();
    const step = <T>(work: () => Promise<T>) => slots.run(() => this.#step(work));
    await allOf(
      manifests.map(async (manifest) => {
        if (await step(() => this.#publisher.hasManifest(name, manifest))) return;
        await allOf(
          manifest.blobs.map((blob) =>
            single(blobs, blob.digest, () => step(() => this.#ensureBlob(name, blob))),
          ),
        );
        await step(() => this.#publisher.putManifest(name, manifest.digest, manifest));
      }),
    );
  }

  async #ensureBlob(name: ImageName, blob: Blob): Promise<void> {
    const key = `${name.registry} ${blob.digest}`;
    const holder = this.#holders.get(key);
    if (holder) {
      await this.#publisher.ensureBlob(name, blob, await holder);
      return;
    }
    const first = this.#publisher.ensureBlob(name, blob).then(() => name);
    this.#holders.set(key, first);
    await first;
  }

  async #step<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failure) throw this.#failure.error;
    try {
      if (this.#signal?.aborted) throw cancellation(this.#signal);
      return await work();
    } catch (error) {
      this.#failure ??= { error };
      throw this.#failure.error;
    }
  }
}

/** Waits for all, also when one fails, and then throws what failed. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}
