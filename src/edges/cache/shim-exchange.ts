import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Route } from "./shim-route.ts";

/** A request with what its path means, and where the answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly route: Route;
}

/** Thrown to answer a request with an error of the distribution spec. */
export class Refusal extends Error {
  readonly status: number;
  /** Such as `BLOB_UNKNOWN`. */
  readonly code: string;
  readonly headers: OutgoingHttpHeaders;

  constructor(status: number, code: string, details: { message: string; headers?: OutgoingHttpHeaders }) {
    super(details.message);
    this.status = status;
    this.code = code;
    this.headers = details.headers ?? {};
  }
}

/** Answers without a body. A HEAD may still tell the length of what a GET would get. */
export function answer(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  response.end();
}

/**
 * Answers with what went wrong. When a body is under way already the connection ends instead: the client must not
 * take what it has got for everything.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, headers, message } =
    error instanceof Refusal ? error : new Refusal(500, "UNKNOWN", { message: String(error) });
  const body = JSON.stringify({ errors: [{ code, message }] });
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, "content-type": "application/json", "content-length": length });
  response.end(body);
}

/** The path of something below a repository, for a Location header. */
export function locationOf({ token, name }: Route, rest: string): string {
  return `/v2/${token}/${name}/${rest}`;
}

/** Resolves when nobody waits for the answer any more. */
export function closed(response: ServerResponse): Promise<undefined> {
  return new Promise((resolve) =>
    response.once("close", () => {
      resolve(undefined);
    }),
  );
}
