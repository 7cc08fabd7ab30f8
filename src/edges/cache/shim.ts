import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ActionError } from "../../domain/failure.ts";
import type { BlobSource, StoredBlob } from "./blob-store.ts";
import { BlobStore } from "./blob-store.ts";
import { ShimBlobs } from "./shim-blobs.ts";
import type { ShimCounts } from "./shim-counts.ts";
import { ShimCounter } from "./shim-counts.ts";
import { ShimDesk } from "./shim-desk.ts";
import { answerError } from "./shim-exchange.ts";
import type { ShimManifest } from "./shim-manifests.ts";
import { ShimManifests } from "./shim-manifests.ts";
import { ShimUploads } from "./shim-uploads.ts";

/** What a {@link RegistryShim} is started with. */
export interface ShimOptions {
  /** A folder of its own. Blobs that were pushed stay in it when the registry ends. */
  readonly folder: string;
  /** Has the blobs that the registry begins with. */
  readonly source?: BlobSource | undefined;
  /** Any free one by default. */
  readonly port?: number;
}

interface ShimParts {
  readonly counter: ShimCounter;
  readonly store: BlobStore;
  readonly uploads: ShimUploads;
}

/**
 * A registry on the loopback interface for one run: BuildKit reads its layer cache from it, and pushes cache and
 * images to it. All is below a random path that only those know who are told, since steps of a build may reach it.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryShim implements AsyncDisposable {
  readonly #token = randomBytes(16).toString("hex");
  readonly #server: Server;
  readonly #counter: ShimCounter;
  readonly #store: BlobStore;
  readonly #uploads: ShimUploads;
  readonly #manifests = new ShimManifests();
  readonly #desk: ShimDesk;
  /** The requests under way. */
  readonly #running = new Set<Promise<void>>();
  #end: Promise<void> | undefined;

  private constructor({ counter, store, uploads }: ShimParts) {
    this.#counter = counter;
    this.#store = store;
    this.#uploads = uploads;
    const blobs = new ShimBlobs(store, counter);
    this.#desk = new ShimDesk(this.#token, { blobs, uploads, manifests: this.#manifests, counter });
    // A client may take its time: a layer is compressed while it is sent, and connections are kept for later.
    this.#server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
      this.#receive(request, response);
    });
  }

  /**
   * Starts a registry that takes no writes yet.
   * @throws ActionError `cache` when the folder or the port cannot be used.
   */
  static async start({ folder, source, port = 0 }: ShimOptions): Promise<RegistryShim> {
    try {
      const counter = new ShimCounter();
      const store = await BlobStore.open({ folder, source, counter });
      const uploads = await ShimUploads.open(folder, store);
      const shim = new RegistryShim({ counter, store, uploads });
      await once(shim.#server.listen(port, "127.0.0.1"), "listening");
      return shim;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ActionError("cache", `the registry for the layer cache did not start: ${reason}`, { cause });
    }
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What names in this registry start with, `127.0.0.1:port/token`. A secret, to be masked in logs. */
  get path(): string {
    return `${this.host}/${this.#token}`;
  }

  /** What to call an image or cache in this registry: `127.0.0.1:port/token/name:tag`. */
  reference(name: string, tag: string): string {
    return `${this.path}/${name}:${tag}`;
  }

  /** Switches whether anything can be pushed. Requests that have begun go on. */
  acceptWrites(mayWrite: boolean): void {
    this.#desk.mayWrite = mayWrite;
  }

  /**
   * Publishes a manifest, whether or not writes are accepted, and tells its digest.
   * @throws an error when it is no JSON or larger than 4 MiB.
   */
  putManifest(name: string, tag: string, bytes: Buffer): string {
    return this.#manifests.put(name, tag, { bytes, mediaType: "" });
  }

  /** Keeps those waiting who ask for manifests under a name, until then. */
  holdManifests(name: string, until: Promise<unknown>): void {
    this.#manifests.hold(name, until);
  }

  /** What a tag or digest leads to; undefined when nothing has been published there. */
  manifest(name: string, reference: string): ShimManifest | undefined {
    return this.#manifests.find(name, reference);
  }

  /** The file of a blob that was pushed or fetched; undefined for others. */
  blob(digest: string): StoredBlob | undefined {
    return this.#store.stored(digest);
  }

  /** A blob's file, fetched if need be; undefined when there is no such blob, or it cannot be had. */
  async fetchBlob(digest: string): Promise<StoredBlob | undefined> {
    return this.#store.find(digest);
  }

  /** What has been asked for, sent and taken so far. */
  counts(): ShimCounts {
    return this.#counter.counts();
  }

  /** Ends all connections and drops what was not pushed in full. */
  close(): Promise<void> {
    this.#end ??= this.#close();
    return this.#end;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    await Promise.allSettled(this.#running);
    await this.#uploads.clear();
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const running = this.#desk
      .answer(request, response)
      .catch((error: unknown) => {
        answerError(response, error);
        // A client that still sends would not read the answer otherwise.
        request.resume();
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}
