import type { IncomingMessage } from "node:http";
import { isDigest } from "../../domain/reference.ts";
import { digestOf } from "../digest.ts";
import type { Exchange } from "./shim-exchange.ts";
import { answer, closed, locationOf, Refusal } from "./shim-exchange.ts";

/** A manifest as it was pushed. */
export interface ShimManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const LIMIT_BYTES = 4 * 1024 * 1024;
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

/**
 * Manifests in memory, each under its digest and the tags that it was given.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests
 */
export class ShimManifests {
  readonly #manifests = new Map<string, ShimManifest>();
  readonly #held = new Map<string, Promise<unknown>>();

  /** Keeps those waiting who ask for a manifest of a repository, until then; however that ends. */
  hold(name: string, until: Promise<unknown>): void {
    this.#held.set(
      name,
      until.catch(() => undefined),
    );
  }

  /** The manifest that a tag or digest of a repository leads to. */
  find(name: string, reference: string): ShimManifest | undefined {
    return this.#manifests.get(`${name}@${reference}`);
  }

  /**
   * Keeps a manifest under its digest and a tag, or only under its digest, and tells that.
   * @throws Refusal when the bytes are no manifest, are too many or not those of the digest.
   */
  put(name: string, reference: string, { bytes, mediaType }: Omit<ShimManifest, "digest">): string {
    if (bytes.byteLength > LIMIT_BYTES) throw tooLarge();
    const digest = digestOf(bytes);
    if (isDigest(reference) && reference !== digest)
      throw new Refusal(400, "DIGEST_INVALID", { message: `the bytes are ${digest}, not ${reference}` });
    const manifest = { digest, mediaType: mediaType || mediaTypeOf(bytes), bytes };
    for (const key of [digest, reference]) this.#manifests.set(`${name}@${key}`, manifest);
    return digest;
  }

  /** Answers GET and HEAD. */
  async get({ request, response, route: { name, reference } }: Exchange): Promise<void> {
    await Promise.race([this.#held.get(name), closed(response)]);
    const manifest = this.find(name, reference);
    if (!manifest)
      throw new Refusal(404, "MANIFEST_UNKNOWN", { message: `there is no manifest ${reference}` });
    const { digest, mediaType, bytes } = manifest;
    const headers = { "content-type": mediaType, "content-length": bytes.byteLength };
    response.writeHead(200, { ...headers, "docker-content-digest": digest });
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  /** Answers PUT. */
  async receive({ request, response, route }: Exchange): Promise<void> {
    const bytes = await readBody(request);
    mediaTypeOf(bytes);
    const mediaType = request.headers["content-type"] ?? "";
    const digest = this.put(route.name, route.reference, { bytes, mediaType });
    const location = locationOf(route, `manifests/${digest}`);
    answer(response, 201, { location, "docker-content-digest": digest });
  }
}

/** The rest of what is too large is read and forgotten: otherwise the client would miss the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > LIMIT_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > LIMIT_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): Refusal {
  return new Refusal(413, "MANIFEST_INVALID", { message: `a manifest has at most ${LIMIT_BYTES} bytes` });
}

function mediaTypeOf(bytes: Buffer): string {
  const { mediaType, manifests } = (parsed(bytes) ?? {}) as { mediaType?: unknown; manifests?: unknown };
  if (typeof mediaType === "string") return mediaType;
  return manifests === undefined ? MANIFEST_TYPE : INDEX_TYPE;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Refusal(400, "MANIFEST_INVALID", { message: "a manifest is JSON" });
  }
}
