import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { BlobStore, StoredBlob } from "./blob-store.ts";
import type { ShimCounter } from "./shim-counts.ts";
import type { Exchange } from "./shim-exchange.ts";
import { answer, closed, Refusal } from "./shim-exchange.ts";
import type { ByteRange } from "./shim-route.ts";
import { readRange } from "./shim-route.ts";

const CHUNK_BYTES = 1 << 18;

/** A file, the part of it to send, and what is known of it. */
interface Delivery {
  readonly file: FileHandle;
  readonly digest: string;
  readonly range: ByteRange;
  readonly isWhole: boolean;
}

class DamagedError extends Error {}

/** Answers requests for blobs out of a store. */
export class ShimBlobs {
  readonly #store: BlobStore;
  readonly #counter: ShimCounter;

  constructor(store: BlobStore, counter: ShimCounter) {
    this.#store = store;
    this.#counter = counter;
  }

  /** Tells size and existence of a blob; fetches nothing. */
  head({ response, route: { reference: digest } }: Exchange): void {
    const sizeBytes = this.#store.sizeOf(digest);
    if (sizeBytes === undefined) throw unknownBlob(digest);
    answer(response, 200, { ...blobHeaders(digest), "content-length": sizeBytes });
  }

  /** Sends a blob or a range of it. A whole one is compared with its digest before its last bytes leave. */
  async get({ request, response, route: { reference: digest } }: Exchange): Promise<void> {
    const blob = await Promise.race([this.#store.find(digest), closed(response)]);
    if (!blob) throw unknownBlob(digest);
    const file = await this.#open(digest, blob);
    try {
      const asked = readRange(request.headers.range, blob.sizeBytes);
      const range = startAnswer(response, digest, { asked, sizeBytes: blob.sizeBytes });
      const isWhole = range.end - range.start + 1 === blob.sizeBytes;
      await this.#send(response, { file, digest, range, isWhole });
    } finally {
      await file.close();
    }
  }

  async #open(digest: string, { file, sizeBytes }: StoredBlob): Promise<FileHandle> {
    const handle = await open(file).catch(() => undefined);
    if (handle && (await handle.stat()).size === sizeBytes) return handle;
    await handle?.close();
    this.#store.lose(digest);
    throw unknownBlob(digest);
  }

  async #send(response: ServerResponse, { file, digest, range, isWhole }: Delivery): Promise<void> {
    const { start } = range;
    // Of an empty blob there is no last byte, but streams want one.
    const end = Math.max(range.end, 0);
    const chunks = file.createReadStream({ start, end, autoClose: false, highWaterMark: CHUNK_BYTES });
    try {
      await pipeline(
        chunks,
        (bytes) => this.#counted(isWhole ? verified(bytes, digest) : bytes, digest),
        response,
      );
    } catch (error) {
      if (error instanceof DamagedError) this.#store.lose(digest);
      throw error;
    }
  }

  async *#counted(chunks: AsyncIterable<Buffer>, digest: string): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.#counter.add(digest, { servedBytes: chunk.byteLength });
      yield chunk;
    }
  }
}

/** Passes chunks on, one behind, so that the last one is only passed when all of them are the digest's. */
async function* verified(chunks: AsyncIterable<Buffer>, digest: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let held: Buffer | undefined;
  for await (const chunk of chunks) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (`sha256:${hash.digest("hex")}` !== digest) throw new DamagedError(`${digest} is damaged`);
  if (held) yield held;
}

/** Sends the head of an answer and tells which bytes have to follow. */
function startAnswer(
  response: ServerResponse,
  digest: string,
  { asked, sizeBytes }: { asked: ReturnType<typeof readRange>; sizeBytes: number },
): ByteRange {
  if (asked === "unsatisfiable") {
    const headers = { "content-range": `bytes */${sizeBytes}` };
    throw new Refusal(416, "RANGE_INVALID", { message: `${digest} has ${sizeBytes} bytes`, headers });
  }
  const { start, end } = asked ?? { start: 0, end: sizeBytes - 1 };
  const extra = asked ? { "content-range": `bytes ${start}-${end}/${sizeBytes}` } : {};
  const headers = { ...blobHeaders(digest), ...extra, "content-length": end - start + 1 };
  response.writeHead(asked ? 206 : 200, headers);
  return { start, end };
}

function blobHeaders(digest: string) {
  return {
    "content-type": "application/octet-stream",
    "docker-content-digest": digest,
    "accept-ranges": "bytes",
  };
}

function unknownBlob(digest: string): Refusal {
  return new Refusal(404, "BLOB_UNKNOWN", { message: `there is no blob ${digest}` });
}
