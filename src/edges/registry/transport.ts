import type { Agent } from "node:http";
import { HttpClient } from "@actions/http-client";
import { ActionError } from "../../domain/failure.ts";
import type { HttpAnswer, HttpRequest } from "./exchange.ts";
import { exchange } from "./exchange.ts";
import { cancellation, pause } from "../pause.ts";

/** How a {@link Transport} waits. */
export interface TransportOptions {
  readonly signal?: AbortSignal | undefined;
  /** For one request from connecting to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Before the second try, in milliseconds; doubled before the third. */
  readonly retryDelayMs: number;
}

type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown };

const TRIES = 3;

const MAX_REDIRECTS = 5;

/** A registry that asks for a longer pause than this has its answer passed on instead. */
const LONGEST_PAUSE_MS = 30_000;

/** A connection that sends less than this is as good as broken. */
const SLOWEST_BYTES_PER_MS = 100;

const TRANSIENT_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);

/**
 * Sends requests with bounded time, size, redirects and retries.
 *
 * Connections come from `@actions/http-client`, which knows the runner's proxy settings. The requests themselves are
 * node's, since that client cannot be aborted, waits for ever when a connection breaks inside a body, and lets
 * Authorization follow a redirect to another port.
 */
export class Transport {
  readonly #options: TransportOptions;
  // By origin: a client keeps the first agent that it made, and that fits one protocol only.
  readonly #clients = new Map<string, HttpClient>();

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * Sends a request, up to three times when the other side is down, overloaded (429, 5xx) or cuts the connection.
   * @throws ActionError `registry` when no answer can be had; when aborted, the signal's own ActionError or `cancelled`.
   */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome: Outcome = await this.#follow(request).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      );
      // An upload that failed is begun anew by whoever opened it: half of it may have been taken.
      const tries = request.method === "PUT" ? 1 : TRIES;
      const pauseMs = attempt < tries ? this.#pauseMs(outcome, attempt) : undefined;
      if (pauseMs !== undefined) await pause(pauseMs, this.#options.signal);
      else if ("answer" in outcome) return outcome.answer;
      else
        throw outcome.error instanceof ActionError ? outcome.error : unreachable(request.url, outcome.error);
    }
  }

  /** How long to wait before the next try; undefined when this outcome is final. */
  #pauseMs(outcome: Outcome, attempt: number): number | undefined {
    const backoffMs = this.#options.retryDelayMs * 2 ** (attempt - 1);
    if ("error" in outcome) return TRANSIENT_CODES.has(errorCode(outcome.error)) ? backoffMs : undefined;
    const { status, headers } = outcome.answer;
    if (status !== 429 && status < 500) return undefined;
    const pauseMs = retryAfterMs(headers["retry-after"]) ?? backoffMs;
    return pauseMs <= LONGEST_PAUSE_MS ? pauseMs : undefined;
  }

  async #follow(request: HttpRequest): Promise<HttpAnswer> {
    let { url, authorization } = request;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#once({ ...request, url, authorization });
      const next = redirectTarget(answer, request.method);
      if (next === undefined) return answer;
      if (redirects === MAX_REDIRECTS) throw new ActionError("registry", `${url.host} redirects without end`);
      if (url.protocol === "https:" && next.protocol !== "https:") {
        throw new ActionError("registry", `${url.host} redirects to ${next.host} without encryption`);
      }
      if (next.origin !== url.origin) authorization = undefined;
      url = next;
    }
  }

  async #once(request: HttpRequest): Promise<HttpAnswer> {
    const { signal: caller, timeoutMs } = this.#options;
    const limitMs = timeoutMs + Math.ceil((request.body?.sizeBytes ?? 0) / SLOWEST_BYTES_PER_MS);
    const deadline = AbortSignal.timeout(limitMs);
    const signal = caller ? AbortSignal.any([caller, deadline]) : deadline;
    try {
      return await exchange(request, { agent: this.#agent(request.url), signal });
    } catch (error) {
      if (caller?.aborted) throw cancellation(caller);
      if (!deadline.aborted) throw error;
      throw new ActionError("registry", `${request.url.host} did not answer within ${limitMs / 1000} s`, {
        hint: "Try again later, and see whether the runner can reach it.",
        cause: error,
      });
    }
  }

  #agent({ origin }: URL): Agent {
    const client = this.#clients.get(origin) ?? new HttpClient(undefined, [], { keepAlive: true });
    this.#clients.set(origin, client);
    return client.getAgent(origin);
  }
}

function redirectTarget({ status, headers, url }: HttpAnswer, method: string): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || (method !== "GET" && method !== "HEAD"))
    return undefined;
  const { location = "" } = headers;
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const delayMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(delayMs) ? undefined : Math.max(delayMs, 0);
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

function unreachable({ host }: URL, cause: unknown): ActionError {
  const code = errorCode(cause);
  const { message } = cause as Error;
  // Trying several addresses of one name fails with an error without words.
  return new ActionError("registry", `${host} cannot be reached: ${message === "" ? code : message}`, {
    hint: /CERT|SSL|TLS|EPROTO/.test(code)
      ? "Its certificate must be one the runner trusts: NODE_EXTRA_CA_CERTS names a file with further authorities."
      : "Check the name of the registry, and that the runner may reach it; https_proxy and no_proxy are honoured.",
    cause,
  });
}
