import { DOCKER_HUB } from "../../domain/reference.ts";

/**
 * An address below `/v2/` of a registry. Docker Hub's API lives on another host than its name says.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
 */
export function registryUrl(registry: string, path: string, plainHttp: boolean): URL {
  const host = registry === DOCKER_HUB ? "registry-1.docker.io" : registry;
  return new URL(`${plainHttp ? "http" : "https"}://${host}/v2/${path}`);
}
