import type { Readable } from "node:stream";
import { ActionError } from "../../domain/failure.ts";
import type { ImageName } from "../../domain/reference.ts";
import { uploadUrl } from "./endpoint.ts";
import { bodyOf } from "./exchange.ts";
import { pause } from "../pause.ts";
import type { Ask, RegistrySession, SessionAnswer } from "./session.ts";

/** A layer or config that is to be in a repository. */
export interface Blob {
  readonly digest: string;
  readonly sizeBytes: number;
  /** Gives the bytes from their start; called only when they have to be sent, and again when that fails. */
  readonly open: () => Readable;
}

/** How a {@link RegistryPublisher} tries again. */
export interface PublisherOptions {
  /** How often an upload is begun in all; 3 by default. */
  readonly tries?: number;
  /** Before the second try, in milliseconds, then doubled; one second by default. */
  readonly retryDelayMs?: number;
}

/**
 * Puts blobs and manifests into repositories. What it throws is an ActionError, as the registry client's.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
 */
export class RegistryPublisher {
  readonly #session: RegistrySession;
  readonly #tries: number;
  readonly #retryDelayMs: number;

  constructor(session: RegistrySession, { tries = 3, retryDelayMs = 1_000 }: PublisherOptions = {}) {
    this.#session = session;
    this.#tries = tries;
    this.#retryDelayMs = retryDelayMs;
  }

  /**
   * Makes sure that a repository has a blob, and sends it only when it has not. The registry checks the digest.
   * @returns whether the bytes were sent.
   */
  async ensureBlob(name: ImageName, blob: Blob): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await this.#has(name, blob.digest)) return false;
        await this.#upload(name, blob);
        return true;
      } catch (error) {
        const mayPass = error instanceof ActionError && error.code === "registry";
        if (!mayPass || attempt === this.#tries) throw error;
      }
      await pause(this.#retryDelayMs * 2 ** (attempt - 1), this.#session.signal);
    }
  }

  /** Puts a manifest or index under a tag or its digest. All that it refers to must be there already. */
  async putManifest(name: ImageName, reference: string, manifest: ManifestBytes): Promise<void> {
    const path = `${name.repository}/manifests/${reference}`;
    const body = bodyOf(manifest.mediaType, manifest.bytes);
    await this.#expect(name, [201], { method: "PUT", path, body });
  }

  async #has(name: ImageName, digest: string): Promise<boolean> {
    const ask = { method: "HEAD", path: `${name.repository}/blobs/${digest}` } as const;
    const { answer } = await this.#expect(name, [200, 404], ask);
    return answer.status === 200;
  }

  async #upload(name: ImageName, { digest, sizeBytes, open }: Blob): Promise<void> {
    const ask = { method: "POST", path: `${name.repository}/blobs/uploads/` } as const;
    const opened = await this.#expect(name, [202], ask);
    const url = uploadUrl(opened);
    if (url === undefined) throw this.#session.refusal(writing(name), opened);
    url.searchParams.set("digest", digest);
    const body = { mediaType: "application/octet-stream", sizeBytes, open };
    const sent = await this.#session.follow(opened, { method: "PUT", url, body });
    if (sent.answer.status !== 201) throw this.#session.refusal(writing(name), sent);
  }

  async #expect(name: ImageName, statuses: readonly number[], ask: Ask): Promise<SessionAnswer> {
    const told = await this.#session.send(writing(name), ask);
    if (statuses.includes(told.answer.status)) return told;
    throw this.#session.refusal(writing(name), told);
  }
}

/** A manifest or index as its exact bytes, which its digest is of. */
export interface ManifestBytes {
  readonly mediaType: string;
  readonly bytes: string;
}

function writing(name: ImageName) {
  return { ...name, actions: "pull,push" };
}
