import { statfs } from "node:fs/promises";
import { release } from "node:os";
import type { BuilderFacts } from "../domain/builder-facts.ts";
import { parseBuilderFacts } from "../domain/builder-facts.ts";
import type { Engine } from "../domain/engine.ts";
import { parseEngine, unreachable } from "../domain/engine.ts";
import { ActionError } from "../domain/failure.ts";
import type { Docker } from "./docker.ts";
import { DockerError } from "./docker.ts";
import { askSocket } from "./engine-socket.ts";
import { contextName } from "./user-config.ts";
import { variable } from "./variable.ts";

/**
 * Asks the engine what it can do.
 * @param buildxVersion what `docker buildx version` prints
 * @throws ActionError when there is no docker, no engine, no buildx or one that is too old.
 */
export async function readEngine(
  docker: Docker,
  buildxVersion: Promise<string>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Engine> {
  const [info, version] = await Promise.all([readInfo(docker, env), buildxVersion]);
  return parseEngine(info, version);
}

/**
 * Asks about a builder, and boots it where it is not running.
 * @throws ActionError `builder` when there is none of that name, or it does not boot.
 */
export async function readBuilder(docker: Docker, name: string): Promise<BuilderFacts> {
  try {
    return parseBuilderFacts(await docker.run(["buildx", "inspect", "--bootstrap", name]));
  } catch (cause) {
    if (!(cause instanceof DockerError)) throw cause;
    throw new ActionError("builder", `The builder "${name}" cannot be used: ${cause.message}`, {
      hint: "docker buildx ls lists the builders of this runner. Leave builder out to have one created.",
      cause,
    });
  }
}

/**
 * Tells whether the engine runs on the kernel that this process sees, rather than on another machine or in a virtual
 * one, so that the kernel's table of emulators read here is the engine's.
 */
export function sharesKernel(engine: Engine): boolean {
  return engine.kernel === release();
}

/** Free bytes on the file system that holds a folder; `undefined` where it cannot be told. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** Where the engine listens, as `DOCKER_HOST` has it; empty where only the docker command knows. */
export async function engineHost(env: NodeJS.ProcessEnv): Promise<string> {
  const host = variable(env, "DOCKER_HOST");
  return host ?? ((await contextName(env)) === "default" ? "unix:///var/run/docker.sock" : "");
}

/** The engine's answer is the same from its socket, where the docker command takes a tenth of a second longer. */
async function readInfo(docker: Docker, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (
      (await askSocket(await engineHost(env), "/info")) ??
      (await docker.run(["info", "--format", "{{json .}}"]))
    );
  } catch (error) {
    if (error instanceof DockerError) throw unreachable(error.output.trim());
    throw error;
  }
}
