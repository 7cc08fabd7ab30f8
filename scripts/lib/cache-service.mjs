import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { readBody, send, store } from "./cache-service/blobs.mjs";
import { Entries } from "./cache-service/entries.mjs";
import { answer } from "./cache-service/protocol.mjs";
import { applyFault, refuse, refuseBlob, takeFault } from "./cache-service/faults.mjs";
import { makeToken, scopesOf } from "./cache-service/token.mjs";

/** @typedef {import("./cache-service/faults.mjs").Faults} Faults */
/** @typedef {import("./cache-service/faults.mjs").Operation} Operation */
/** @typedef {import("./cache-service/token.mjs").Scopes} Scopes */
/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

/**
 * @typedef {object} ServiceOptions
 * @property {number} [latencyMs] - Before each answer; by default none.
 * @property {number} [megabytesPerSecond] - Of each connection, either way; by default as fast as it goes.
 * @property {number} [limitBytes] - What all entries may have together; by default 10 GB.
 * @property {string} [address] - Where it listens; by default on loopback only.
 * @property {boolean} [isAzure] - Whether blobs are at a host of Azure's, to which this service is then the proxy.
 */

/**
 * A request as the service saw it; `receivedBytes` are of its body, `sentBytes` of the whole answer.
 *
 * @typedef {object} SeenRequest
 * @property {Operation} operation
 * @property {string} method
 * @property {string | undefined} key
 * @property {number} status - 0 when it was not answered.
 * @property {number} receivedBytes
 * @property {number} sentBytes
 */

/** @typedef {{ url: URL, request: Request, response: Response, fault: import("./cache-service/faults.mjs").Fault }} Exchange */

const TWIRP = "/twirp/github.actions.results.api.v1.CacheService/";
const AZURE = "http://loopback.blob.core.windows.net";

/** @type {Readonly<Record<string, Operation>>} */
const OPERATIONS = {
  [`${TWIRP}CreateCacheEntry`]: "reserve",
  [`${TWIRP}FinalizeCacheEntryUpload`]: "finalize",
  [`${TWIRP}GetCacheEntryDownloadURL`]: "lookup",
};

/**
 * The cache service of GitHub Actions, second version, in memory and on loopback: for tests and for measuring. A
 * token's scopes are believed, whoever made it.
 */
export class CacheService {
  /** What goes wrong; may be changed at any time. @type {Faults} */
  faults = {};
  /** @type {SeenRequest[]} */
  requests = [];
  /** Is told of each request, and waited for, before it is answered. @type {(request: SeenRequest) => void | Promise<void>} */
  onRequest = () => undefined;
  /** Every entry there is. */
  entries;
  #options;
  #server = createServer((request, response) => void this.#receive(request, response));

  /** @param {ServiceOptions} options */
  constructor(options) {
    this.#options = options;
    this.entries = new Entries(options.limitBytes ?? 10_000_000_000);
  }

  /** @param {ServiceOptions} [options] */
  static async start(options = {}) {
    const service = new CacheService(options);
    await once(service.#server.listen(0, options.address ?? "127.0.0.1"), "listening");
    return service;
  }

  /** Stops listening, after which connections are refused. */
  async close() {
    this.#server.closeAllConnections();
    await /** @type {Promise<void>} */ (new Promise((resolve) => void this.#server.close(() => resolve())));
  }

  get url() {
    const address = this.#server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return `http://${this.#options.address ?? "127.0.0.1"}:${port}/`;
  }

  /**
   * What a runner gives to an action. By default the token is that of a push to main.
   *
   * @param {Scopes} [scopes]
   * @returns {Record<string, string>}
   */
  env(scopes = { "refs/heads/main": 3 }) {
    return {
      ACTIONS_CACHE_SERVICE_V2: "true",
      ACTIONS_RESULTS_URL: this.url,
      ACTIONS_RUNTIME_TOKEN: makeToken(scopes),
      ...(this.#options.isAzure ? { http_proxy: this.url, no_proxy: new URL(this.url).hostname } : {}),
    };
  }

  /** Removes what has a key, and tells how many there were. @param {string} key */
  evict(key) {
    return this.entries.evict(key);
  }

  /** The requests for an operation, or all. @param {Operation} [operation] */
  seen(operation) {
    return this.requests.filter((request) => operation === undefined || request.operation === operation);
  }

  get #bytesPerMs() {
    return (this.#options.megabytesPerSecond ?? Infinity) * 1_000;
  }

  /** @param {Request} request @param {Response} response */
  async #receive(request, response) {
    const url = new URL(request.url ?? "/", this.url);
    const operation = OPERATIONS[url.pathname] ?? (request.method === "PUT" ? "upload" : "download");
    /** @type {SeenRequest} */
    const seen = {
      operation,
      method: request.method ?? "",
      key: undefined,
      status: 0,
      receivedBytes: 0,
      sentBytes: 0,
    };
    this.requests.push(seen);
    const sentBefore = request.socket.bytesWritten;
    response.on("close", () => {
      seen.status = response.headersSent ? response.statusCode : 0;
      seen.sentBytes = Math.max(0, request.socket.bytesWritten - sentBefore);
    });
    const body = await readBody(request, this.#bytesPerMs).catch(() => undefined);
    if (body === undefined) return;
    seen.receivedBytes = body.byteLength;
    if (this.#options.latencyMs) await sleep(this.#options.latencyMs);
    seen.key = keyOf(body, url) ?? this.#entryOf(url)?.key;
    await this.onRequest(seen);
    const fault = takeFault(this.faults, operation, seen.key);
    if (await applyFault(operation, fault, response)) return;
    await this.#serve(operation, { url, request, response, fault }, body);
  }

  /** @param {Operation} operation @param {Exchange} exchange @param {Buffer} body */
  async #serve(operation, exchange, body) {
    if (operation === "upload" || operation === "download") return this.#serveBlob(exchange, body);
    const { request, response } = exchange;
    const scopes = scopesOf(request.headers.authorization);
    if (!scopes) return refuse(response, 401, "invalid token");
    const question = JSON.parse(body.toString());
    const said = answer({ operation, scopes, question }, this.entries, (entry, permission) =>
      this.#signedUrl(entry, permission),
    );
    if ("msg" in said) return refuse(response, said.status, said.msg);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  }

  /** @param {import("./cache-service/entries.mjs").Entry} entry @param {"r" | "w"} permission */
  #signedUrl({ id, signature }, permission) {
    const host = this.#options.isAzure ? AZURE : this.url.replace(/\/$/, "");
    return `${host}/actions-cache/${id}?sp=${permission}&sig=${signature}${permission}`;
  }

  /** @param {URL} url */
  #entryOf({ pathname }) {
    return this.entries.withId(Number(/^\/actions-cache\/(\d+)$/.exec(pathname)?.[1]));
  }

  /** @param {Exchange} exchange @param {Buffer} body */
  async #serveBlob({ url, request, response, fault }, body) {
    // BuildKit's client crashes, and its daemon with it, where an upload is not given one.
    response.setHeader("x-ms-request-id", randomUUID());
    const entry = this.#entryOf(url);
    if (!entry) return refuseBlob(response, 404, "The specified blob does not exist");
    const permission = request.method === "PUT" ? "w" : "r";
    if (
      url.searchParams.get("sig") !== `${entry.signature}${permission}` ||
      entry.isReady === (permission === "w")
    )
      return refuseBlob(response, 403, "Server failed to authenticate the request");
    if (permission === "r")
      return send(entry, { request, response }, { bytesPerMs: this.#bytesPerMs, fault });
    const status = store(entry, url, body);
    response
      .writeHead(status, { etag: `"${entry.signature}"`, "last-modified": new Date(0).toUTCString() })
      .end();
  }
}

/** The key that a request of the Twirp protocol is about. @param {Buffer} body @param {URL} url */
function keyOf(body, { pathname }) {
  return pathname.startsWith(TWIRP) ? String(JSON.parse(body.toString()).key) : undefined;
}

export { makeToken };
