import { buildxMissing } from "../domain/engine.ts";
import type { Docker } from "./docker.ts";
import { DockerError } from "./docker.ts";

/**
 * What `docker buildx version` prints.
 * @throws ActionError `docker-missing`, `buildx-missing`.
 */
export async function readBuildxVersion(docker: Docker): Promise<string> {
  try {
    return await docker.run(["buildx", "version"]);
  } catch (error) {
    if (error instanceof DockerError) throw buildxMissing();
    throw error;
  }
}
