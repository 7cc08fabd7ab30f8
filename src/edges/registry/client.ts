import { ActionError } from "../../domain/failure.ts";
import type { ImageName } from "../../domain/reference.ts";
import type { Manifest } from "./content.ts";
import { headerDigest, readBlob, readManifest } from "./content.ts";
import { uploadUrl } from "./endpoint.ts";
import type { HttpAnswer } from "./exchange.ts";
import type { Ask, RegistrySession } from "./session.ts";
import { whenVisible } from "./visible.ts";

const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/**
 * Reads what registries hold, and finds out what we may do there. Everything it throws is an ActionError:
 * `registry-auth` when the login is missing or refused, `registry-denied` when it lacks rights, `cancelled` (or the
 * signal's own ActionError) when aborted, `registry` otherwise. One client shares its tokens and connections.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryClient {
  readonly #session: RegistrySession;

  constructor(session: RegistrySession) {
    this.#session = session;
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
    return whenVisible(() => this.manifest(name, reference), { signal: this.#session.signal });
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
    const told = await this.#session.send(access, ask);
    const { answer } = told;
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.#session.refusal(access, told);
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
    const told = await this.#session.send(access, { method: "GET", path: "" });
    const { answer, authorization } = told;
    if (answer.status !== 200) throw this.#session.refusal(access, told);
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
    const told = await this.#session.send(access, ask);
    if (told.answer.status >= 400) throw this.#session.refusal(access, told);
    const upload = uploadUrl(told);
    if (upload?.origin === told.url.origin)
      await this.#session.follow(told, { method: "DELETE", url: upload });
  }

  async #ask(name: ImageName, ask: Ask): Promise<HttpAnswer> {
    const access = { ...name, actions: "pull" };
    const told = await this.#session.send(access, ask);
    if (told.answer.status === 200) return told.answer;
    throw this.#session.refusal(access, told);
  }
}
