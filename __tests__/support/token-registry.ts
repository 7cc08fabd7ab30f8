import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a {@link TokenRegistry} or its storage saw it. */
export interface SeenRequest {
  readonly at: "registry" | "storage";
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** How a {@link TokenRegistry} behaves. All but `auth` may be changed while it runs. */
export interface RegistryBehaviour {
  auth: "token" | "basic" | "none";
  username: string;
  password: string;
  identityToken: string;
  /** Whether a login may push; whether anybody may pull. */
  mayPush: boolean;
  public: boolean;
  /** Replaces the answer of the next requests, one each; those to the token endpoint are spared. */
  faults: Fault[];
  /** Prefix of the path that faults are for. */
  faultPath: string;
}

/** What can go wrong once. */
export type Fault =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | "reset"
  | "reset-in-body"
  | "silence";

interface Stored {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/**
 * A small registry after the distribution spec, with token auth, on loopback. Blobs redirect to a storage on another
 * port. Not for pushing images: content is put in by {@link put} and {@link putBlob}.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class TokenRegistry implements AsyncDisposable {
  readonly seen: SeenRequest[] = [];
  readonly behaviour: RegistryBehaviour;
  readonly #registry = createServer((request, response) => void this.#receive("registry", request, response));
  readonly #storage = createServer((request, response) => void this.#receive("storage", request, response));
  readonly #manifests = new Map<string, Stored>();
  readonly #blobs = new Map<string, Buffer>();
  /** Tokens given out, with the scopes each is for. */
  readonly #tokens = new Map<string, readonly string[]>();
  readonly #uploads = new Set<string>();
  #tokensGiven = 0;

  private constructor(behaviour: Partial<RegistryBehaviour>) {
    this.behaviour = {
      auth: "token",
      username: "acme",
      password: "s3cret-password",
      identityToken: "identity-token-of-acme",
      mayPush: true,
      public: false,
      faults: [],
      faultPath: "/v2/",
      ...behaviour,
    };
  }

  static async start(behaviour: Partial<RegistryBehaviour> = {}): Promise<TokenRegistry> {
    const registry = new TokenRegistry(behaviour);
    await Promise.all(
      [registry.#registry, registry.#storage].map((server) =>
        once(server.listen(0, "127.0.0.1"), "listening"),
      ),
    );
    return registry;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      [this.#registry, this.#storage].map((server) => {
        const closed = once(server, "close");
        server.close();
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    return hostOf(this.#registry);
  }

  get openUploads(): number {
    return this.#uploads.size;
  }

  /** Requests as `METHOD path`, of one place. */
  requests(at: SeenRequest["at"] = "registry"): readonly string[] {
    return this.seen.filter((request) => request.at === at).map(({ method, path }) => `${method} ${path}`);
  }

  /** Makes every token that was given out worthless. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  /** Stores a manifest under its digest and the tags, and tells the digest. */
  put(
    repository: string,
    content: unknown,
    { tags = [], mediaType }: { tags?: string[]; mediaType: string },
  ): string {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = digestOf(bytes);
    for (const reference of [digest, ...tags])
      this.#manifests.set(`${repository}/${reference}`, { bytes, mediaType });
    return digest;
  }

  /** Stores a blob, under a digest that need not be its own. */
  putBlob(repository: string, bytes: Buffer, digest = digestOf(bytes)): string {
    this.#blobs.set(`${repository}/${digest}`, bytes);
    return digest;
  }

  async #receive(at: SeenRequest["at"], request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "", url: path = "" } = request;
    this.seen.push({ at, method, path, authorization: request.headers.authorization, body });
    if (path.startsWith(this.behaviour.faultPath) && this.#fail(response)) return;
    const url = new URL(path, `http://${this.host}`);
    if (at === "storage") this.#serveBlob(url, response);
    else if (url.pathname === "/token") this.#serveToken(url, request, { body, response });
    else if (this.#admits(request, url, response)) this.#serve(request, url, response);
  }

  #fail(response: ServerResponse): boolean {
    const fault = this.behaviour.faults.shift();
    if (fault === undefined) return false;
    if (fault === "reset") response.socket?.resetAndDestroy();
    else if (fault === "reset-in-body") {
      response
        .writeHead(200, { "content-length": "1000" })
        .write("{", () => response.socket?.resetAndDestroy());
    } else if (fault !== "silence") response.writeHead(fault.status, fault.headers).end(fault.body);
    return true;
  }

  #serveToken(
    url: URL,
    request: IncomingMessage,
    { body, response }: { body: string; response: ServerResponse },
  ): void {
    const form = request.method === "POST" ? new URLSearchParams(body) : url.searchParams;
    const { identityToken, username, password } = this.behaviour;
    const isKnown =
      request.method === "POST"
        ? form.get("grant_type") === "refresh_token" && form.get("refresh_token") === identityToken
        : request.headers.authorization === basic(username, password);
    const isAnonymous = request.method === "GET" && request.headers.authorization === undefined;
    if (!isKnown && !isAnonymous) {
      refuse(response, 401, { code: "UNAUTHORIZED", message: "incorrect username or password" });
      return;
    }
    this.#tokensGiven += 1;
    const token = `token-${this.#tokensGiven}`;
    const scopes = form.getAll("scope").flatMap((scope) => scope.split(" "));
    this.#tokens.set(
      token,
      isKnown || this.behaviour.public ? scopes.map((scope) => this.#granted(scope, isKnown)) : [],
    );
    answerJson(response, 200, request.method === "POST" ? { access_token: token } : { token });
  }

  #granted(scope: string, isKnown: boolean): string {
    return isKnown && this.behaviour.mayPush ? scope : scope.replace(",push", "");
  }

  #admits(request: IncomingMessage, url: URL, response: ServerResponse): boolean {
    const { auth, username, password } = this.behaviour;
    const { authorization = "" } = request.headers;
    if (auth === "none") return true;
    if (auth === "basic") {
      if (authorization === basic(username, password)) return true;
      response.setHeader("www-authenticate", 'Basic realm="Test registry"');
      refuse(response, 401, { code: "UNAUTHORIZED", message: "authentication required" });
      return false;
    }
    const scopes = this.#tokens.get(authorization.replace("Bearer ", ""));
    const needed = neededScope(request, url);
    if (scopes && (needed === undefined || scopes.some((scope) => covers(scope, needed)))) return true;
    const extra = `${needed === undefined ? "" : `,scope="${needed}"`}${scopes ? ',error="insufficient_scope"' : ""}`;
    response.setHeader(
      "www-authenticate",
      `Bearer realm="http://${this.host}/token",service="test registry"${extra}`,
    );
    refuse(response, 401, { code: "UNAUTHORIZED", message: "authentication required", detail: needed });
    return false;
  }

  #serve(request: IncomingMessage, url: URL, response: ServerResponse): void {
    const [, repository = "", kind = "", reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs|blobs\/uploads)\/([^/]*)$/.exec(url.pathname) ?? [];
    if (url.pathname === "/v2/") answerJson(response, 200, {});
    else if (kind === "manifests") this.#serveManifest(`${repository}/${reference}`, request, response);
    else if (kind === "blobs/uploads") this.#serveUpload(url.pathname, request, response);
    else
      response
        .writeHead(307, { location: `http://${hostOf(this.#storage)}/${repository}/${reference}` })
        .end();
  }

  #serveManifest(key: string, request: IncomingMessage, response: ServerResponse): void {
    const stored = this.#manifests.get(key);
    if (!stored) {
      refuse(response, 404, { code: "MANIFEST_UNKNOWN", message: "manifest unknown", detail: { Key: key } });
      return;
    }
    const headers = { "content-type": stored.mediaType, "content-length": stored.bytes.byteLength };
    response.writeHead(200, { ...headers, "docker-content-digest": digestOf(stored.bytes) });
    response.end(request.method === "HEAD" ? undefined : stored.bytes);
  }

  #serveUpload(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method === "POST") {
      const location = `${path}upload-${this.#uploads.size + 1}`;
      this.#uploads.add(location);
      response.writeHead(202, { location }).end();
    } else response.writeHead(this.#uploads.delete(path) ? 204 : 404).end();
  }

  #serveBlob(url: URL, response: ServerResponse): void {
    const bytes = this.#blobs.get(url.pathname.slice(1));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  }
}

/** The sha256 digest of bytes, `sha256:…`. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

function neededScope({ method }: IncomingMessage, { pathname }: URL): string | undefined {
  const repository = /^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(pathname)?.[1];
  if (repository === undefined) return undefined;
  return `repository:${repository}:${method === "GET" || method === "HEAD" ? "pull" : "pull,push"}`;
}

function covers(scope: string, needed: string): boolean {
  return scope === needed || scope === `${needed},push`;
}

function refuse(
  response: ServerResponse,
  status: number,
  error: { code: string; message: string; detail?: unknown },
) {
  answerJson(response, status, { errors: [error] });
}

function answerJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}
