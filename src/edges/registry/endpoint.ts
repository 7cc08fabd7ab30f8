import { DOCKER_HUB } from "../../domain/reference.ts";
import type { SessionAnswer } from "./session.ts";

/**
 * An address below `/v2/` of a registry. Docker Hub's API lives on another host than its name says.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
 */
export function registryUrl(registry: string, path: string, plainHttp: boolean): URL {
  const host = registry === DOCKER_HUB ? "registry-1.docker.io" : registry;
  return new URL(`${plainHttp ? "http" : "https"}://${host}/v2/${path}`);
}

/** Where the registry that opened an upload wants it sent; `undefined` when it does not say. */
export function uploadUrl({ answer, url }: SessionAnswer): URL | undefined {
  const { location = "" } = answer.headers;
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}
