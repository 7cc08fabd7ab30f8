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

/** What was asked of a repository so far, so that nothing is asked twice. */
interface Repository {
  readonly name: ImageName;
  readonly slots: Slots;
  readonly blobs: Map<string, Promise<void>>;
  /** Whether it has manifests, by their digests. */
  readonly manifests: Map<string, Promise<boolean>>;
}

/**
 * Pushes one image into repositories side by side, by as few requests as possible: nothing is asked for below a
 * manifest that is there, no blob is asked for twice, and one that another repository of the registry has is taken
 * from there. After a failure, in whatever repository, nothing is begun any more.
 */
export class ImagePusher {
  readonly #publisher: RegistryPublisher;
  readonly #signal: AbortSignal | undefined;
  readonly #repositories: readonly Repository[];
  /** By registry and digest, the repository that has a blob or gets it first. */
  readonly #holders = new Map<string, Promise<ImageName>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(names: readonly ImageName[], publisher: RegistryPublisher, signal?: AbortSignal) {
    this.#publisher = publisher;
    this.#signal = signal;
    this.#repositories = names.map((name) => ({
      name,
      slots: new Slots(REQUESTS),
      blobs: new Map(),
      manifests: new Map(),
    }));
  }

  /**
   * Makes sure that every repository has the blobs of manifests. Nobody sees them there: a registry removes those that
   * no manifest comes to list.
   * @throws the first failure, once nothing of this is under way: the publisher's, and those of the blobs.
   */
  async pushBlobs(manifests: readonly WholeManifest[]): Promise<void> {
    await this.#forEach(manifests, async () => Promise.resolve());
  }

  /**
   * Makes sure that every repository has the manifests and all below them.
   * @throws as {@link pushBlobs}.
   */
  async push(manifests: readonly WholeManifest[]): Promise<void> {
    await this.#forEach(manifests, (repository, manifest) =>
      this.#step(repository, () => this.#publisher.putManifest(repository.name, manifest.digest, manifest)),
    );
  }

  /**
   * Puts what the tags are to lead to.
   * @throws the first failure, once nothing is under way: the publisher's.
   */
  async tag(references: readonly TaggedImage[], index: ManifestBytes): Promise<void> {
    const slots = new Slots(REQUESTS);
    await allOf(
      references.map((reference) =>
        this.#step({ slots }, () => this.#publisher.putManifest(reference, reference.tag, index)),
      ),
    );
  }

  /** For each manifest that a repository has not: first its blobs, then whatever is to be done. */
  async #forEach(
    manifests: readonly WholeManifest[],
    work: (repository: Repository, manifest: WholeManifest) => Promise<void>,
  ): Promise<void> {
    const all = this.#repositories.flatMap((repository) =>
      manifests.map(async (manifest) => {
        if (await this.#hasManifest(repository, manifest)) return;
        await this.#ensureBlobs(repository, manifest);
        await work(repository, manifest);
      }),
    );
    await allOf(all);
  }

  #hasManifest(repository: Repository, manifest: WholeManifest): Promise<boolean> {
    return single(repository.manifests, manifest.digest, () =>
      this.#step(repository, () => this.#publisher.hasManifest(repository.name, manifest)),
    );
  }

  async #ensureBlobs(repository: Repository, { blobs }: WholeManifest): Promise<void> {
    await allOf(
      blobs.map((blob) =>
        single(repository.blobs, blob.digest, () =>
          this.#step(repository, () => this.#ensureBlob(repository.name, blob)),
        ),
      ),
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

  #step<T>({ slots }: Pick<Repository, "slots">, work: () => Promise<T>): Promise<T> {
    return slots.run(async () => {
      if (this.#failure) throw this.#failure.error;
      try {
        if (this.#signal?.aborted) throw cancellation(this.#signal);
        return await work();
      } catch (error) {
        this.#failure ??= { error };
        throw this.#failure.error;
      }
    });
  }
}

/** Waits for all, also when one fails, and then throws what failed. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}
