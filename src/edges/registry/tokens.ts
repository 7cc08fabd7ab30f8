import type { Demand } from "../../domain/challenge.ts";
import { parseDemand } from "../../domain/challenge.ts";
import { ActionError } from "../../domain/failure.ts";
import type { Credentials } from "../../domain/login.ts";
import { registryError } from "../../domain/registry-error.ts";
import { registryUrl } from "./endpoint.ts";
import type { HttpAnswer } from "./exchange.ts";
import { Secrets } from "./secrets.ts";
import { single } from "./single.ts";
import type { Access } from "./token-request.ts";
import { accessKey, basicHeader, parseToken, tokenRequest } from "./token-request.ts";
import type { Transport } from "./transport.ts";

/** What to send with a request. */
export interface Authorization {
  /** The value of the header; undefined when none is needed or none can be had. */
  readonly header: string | undefined;
  /** True when no credentials are known, so that a token is one for anybody. */
  readonly anonymous: boolean;
}

/** What {@link Tokens} needs to know. */
export interface TokensOptions {
  readonly transport: Transport;
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  readonly plainHttp: (registry: string) => boolean;
}

/** Gets what registries demand, once for each registry and scope, however many ask at once. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #demands = new Map<string, Promise<Demand | undefined>>();
  readonly #credentials = new Map<string, Promise<Credentials | undefined>>();
  readonly #authorizations = new Map<string, Promise<Authorization>>();
  readonly #secrets = new Secrets();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** What this access needs. The registry is asked once, before its first request, which saves refused ones later. */
  authorization(access: Access): Promise<Authorization> {
    return single(this.#authorizations, accessKey(access), async () => {
      const demand = await single(this.#demands, access.registry, () => this.#ask(access.registry));
      // Some registries name an example in this first demand, so its scopes are nothing to go by.
      return this.#obtain(access, demand?.scheme === "bearer" ? { ...demand, scopes: [] } : demand);
    });
  }

  /** A new one after a 401: a token has expired, or the registry only now says what it wants. */
  renewed(access: Access, stale: Promise<Authorization>, demand: Demand): Promise<Authorization> {
    // Of many requests that fail with the same token, the first gets a new one for all.
    if (this.#authorizations.get(accessKey(access)) === stale) {
      this.#authorizations.delete(accessKey(access));
      this.#credentials.delete(access.registry); // a credential helper may hand out passwords that expire
    }
    return single(this.#authorizations, accessKey(access), () => this.#obtain(access, demand));
  }

  /** The text of an answer, without the passwords and tokens of this run. */
  words({ body }: HttpAnswer): string {
    return this.#secrets.hide(body.toString());
  }

  async #ask(registry: string): Promise<Demand | undefined> {
    const { transport, plainHttp } = this.#options;
    const url = registryUrl(registry, "", plainHttp(registry));
    return demandOf(await transport.send({ method: "GET", url }), url);
  }

  async #obtain(access: Access, demand: Demand | undefined): Promise<Authorization> {
    const credentials = await single(this.#credentials, access.registry, () =>
      this.#options.credentials(access.registry),
    );
    this.#hide(credentials);
    const anonymous = credentials === undefined;
    if (demand === undefined) return { header: undefined, anonymous };
    if (demand.scheme === "basic") return { header: credentials && basicHeader(credentials), anonymous };
    return { header: `Bearer ${await this.#token(access, demand, credentials)}`, anonymous };
  }

  async #token(
    access: Access,
    demand: Demand & { readonly scheme: "bearer" },
    credentials: Credentials | undefined,
  ): Promise<string> {
    const { registry, repository } = access;
    if (demand.realm.protocol !== "https:" && !this.#options.plainHttp(registry)) {
      const message = `${registry} wants logins sent to ${demand.realm.host} without encryption`;
      throw new ActionError("registry", message);
    }
    const answer = await this.#options.transport.send(tokenRequest(access, demand, credentials));
    if (answer.status !== 200) {
      const context = { registry, repository, anonymous: credentials === undefined, token: true };
      throw registryError({ ...answer, ...context, body: this.words(answer) });
    }
    const token = parseToken(answer.body.toString());
    if (token === undefined) {
      throw new ActionError("registry", `the token endpoint of ${registry} gave no token`);
    }
    this.#secrets.add(token);
    return token;
  }

  #hide(credentials: Credentials | undefined): void {
    if (credentials === undefined) return;
    this.#secrets.add("password" in credentials ? credentials.password : credentials.identityToken);
    this.#secrets.add(basicHeader(credentials)?.replace("Basic ", "") ?? "");
  }
}

/** What the registry at `url` demands; only its own word counts, since credentials go to the realm it names. */
export function demandOf({ status, headers, url: answered }: HttpAnswer, url: URL): Demand | undefined {
  if (status !== 401 || answered.origin !== url.origin) return undefined;
  return parseDemand(headers["www-authenticate"]);
}
