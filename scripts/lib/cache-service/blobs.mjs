import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { spoil } from "./faults.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

/** What a connection may send before it has to wait for its turn. */
const SLICE_BYTES = 64 * 1024;

/**
 * Reads the body of a request, no faster than the speed.
 *
 * @param {Request} request
 * @param {number} bytesPerMs
 */
export async function readBody(request, bytesPerMs) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  const startedAt = performance.now();
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    await keepPace(startedAt, size / bytesPerMs);
  }
  return Buffer.concat(chunks);
}

/** @param {number} startedAt @param {number} dueMs */
async function keepPace(startedAt, dueMs) {
  const aheadMs = dueMs - (performance.now() - startedAt);
  if (aheadMs > 1) await sleep(aheadMs);
}

/**
 * Stores what a client uploads as a block blob of Azure's: all at once, or in blocks that a list puts together.
 *
 * @param {import("./entries.mjs").Entry} entry
 * @param {URL} url
 * @param {Buffer} body
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/understanding-block-blobs--append-blobs--and-page-blobs
 */
export function store(entry, url, body) {
  const comp = url.searchParams.get("comp");
  if (comp === "block") entry.blocks.set(url.searchParams.get("blockid") ?? "", body);
  else if (comp === "blocklist") {
    const ids = [...body.toString().matchAll(/<(Latest|Uncommitted)>(.*?)<\//g)].map(
      (match) => match[2] ?? "",
    );
    const blocks = ids.map((id) => entry.blocks.get(id));
    if (blocks.includes(undefined)) return 400;
    entry.bytes = Buffer.concat(/** @type {Buffer[]} */ (blocks));
    entry.blocks.clear();
  } else entry.bytes = body;
  return 201;
}

/**
 * Sends a blob or the part of it that is asked for, no faster than the speed.
 *
 * @param {import("./entries.mjs").Entry} entry
 * @param {{ request: Request, response: Response }} exchange
 * @param {{ bytesPerMs: number, fault: import("./faults.mjs").Fault }} how
 */
export async function send({ bytes, signature }, { request, response }, { bytesPerMs, fault }) {
  const { start, end, isPart } = rangeOf(request, bytes.byteLength);
  response.writeHead(isPart ? 206 : 200, {
    "content-type": "application/octet-stream",
    "content-length": end - start,
    ...(isPart ? { "content-range": `bytes ${start}-${end - 1}/${bytes.byteLength}` } : {}),
    "accept-ranges": "bytes",
    etag: `"${signature}"`,
    "last-modified": new Date(0).toUTCString(),
    "x-ms-blob-type": "BlockBlob",
  });
  if (request.method === "HEAD") return void response.end();
  const body = Readable.from(slices(spoil(bytes.subarray(start, end), fault), bytesPerMs), {
    objectMode: false,
  });
  // Who hangs up gets no more; whose bytes end too early is told so by the end of the connection.
  await pipeline(body, response, { end: !fault.truncate }).catch(() => undefined);
  if (fault.truncate) response.socket?.end();
}

/** @param {Buffer} bytes @param {number} bytesPerMs */
async function* slices(bytes, bytesPerMs) {
  const startedAt = performance.now();
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
    yield bytes.subarray(at, at + SLICE_BYTES);
    await keepPace(startedAt, at / bytesPerMs);
  }
}

/** @param {Request} request @param {number} size */
function rangeOf({ headers }, size) {
  const range = String(headers["x-ms-range"] ?? headers.range ?? "");
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (first === undefined) return { start: 0, end: size, isPart: false };
  return { start: Number(first), end: last ? Math.min(Number(last) + 1, size) : size, isPart: true };
}
