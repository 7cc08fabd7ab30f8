import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { isDigest } from "../../domain/reference.ts";
import type { BlobStore } from "./blob-store.ts";
import type { Exchange } from "./shim-exchange.ts";
import { answer, locationOf, Refusal } from "./shim-exchange.ts";
import { UploadFile } from "./upload-file.ts";

/** An upload as it is known to its client. */
interface Upload {
  readonly id: string;
  readonly content: UploadFile;
}

/**
 * Takes blobs in. Bytes go to a file of their own, and that becomes the blob when its digest is the promised one. An
 * upload whose client leaves in the middle is dropped.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
 */
export class ShimUploads {
  readonly #folder: string;
  readonly #store: BlobStore;
  readonly #uploads = new Map<string, UploadFile>();
  /** What uploads failed with, by their ids: a client that goes on with one would never learn it. */
  readonly #failures = new Map<string, string>();

  private constructor(folder: string, store: BlobStore) {
    this.#folder = join(folder, "uploads");
    this.#store = store;
  }

  static async open(folder: string, store: BlobStore): Promise<ShimUploads> {
    const uploads = new ShimUploads(folder, store);
    await mkdir(uploads.#folder, { recursive: true });
    return uploads;
  }

  /** POST: opens an upload, unless the blob is known or comes along. */
  async start(exchange: Exchange): Promise<void> {
    const { response, route } = exchange;
    const mount = route.query.get("mount");
    if (mount !== null && this.#store.sizeOf(mount) !== undefined) {
      answerCreated(exchange, mount);
      return;
    }
    const digest = route.query.get("digest");
    if (digest !== null) expectDigest(digest);
    const upload = this.#add();
    if (digest === null) answer(response, 202, progress(exchange, upload));
    else await this.#finish(exchange, upload, digest);
  }

  /** GET: tells how much has arrived. */
  status(exchange: Exchange): void {
    answer(exchange.response, 204, progress(exchange, this.#upload(exchange)));
  }

  /** PATCH: takes a chunk. */
  async append(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const upload = this.#upload(exchange);
    expectNext(request, upload);
    await this.#receive(request, upload);
    answer(response, 202, progress(exchange, upload));
  }

  /** PUT: takes the last chunk, which may be the only one or empty, and makes a blob of it all. */
  async finish(exchange: Exchange): Promise<void> {
    const digest = expectDigest(exchange.route.query.get("digest") ?? "");
    const upload = this.#upload(exchange);
    expectNext(exchange.request, upload);
    await this.#finish(exchange, upload, digest);
  }

  /** DELETE: drops an upload. */
  async cancel(exchange: Exchange): Promise<void> {
    await this.#drop(this.#upload(exchange));
    answer(exchange.response, 204);
  }

  /** Drops all uploads, once no request is under way. */
  async clear(): Promise<void> {
    this.#uploads.clear();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #add(): Upload {
    const id = randomBytes(16).toString("hex");
    const content = new UploadFile(join(this.#folder, id));
    this.#uploads.set(id, content);
    return { id, content };
  }

  #upload({ route: { reference: id } }: Exchange): Upload {
    const content = this.#uploads.get(id);
    if (!content) {
      const message = this.#failures.get(id) ?? "there is no such upload";
      throw new Refusal(404, "BLOB_UPLOAD_UNKNOWN", { message });
    }
    if (!content.isBusy) return { id, content };
    throw new Refusal(409, "BLOB_UPLOAD_INVALID", { message: "another request writes to this upload" });
  }

  async #receive(body: IncomingMessage, upload: Upload): Promise<void> {
    try {
      await upload.content.append(body);
    } catch (error) {
      this.#failures.set(upload.id, String(error));
      await this.#drop(upload);
      throw error;
    }
  }

  async #finish(exchange: Exchange, upload: Upload, digest: string): Promise<void> {
    await this.#receive(exchange.request, upload);
    this.#uploads.delete(upload.id);
    try {
      const actual = upload.content.digest();
      if (actual !== digest)
        throw new Refusal(400, "DIGEST_INVALID", { message: `the bytes are ${actual}, not ${digest}` });
      await this.#store.adopt(digest, upload.content);
    } finally {
      await this.#drop(upload);
    }
    answerCreated(exchange, digest);
  }

  async #drop({ id, content }: Upload): Promise<void> {
    this.#uploads.delete(id);
    await content.remove();
  }
}

function expectDigest(text: string): string {
  if (isDigest(text)) return text;
  throw new Refusal(400, "DIGEST_INVALID", { message: "a sha256 digest is needed" });
}

/** Chunks may tell where they belong; only the next one can be taken. */
function expectNext({ headers }: IncomingMessage, { content: { sizeBytes } }: Upload): void {
  const [, start] = /^(?:bytes )?(\d+)-/.exec(headers["content-range"] ?? "") ?? [];
  if (start === undefined || Number(start) === sizeBytes) return;
  const range = { range: rangeOf(sizeBytes) };
  throw new Refusal(416, "BLOB_UPLOAD_INVALID", { message: `byte ${sizeBytes} is next`, headers: range });
}

function progress({ route }: Exchange, { id, content: { sizeBytes } }: Upload) {
  const location = locationOf(route, `blobs/uploads/${id}`);
  return { location, range: rangeOf(sizeBytes), "docker-upload-uuid": id };
}

function rangeOf(sizeBytes: number): string {
  return `0-${Math.max(sizeBytes - 1, 0)}`;
}

function answerCreated({ response, route }: Exchange, digest: string): void {
  answer(response, 201, { location: locationOf(route, `blobs/${digest}`), "docker-content-digest": digest });
}
