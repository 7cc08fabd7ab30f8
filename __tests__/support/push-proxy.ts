import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";

/** What happens to a request instead of being passed on: the connection ends in the midst of its body, or a status. */
export type Interference = "cut" | number | undefined;

/** How a {@link PushProxy} behaves; may be changed while it runs. */
export interface ProxyBehaviour {
  /** Asked for every request as `METHOD path?query`. */
  interfere: (request: string) => Interference;
  /** Whether requests need a token for what they do. */
  wantsTokens: boolean;
  /** Whether the token endpoint grants a scope. */
  grants: (scope: string) => boolean;
}

/** A registry that records and disturbs what another, a real one, is asked through it. */
export class PushProxy implements AsyncDisposable {
  /** What was asked, as `METHOD path?query`, without questions for tokens. */
  readonly seen: string[] = [];
  /** The scopes of every token that was asked for. */
  readonly scopes: (readonly string[])[] = [];
  /** How many requests for a repository were under way at a time at most, by its name. */
  readonly most = new Map<string, number>();
  readonly #underWay = new Map<string, number>();
  readonly behaviour: ProxyBehaviour = { interfere: () => undefined, wantsTokens: false, grants: () => true };
  readonly #registry: string;
  readonly #server: Server;

  private constructor(registry: string) {
    this.#registry = registry;
    this.#server = createServer((incoming, outgoing) => {
      this.#receive(incoming, outgoing);
    });
  }

  /** Stands before a registry, `127.0.0.1:5000`. */
  static async start(registry: string): Promise<PushProxy> {
    const proxy = new PushProxy(registry);
    await once(proxy.#server.listen(0, "127.0.0.1"), "listening");
    return proxy;
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #receive(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const url = new URL(incoming.url ?? "", `http://${this.host}`);
    if (url.pathname === "/token") {
      this.#giveToken(url, outgoing);
      return;
    }
    const asked = `${incoming.method ?? ""} ${url.pathname}${url.search}`;
    this.seen.push(asked);
    this.#count(/^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(url.pathname)?.[1] ?? "", outgoing);
    const interference = this.behaviour.interfere(asked);
    if (interference === "cut") incoming.once("data", () => incoming.destroy());
    else if (interference !== undefined) outgoing.writeHead(interference).end("{}");
    else if (!this.behaviour.wantsTokens || this.#admits(incoming, url, outgoing))
      this.#pass(incoming, outgoing);
  }

  #count(repository: string, outgoing: ServerResponse): void {
    const underWay = (this.#underWay.get(repository) ?? 0) + 1;
    this.#underWay.set(repository, underWay);
    this.most.set(repository, Math.max(this.most.get(repository) ?? 0, underWay));
    outgoing.once("close", () => this.#underWay.set(repository, (this.#underWay.get(repository) ?? 0) - 1));
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url = "", headers } = incoming;
    const passed = request(`http://${this.#registry}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      pipeline(answer, outgoing, ignore);
    });
    // What one side breaks off ends on the other, too: half an upload would be waited for without end.
    pipeline(incoming, passed, ignore);
    passed.on("error", () => outgoing.destroy());
  }

  /** The token is what it is good for. */
  #giveToken({ searchParams }: URL, outgoing: ServerResponse): void {
    const scopes = searchParams.getAll("scope");
    this.scopes.push(scopes);
    const granted = scopes.filter((scope) => this.behaviour.grants(scope));
    const token = Buffer.from(JSON.stringify(granted)).toString("base64url");
    outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ token }));
  }

  #admits({ method = "", headers }: IncomingMessage, url: URL, outgoing: ServerResponse): boolean {
    const needed = neededScopes(method, url);
    const token = (headers.authorization ?? "").replace("Bearer ", "");
    const held =
      token === "" ? undefined : (JSON.parse(Buffer.from(token, "base64url").toString()) as string[]);
    if (held && needed.every((scope) => held.some((one) => one === scope || one === `${scope},push`)))
      return true;
    const reason = held ? ',error="insufficient_scope"' : "";
    const challenge = `Bearer realm="http://${this.host}/token",scope="${needed.join(" ")}"${reason}`;
    outgoing.writeHead(401, { "www-authenticate": challenge }).end("{}");
    return false;
  }
}

/** What breaks is for the client to find out. */
function ignore(): void {
  // Nothing is left to do.
}

/** @see https://distribution.github.io/distribution/spec/auth/scope/ */
function neededScopes(method: string, { pathname, searchParams }: URL): readonly string[] {
  const repository = /^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(pathname)?.[1];
  if (repository === undefined) return [];
  const actions = method === "GET" || method === "HEAD" ? "pull" : "pull,push";
  const from = searchParams.get("from");
  return [`repository:${repository}:${actions}`, ...(from === null ? [] : [`repository:${from}:pull`])];
}
