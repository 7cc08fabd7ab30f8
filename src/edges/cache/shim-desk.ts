import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ShimBlobs } from "./shim-blobs.ts";
import type { ShimCounter } from "./shim-counts.ts";
import type { Exchange } from "./shim-exchange.ts";
import { answer, Refusal } from "./shim-exchange.ts";
import type { ShimManifests } from "./shim-manifests.ts";
import type { Route, RouteKind } from "./shim-route.ts";
import { readRoute } from "./shim-route.ts";
import type { ShimUploads } from "./shim-uploads.ts";

/** Who answers what a {@link ShimDesk} lets through. */
export interface ShimServices {
  readonly blobs: ShimBlobs;
  readonly uploads: ShimUploads;
  readonly manifests: ShimManifests;
  readonly counter: ShimCounter;
}

type Handlers = Readonly<Record<string, (exchange: Exchange) => void | Promise<void>>>;

const NOT_FOUND = new Refusal(404, "NAME_UNKNOWN", { message: "there is nothing here" });
const READS = ["GET", "HEAD"];

/** Decides who may ask what, and hands each request to the part of the registry that answers it. */
export class ShimDesk {
  /** Whether anything can be pushed. */
  mayWrite = false;
  readonly #token: Buffer;
  readonly #counter: ShimCounter;
  readonly #handlers: Readonly<Record<RouteKind, Handlers>>;

  constructor(token: string, services: ShimServices) {
    this.#token = Buffer.from(token);
    this.#counter = services.counter;
    this.#handlers = routes(services);
  }

  /**
   * Answers a request.
   * @throws Refusal with the answer when it is not granted; other errors when a client or a disk fails.
   */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = readRoute(request.url ?? "");
    const isOurs = route !== undefined && this.#admits(route);
    this.#counter.add(isOurs && route.kind === "blob" ? route.reference : undefined, { requests: 1 });
    if (!isOurs) throw NOT_FOUND;
    const { method = "" } = request;
    const handler = this.#handlers[route.kind][method];
    if (!handler) throw unsupported(method, this.#handlers[route.kind]);
    if (!this.mayWrite && !READS.includes(method))
      throw new Refusal(403, "DENIED", { message: "nothing can be pushed now" });
    await handler({ request, response, route });
  }

  #admits({ kind, token }: Route): boolean {
    if (kind === "base") return true;
    const given = Buffer.from(token);
    return given.byteLength === this.#token.byteLength && timingSafeEqual(given, this.#token);
  }
}

function routes({ blobs, uploads, manifests }: ShimServices): Readonly<Record<RouteKind, Handlers>> {
  const base = ({ response }: Exchange) => {
    answer(response, 200, { "docker-distribution-api-version": "registry/2.0" });
  };
  const readManifest = manifests.get.bind(manifests);
  return {
    base: { GET: base, HEAD: base },
    manifest: { GET: readManifest, HEAD: readManifest, PUT: manifests.receive.bind(manifests) },
    blob: { GET: blobs.get.bind(blobs), HEAD: blobs.head.bind(blobs) },
    uploads: { POST: uploads.start.bind(uploads) },
    upload: {
      GET: uploads.status.bind(uploads),
      PATCH: uploads.append.bind(uploads),
      PUT: uploads.finish.bind(uploads),
      DELETE: uploads.cancel.bind(uploads),
    },
  };
}

function unsupported(method: string, handlers: Handlers): Refusal {
  const headers = { allow: Object.keys(handlers).join(", ") };
  return new Refusal(405, "UNSUPPORTED", { message: `${method} is not possible here`, headers });
}
