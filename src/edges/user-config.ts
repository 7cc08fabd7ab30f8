import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { variable } from "./variable.ts";

/** The user's docker config folder. */
export function userConfigFolder(env: NodeJS.ProcessEnv = process.env): string {
  return variable(env, "DOCKER_CONFIG") ?? join(variable(env, "HOME") ?? homedir(), ".docker");
}

/** The docker context in use, which is also the name of the builder that buildx makes of the engine itself. */
export async function contextName(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (variable(env, "DOCKER_HOST") !== undefined) return "default";
  const context = variable(env, "DOCKER_CONTEXT");
  if (context !== undefined) return context;
  try {
    const config: unknown = JSON.parse(await readFile(join(userConfigFolder(env), "config.json"), "utf8"));
    const { currentContext } = config as { currentContext?: unknown };
    return typeof currentContext === "string" && currentContext !== "" ? currentContext : "default";
  } catch {
    return "default";
  }
}
