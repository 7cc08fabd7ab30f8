import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docker } from "./docker.mjs";
import { statusOf } from "./registry.mjs";
import { waitUntil } from "./wait.mjs";

const IMAGE = "docker.io/library/registry:3";

const NAME_PREFIX = "multiarch-build-registry-";

/** @param {string} folder */
function containerName(folder) {
  return `${NAME_PREFIX}${createHash("sha256").update(folder).digest("hex").slice(0, 8)}`;
}

/**
 * Whether a container of this name is a registry of ours.
 *
 * @param {string} name
 */
export function isRegistryContainer(name) {
  return name.startsWith(NAME_PREFIX);
}

/**
 * @param {import("./docker.mjs").DockerAccess} access
 * @param {string} name
 */
async function hostOf(access, name) {
  return (await docker(access, ["port", name, "5000/tcp"])).trim().split("\n")[0] ?? "";
}

/**
 * @param {import("./docker.mjs").DockerAccess} access
 * @param {string} name
 * @param {import("./registry.mjs").RegistryOptions} options
 */
async function createContainer(access, name, { folder, htpasswd, port }) {
  const publish = `127.0.0.1:${port ?? ""}:5000`;
  const auth = ["AUTH=htpasswd", "AUTH_HTPASSWD_REALM=registry", "AUTH_HTPASSWD_PATH=/htpasswd"];
  const settings = ["STORAGE_DELETE_ENABLED=true", ...(htpasswd === undefined ? [] : auth)];
  const env = settings.flatMap((setting) => ["--env", `REGISTRY_${setting}`]);
  await docker(access, ["create", "--name", name, "--publish", publish, ...env, IMAGE]);
  if (htpasswd === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "htpasswd"), htpasswd);
  await docker(access, ["cp", join(folder, "htpasswd"), `${name}:/htpasswd`]);
}

/**
 * The same as `startRegistryProcess`, on machines where the registry is no package: as a container of the engine.
 *
 * @param {import("./docker.mjs").DockerAccess} access
 * @param {import("./registry.mjs").RegistryOptions} options
 * @returns {Promise<import("./registry.mjs").Registry>}
 */
export async function startRegistryContainer(access, options) {
  const name = containerName(options.folder);
  const found = await docker(access, ["ps", "--all", "--quiet", "--filter", `name=^${name}$`]);
  if (found.trim() === "") await createContainer(access, name, options);
  await docker(access, ["start", name]);
  const host = await hostOf(access, name);
  const isReady = async () => [200, 401].includes(await statusOf(host, "/v2/"));
  if (!(await waitUntil(isReady, { timeoutMs: 30_000 }))) {
    throw new Error(`The registry ${name} does not answer.`);
  }
  return { host, stop: () => removeRegistryContainer(access, options.folder) };
}

/**
 * Removes the registry of a folder with its content.
 *
 * @param {import("./docker.mjs").DockerAccess} access
 * @param {string} folder
 */
export async function removeRegistryContainer(access, folder) {
  await docker(access, ["rm", "--force", "--volumes", containerName(folder)]);
}
