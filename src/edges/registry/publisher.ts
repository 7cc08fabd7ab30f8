import { ActionError } from "../../domain/failure.ts";
import type { ImageName } from "../../domain/reference.ts";
import { pause } from "../pause.ts";
import { uploadUrl } from "./endpoint.ts";
import type { RequestBody } from "./exchange.ts";
import { bodyOf } from "./exchange.ts";
import type { Ask, RegistrySession, SessionAnswer } from "./session.ts";

/** A layer or config that is to be in a repository. */
export interface Blob {
  readonly digest: string;
  /** Makes the bytes ready; called only when they have to be sent, and again when that fails. */
  readonly content: () => Promise<BlobContent>;
}

/** A blob's bytes, each time from their start. */
export type BlobContent = Pick<RequestBody, "sizeBytes" | "open">;

/** A manifest or index as its exact bytes, which its digest is of. */
export interface ManifestBytes {
  readonly mediaType: string;
  readonly bytes: string;
}

/** What a manifest is asked for by. */
export interface ManifestName {
  readonly digest: string;
  readonly mediaType: string;
}

/** How a {@link RegistryPublisher} tries again. */
export interface PublisherOptions {
  /** How often something is begun in all; 3 by default. */
  readonly tries?: number;
  /** Before the second try, in milliseconds, then doubled; one second by default. */
  readonly retryDelayMs?: number;
}

/** How a blob came to be in a repository. */
export type BlobOutcome = "present" | "mounted" | "sent";

/**
 * Puts blobs and manifests into repositories. What it throws is an ActionError, as the registry client's.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
 */
export class RegistryPublisher {
  readonly #session: RegistrySession;
  readonly #tries: number;
  readonly #retryDelayMs: number;
  /** Pairs of repositories between which the registry refused to mount. */
  readonly #unmountable = new Set<string>();

  constructor(session: RegistrySession, { tries = 3, retryDelayMs = 1_000 }: PublisherOptions = {}) {
    this.#session = session;
    this.#tries = tries;
    this.#retryDelayMs = retryDelayMs;
  }

  /** Tells whether a repository has a manifest, and so all that it refers to. */
  async hasManifest(name: ImageName, { digest, mediaType }: ManifestName): Promise<boolean> {
    const ask = { path: `manifests/${digest}`, headers: { accept: mediaType } };
    return this.#patiently(() => this.#has(name, ask));
  }

  /**
   * Makes sure that a repository has a blob: it is sent only when neither this nor the other repository, of the same
   * registry, has it. The registry checks the digest.
   * @throws also what {@link Blob.content} does.
   */
  async ensureBlob(name: ImageName, blob: Blob, from?: ImageName): Promise<BlobOutcome> {
    return this.#patiently(async (attempt) => {
      if (await this.#has(name, { path: `blobs/${blob.digest}` })) return "present";
      const mount = from && attempt === 1 ? await this.#mount(name, blob.digest, from) : undefined;
      if (mount?.answer.status === 201) return "mounted";
      // An upload that the registry opened instead of mounting is as good as any, but the bytes must not keep it waiting.
      const content = await blob.content();
      const upload = mount ?? (await this.#expect(name, [202], { method: "POST", path: uploads(name) }));
      await this.#send(name, upload, { digest: blob.digest, ...content });
      return "sent";
    });
  }

  /** Puts a manifest or index under a tag or its digest. All that it refers to must be there already. */
  async putManifest(name: ImageName, reference: string, manifest: ManifestBytes): Promise<void> {
    const path = `${name.repository}/manifests/${reference}`;
    const body = bodyOf(manifest.mediaType, manifest.bytes);
    await this.#patiently(() => this.#expect(name, [201], { method: "PUT", path, body }));
  }

  async #has(name: ImageName, { path, headers = {} }: Pick<Ask, "path" | "headers">): Promise<boolean> {
    const ask = { method: "HEAD", path: `${name.repository}/${path}`, headers } as const;
    const { answer } = await this.#expect(name, [200, 404], ask);
    return answer.status === 200;
  }

  /**
   * Asks for a blob of another repository. The answer is 201 when it is here now, and 202 for an upload that was opened
   * instead; a registry that answers otherwise is not asked this again.
   * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#mounting-a-blob-from-another-repository
   */
  async #mount(name: ImageName, digest: string, from: ImageName): Promise<SessionAnswer | undefined> {
    const pair = [name.registry, name.repository, from.repository].join(" ");
    if (this.#unmountable.has(pair)) return undefined;
    const query = new URLSearchParams({ mount: digest, from: from.repository });
    const ask = { method: "POST", path: `${uploads(name)}?${query.toString()}` } as const;
    // Who may not read there is told so in the challenge, by which the session gets a token for both repositories.
    const told = await this.#session.send(writing(name), ask).catch(undefinedIfRefused);
    if (told && [201, 202].includes(told.answer.status)) return told;
    this.#unmountable.add(pair);
    return undefined;
  }

  async #send(
    name: ImageName,
    upload: SessionAnswer,
    { digest, ...content }: BlobContent & { readonly digest: string },
  ): Promise<void> {
    const url = uploadUrl(upload);
    if (url === undefined) throw this.#session.refusal(writing(name), upload);
    url.searchParams.set("digest", digest);
    const body = { mediaType: "application/octet-stream", ...content };
    const sent = await this.#session.follow(upload, { method: "PUT", url, body });
    if (sent.answer.status !== 201) throw this.#session.refusal(writing(name), sent);
  }

  async #expect(name: ImageName, statuses: readonly number[], ask: Ask): Promise<SessionAnswer> {
    const told = await this.#session.send(writing(name), ask);
    if (statuses.includes(told.answer.status)) return told;
    throw this.#session.refusal(writing(name), told);
  }

  /** Begins anew what failed for a reason that may pass. */
  async #patiently<T>(work: (attempt: number) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(attempt);
      } catch (error) {
        const mayPass = error instanceof ActionError && error.code === "registry";
        if (!mayPass || attempt === this.#tries) throw error;
      }
      await pause(this.#retryDelayMs * 2 ** (attempt - 1), this.#session.signal);
    }
  }
}

function uploads({ repository }: ImageName): string {
  return `${repository}/blobs/uploads/`;
}

function writing(name: ImageName) {
  return { ...name, actions: "pull,push" };
}

/** A token for both repositories may be refused, which is no reason not to send the bytes. */
function undefinedIfRefused(error: unknown): undefined {
  const isRefusal = error instanceof ActionError && error.code.startsWith("registry");
  if (!isRefusal) throw error;
}
