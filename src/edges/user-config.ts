import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** The user's docker config folder. */
export function userConfigFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env["DOCKER_CONFIG"] ?? join(env["HOME"] ?? homedir(), ".docker");
}

/** The docker context in use, which is also the name of the builder that buildx makes of the engine itself. */
export async function contextName(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env["DOCKER_HOST"]) return "default";
  if (env["DOCKER_CONTEXT"]) return env["DOCKER_CONTEXT"];
  try {
    const config: unknown = JSON.parse(await readFile(join(userConfigFolder(env), "config.json"), "utf8"));
    return (config as { currentContext?: string }).currentContext ?? "default";
  } catch {
    return "default";
  }
}
