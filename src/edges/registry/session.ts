import { lacksScope } from "../../domain/challenge.ts";
import type { ActionError } from "../../domain/failure.ts";
import type { Credentials } from "../../domain/login.ts";
import { isLoopback } from "../../domain/reference.ts";
import { registryError } from "../../domain/registry-error.ts";
import { registryUrl } from "./endpoint.ts";
import type { HttpAnswer, HttpRequest } from "./exchange.ts";
import type { Access } from "./token-request.ts";
import type { Authorization } from "./tokens.ts";
import { demandOf, Tokens } from "./tokens.ts";
import { Transport } from "./transport.ts";

/** What a {@link RegistrySession} needs to know. */
export interface SessionOptions {
  /** Looks up who we are to a registry (`docker.io`); undefined to ask as anybody. */
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  /** Tells which registries speak plain http; by default those on this machine. */
  readonly plainHttp?: (registry: string) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds; 30 seconds by default. */
  readonly timeoutMs?: number;
  /** Before the second try of a request, in milliseconds; half a second by default. */
  readonly retryDelayMs?: number;
}

/** A request below `/v2/`. */
export type Ask = Pick<HttpRequest, "method" | "headers" | "body"> & { readonly path: string };

/** An answer, with who asked and where. */
export interface SessionAnswer {
  readonly answer: HttpAnswer;
  readonly authorization: Authorization;
  readonly url: URL;
}

/**
 * Speaks to registries as who we are to each of them: every request carries what the registry demands. Tokens and
 * connections are shared by all that use one session.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export class RegistrySession {
  readonly signal: AbortSignal | undefined;
  readonly #transport: Transport;
  readonly #tokens: Tokens;
  readonly #plainHttp: (registry: string) => boolean;

  constructor(options: SessionOptions) {
    const { credentials, plainHttp = isLoopback, signal, timeoutMs = 30_000, retryDelayMs = 500 } = options;
    this.signal = signal;
    this.#transport = new Transport({ signal, timeoutMs, retryDelayMs });
    this.#tokens = new Tokens({ transport: this.#transport, credentials, plainHttp });
    this.#plainHttp = plainHttp;
  }

  /**
   * Sends with what the registry demands, and once more with something newer when that is refused.
   * @throws ActionError when no answer can be had; the answer itself may be a refusal.
   */
  async send(access: Access, { path, ...ask }: Ask): Promise<SessionAnswer> {
    const url = registryUrl(access.registry, path, this.#plainHttp(access.registry));
    const send = (authorization: Authorization) =>
      this.#transport.send({ ...ask, url, authorization: authorization.header });
    const pending = this.#tokens.authorization(access);
    const first = await pending;
    const answer = await send(first);
    const demand = demandOf(answer, url);
    if (demand === undefined) return { answer, authorization: first, url };
    const authorization = await this.#tokens.renewed(access, pending, demand);
    // The same login again would be refused again, and count twice where failures lock an account.
    if (authorization.header === first.header) return { answer, authorization, url };
    return { answer: await send(authorization), authorization, url };
  }

  /**
   * Sends to an address that the registry gave in its answer, such as that of an upload. Who we are is told to the
   * registry only, not to a storage elsewhere.
   */
  async follow({ url, authorization }: SessionAnswer, request: HttpRequest): Promise<SessionAnswer> {
    const isRegistry = request.url.origin === url.origin;
    const answer = await this.#transport.send({
      ...request,
      authorization: isRegistry ? authorization.header : undefined,
    });
    return { answer, authorization, url: request.url };
  }

  /** The error for an answer that is none of those hoped for, in the registry's words. */
  refusal({ registry, repository }: Access, { answer, authorization }: SessionAnswer): ActionError {
    const { anonymous } = authorization;
    return registryError({
      ...answer,
      registry,
      repository,
      body: this.#tokens.words(answer),
      anonymous,
      lacksScope: lacksScope(answer.headers["www-authenticate"]),
    });
  }
}
