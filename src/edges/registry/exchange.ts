import * as http from "node:http";
import * as https from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ActionError } from "../../domain/failure.ts";

/** One request to a registry, a token endpoint or the storage behind a registry. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** The value of the Authorization header. It is sent to the origin of `url` and never follows a redirect elsewhere. */
  readonly authorization?: string | undefined;
  readonly body?: RequestBody;
}

/** What a request carries. */
export interface RequestBody {
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Gives the bytes from their start, for each try anew. */
  readonly open: () => Readable;
}

/** A body that is in memory already. */
export function bodyOf(mediaType: string, content: string | Buffer): RequestBody {
  const bytes = Buffer.from(content);
  return { mediaType, sizeBytes: bytes.byteLength, open: () => Readable.from([bytes]) };
}

/** A whole answer, read into memory. */
export interface HttpAnswer {
  /** Who answered, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly statusText: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What carries an {@link exchange}. */
export interface Connection {
  readonly agent: http.Agent;
  readonly signal: AbortSignal;
}

/** Manifests end at 4 MiB in every registry we know, and image configs far below. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * Sends one request and reads the answer to its end, whatever its status.
 * @throws ActionError `registry` for a body of more than 4 MiB; node's own errors otherwise.
 */
export async function exchange(request: HttpRequest, connection: Connection): Promise<HttpAnswer> {
  const message = await open(request, connection);
  const { url } = request;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > BODY_LIMIT_BYTES) {
      throw new ActionError(
        "registry",
        `${url.host} sends more than ${BODY_LIMIT_BYTES} bytes for ${url.pathname}`,
      );
    }
    chunks.push(chunk);
  }
  const { statusCode: status = 0, statusMessage: statusText = "", headers } = message;
  return { url, status, statusText, headers, body: Buffer.concat(chunks) };
}

function open(
  { method, url, headers, authorization, body }: HttpRequest,
  connection: Connection,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  const allHeaders = {
    "user-agent": "multiarch-build",
    ...headers,
    ...(authorization !== undefined && { authorization }),
    ...(body && { "content-type": body.mediaType, "content-length": body.sizeBytes }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...connection, method, headers: allHeaders }, resolve).on(
      "error",
      reject,
    );
    if (body === undefined) outgoing.end();
    // An answer may come before all is sent, and is then worth more than the error of the broken sending.
    else pipeline(body.open(), outgoing).catch(reject);
  });
}
