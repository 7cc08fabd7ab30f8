import { lacksScope } from "../../domain/challenge.ts";
import { ActionError } from "../../domain/failure.ts";
import type { Credentials } from "../../domain/login.ts";
import type { ImageName } from "../../domain/reference.ts";
import { isLoopback } from "../../domain/reference.ts";
import { registryError } from "../../domain/registry-error.ts";
import type { Manifest } from "./content.ts";
import { headerDigest, readBlob, readManifest } from "./content.ts";
import { registryUrl } from "./endpoint.ts";
import type { HttpAnswer, HttpRequest } from "./exchange.ts";
import type { Access } from "./token-request.ts";
import type { Authorization } from "./tokens.ts";
import { demandOf, Tokens } from "./tokens.ts";
import { Transport } from "./transport.ts";
import { whenVisible } from "./visible.ts";

/** What a {@link RegistryClient} needs to know. */
export interface RegistryClientOptions {
  /** Looks up who we are to a registry (`docker.io`); undefined to ask as anybody. */
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  /** Tells which registries speak plain http; by default those on this machine. */
  readonly plainHttp?: (registry: string) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds; 30 seconds by default. */
  readonly timeoutMs?: number;
  /** Before the second try of a request, in milliseconds; half a second by default. */
  readonly retryDelayMs?: number;
}

const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** A request below `/v2/`. */
type Ask = Pick<HttpRequest, "method" | "headers"> & { readonly path: string };

/**
 * Reads what registries hold, and finds out what we may do there. Everything it throws is an ActionError:
 * `registry-auth` when the login is missing or refused, `registry-denied` when it lacks rights, `cancelled` (or the
 * signal's own ActionError) when aborted, `registry` otherwise. One client shares its tokens and connections.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryClient {
  readonly #transport: Transport;
  readonly #tokens: Tokens;
  readonly #plainHttp: (registry: string) => boolean;
  readonly #signal: AbortSignal | undefined;

  constructor(options: RegistryClientOptions) {
    const { credentials, plainHttp = isLoopback, signal, timeoutMs = 30_000, retryDelayMs = 500 } = options;
    this.#transport = new Transport({ signal, timeoutMs, retryDelayMs });
    this.#tokens = new Tokens({ transport: this.#transport, credentials, plainHttp });
    this.#plainHttp = plainHttp;
    this.#signal = signal;
  }

  /**
   * Reads a manifest by tag or digest.
   * @throws ActionError as the class says; `registry` also when the bytes are not those of the digest.
   */
  async manifest(name: ImageName, reference: string): Promise<Manifest> {
    const path = `${name.repository}/manifests/${reference}`;
    const answer = await this.#ask(name, { method: "GET", path, headers: { accept: MANIFEST_TYPES } });
    return readManifest(name, reference, answer);
  }

  /**
   * As {@link manifest}, with patience for what was pushed a moment ago.
   * @throws as {@link manifest}.
   */
  async pushedManifest(name: ImageName, reference: string): Promise<Manifest> {
    return whenVisible(() => this.manifest(name, reference), { signal: this.#signal });
  }

  /**
   * The digest that a tag points to; undefined when there is no such tag.
   * @throws ActionError as the class says.
   */
  async digestOf(name: ImageName, tag: string): Promise<string | undefined> {
    const access = { ...name, actions: "pull" };
    const ask = {
      method: "HEAD" as const,
      path: `${name.repository}/manifests/${tag}`,
      headers: { accept: MANIFEST_TYPES },
    };
    const { answer, authorization } = await this.#send(access, ask);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.#refusal(access, answer, authorization);
    // The header is not a must: without it the digest is that of the bytes.
    return headerDigest(answer) ?? (await this.manifest(name, tag)).digest;
  }

  /**
   * Reads a small JSON blob, such as an image config, of at most 4 MiB.
   * @throws ActionError as the class says; `registry` also when it is larger, or its bytes are not those of the digest.
   */
  async blob(name: ImageName, digest: string): Promise<unknown> {
    const answer = await this.#ask(name, { method: "GET", path: `${name.repository}/blobs/${digest}` });
    return readBlob(name, digest, answer);
  }

  /**
   * Makes sure that the registry accepts our login.
   * @throws ActionError as the class says; `registry-auth` also when there is no login and the registry wants one.
   */
  async checkLogin(registry: string): Promise<void> {
    const access = { registry };
    const { answer, authorization } = await this.#send(access, { method: "GET", path: "" });
    if (answer.status !== 200) throw this.#refusal(access, answer, authorization);
    if (authorization.header === undefined || !authorization.anonymous) return;
    throw new ActionError("registry-auth", `no login is known for ${registry}`, {
      hint: `Give username and password for ${registry}, or an entry in registry-auth.`,
    });
  }

  /**
   * Finds out, by opening an upload and dropping it, whether we may push. A courtesy before a long build: what is not
   * plainly a refusal passes, since the push itself will tell.
   * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
   * @throws ActionError `registry-auth` or `registry-denied`, and as the class says when aborted.
   */
  async checkPush(name: ImageName): Promise<void> {
    try {
      await this.#openUpload(name);
    } catch (error) {
      if (!(error instanceof ActionError) || error.code !== "registry") throw error;
    }
  }

  async #openUpload(name: ImageName): Promise<void> {
    const access = { ...name, actions: "pull,push" };
    const ask = { method: "POST", path: `${name.repository}/blobs/uploads/` } as const;
    const { answer, authorization, url } = await this.#send(access, ask);
    if (answer.status >= 400) throw this.#refusal(access, answer, authorization);
    const { location = "" } = answer.headers;
    if (!URL.canParse(location, url.href)) return;
    const upload = new URL(location, url);
    if (upload.origin !== url.origin) return;
    await this.#transport.send({ method: "DELETE", url: upload, authorization: authorization.header });
  }

  async #ask(name: ImageName, ask: Ask): Promise<HttpAnswer> {
    const access = { ...name, actions: "pull" };
    const { answer, authorization } = await this.#send(access, ask);
    if (answer.status === 200) return answer;
    throw this.#refusal(access, answer, authorization);
  }

  /** Sends with what the registry demands, and once more with something newer when that is refused. */
  async #send(access: Access, { method, headers = {}, path }: Ask) {
    const url = registryUrl(access.registry, path, this.#plainHttp(access.registry));
    const send = (authorization: Authorization) =>
      this.#transport.send({ method, url, headers, authorization: authorization.header });
    const pending = this.#tokens.authorization(access);
    const first = await pending;
    const answer = await send(first);
    const demand = demandOf(answer, url);
    if (demand === undefined) return { answer, authorization: first, url };
    const authorization = await this.#tokens.renewed(access, pending, demand);
    // The same login again would be refused again, and count twice where failures lock an account.
    if (authorization.header === first.header) return { answer, authorization, url };
    return { answer: await send(authorization), authorization, url };
  }

  #refusal({ registry, repository }: Access, answer: HttpAnswer, { anonymous }: Authorization): ActionError {
    return registryError({
      ...answer,
      registry,
      repository,
      body: this.#tokens.words(answer),
      anonymous,
      lacksScope: lacksScope(answer.headers["www-authenticate"]),
    });
  }
}
