import { mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { request } from "node:http";
import { hostname } from "node:os";
import { delimiter, join } from "node:path";
import { run, tryRun } from "./command.mjs";
import { engineFolders } from "./folders.mjs";

/**
 * How to reach an engine and with which programs.
 *
 * @typedef {object} DockerAccess
 * @property {string} dockerHost - Such as "unix:///run/docker.sock".
 * @property {boolean} isLocal - Whether it runs on this very machine.
 * @property {string[]} programs - Folders that go first on PATH.
 * @property {string} buildx - The plugin's file.
 */

/** @param {readonly string[]} folders */
export function pathWith(folders) {
  return [...folders, process.env["PATH"]].join(delimiter);
}

/**
 * The environment in which `docker` reaches this engine and nothing of the user's own configuration.
 *
 * @param {DockerAccess} access
 * @returns {Record<string, string>}
 */
export function dockerEnv({ dockerHost, programs }) {
  return {
    DOCKER_HOST: dockerHost,
    DOCKER_CONFIG: engineFolders().config,
    PATH: pathWith(programs),
  };
}

/**
 * Makes the client's private configuration, with buildx and without logins.
 *
 * @param {string} buildx
 */
export function makeDockerConfig(buildx) {
  const plugins = join(engineFolders().config, "cli-plugins");
  const link = join(plugins, "docker-buildx");
  mkdirSync(plugins, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(buildx, link);
}

/**
 * Runs the docker client against this engine and returns what it prints.
 *
 * @param {DockerAccess} access
 * @param {readonly string[]} args
 */
export async function docker(access, args) {
  return await run("docker", args, { env: { ...process.env, ...dockerEnv(access) } });
}

/**
 * Whether the engine answers.
 *
 * @param {DockerAccess} access
 */
export async function answersVersion(access) {
  try {
    await docker(access, ["version"]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a docker daemon answers on this socket.
 *
 * @param {string} socketPath
 */
export async function answersPing(socketPath) {
  return await new Promise((/** @type {(answer: boolean) => void} */ resolve) => {
    const ping = request({ socketPath, path: "/_ping", timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on("timeout", () => ping.destroy()).on("error", () => resolve(false));
    ping.end();
  });
}

/**
 * @typedef {object} DockerInfo
 * @property {string} [Name] - The host name of the machine that the engine runs on.
 * @property {[string, string][] | null} [DriverStatus]
 * @property {{ Plugins?: { Name: string, Path: string }[] | null }} [ClientInfo]
 */

/**
 * What the machine's docker client tells; it answers in part when no engine does.
 *
 * @returns {Promise<DockerInfo | undefined>}
 */
async function readInfo() {
  const answer = await tryRun("sh", ["-c", "docker info --format '{{json .}}' || true"]);
  return answer?.startsWith("{") ? JSON.parse(answer) : undefined;
}

/** @param {DockerInfo | undefined} info */
function buildxOf(info) {
  const plugin = info?.ClientInfo?.Plugins?.find(({ Name }) => Name === "buildx")?.Path;
  // It may be the link in the private configuration, which must not come to point at itself.
  return plugin === undefined ? undefined : realpathSync(plugin);
}

/** The plugin file of the machine's own buildx, if it has one. */
export async function findBuildx() {
  return buildxOf(await readInfo());
}

/**
 * The engine that the machine's docker client reaches, if it can do what is needed: buildx, and an image store that
 * holds several platforms.
 *
 * @returns {Promise<DockerAccess | undefined>}
 */
export async function findExistingDocker() {
  const info = await readInfo();
  const buildx = buildxOf(info);
  const store = info?.DriverStatus?.find(([name]) => name === "driver-type")?.[1];
  if (buildx === undefined || store !== "io.containerd.snapshotter.v1") return undefined;
  const context = ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"];
  const endpoint = process.env["DOCKER_HOST"] ?? (await run("docker", context));
  return { dockerHost: endpoint.trim(), isLocal: info?.Name === hostname(), programs: [], buildx };
}
