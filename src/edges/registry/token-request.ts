import type { Demand } from "../../domain/challenge.ts";
import type { Credentials } from "../../domain/login.ts";
import type { HttpRequest } from "./exchange.ts";
import { bodyOf } from "./exchange.ts";

/** Who asks what of a registry. */
export interface Access {
  readonly registry: string;
  /** Undefined for the registry as a whole. */
  readonly repository?: string;
  /** `pull` or `pull,push`; see https://distribution.github.io/distribution/spec/auth/scope/ */
  readonly actions?: string;
}

/** One text for each access that needs a token of its own. */
export function accessKey(access: Access): string {
  return [access.registry, ...ownScopes(access)].join(" ");
}

/**
 * The request that gets a token: GET with the login or nothing, POST for an identity token.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
export function tokenRequest(
  access: Access,
  { realm, service, scopes: demanded }: Demand & { readonly scheme: "bearer" },
  credentials: Credentials | undefined,
): HttpRequest {
  const url = new URL(realm);
  const scopes = [...new Set([...ownScopes(access), ...demanded])];
  if (credentials && "identityToken" in credentials) {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      service: service ?? access.registry,
      client_id: "multiarch-build",
      refresh_token: credentials.identityToken,
    });
    if (scopes.length > 0) form.set("scope", scopes.join(" "));
    return { method: "POST", url, body: bodyOf("application/x-www-form-urlencoded", form.toString()) };
  }
  if (service !== undefined) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  return { method: "GET", url, authorization: credentials && basicHeader(credentials) };
}

/** The header of a login; undefined for what is not one. */
export function basicHeader(credentials: Credentials): string | undefined {
  if (!("password" in credentials)) return undefined;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
}

/** Answers to GET hold `token`, answers to POST `access_token`, some hold both. Undefined when there is none. */
export function parseToken(body: string): string | undefined {
  try {
    const answer = JSON.parse(body) as { token?: unknown; access_token?: unknown } | null;
    const token = answer?.token ?? answer?.access_token;
    // Anything else could not be sent in a header.
    return typeof token === "string" && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

function ownScopes({ repository, actions }: Access): readonly string[] {
  return repository === undefined ? [] : [`repository:${repository}:${actions ?? "pull"}`];
}
