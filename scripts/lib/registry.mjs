import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { hasApt } from "./apt-sources.mjs";
import { endDaemon, ensureDaemon } from "./daemon.mjs";
import { engineFolders } from "./folders.mjs";
import { fetchPackages, unpackPackages } from "./packages.mjs";
import { say } from "./progress.mjs";

/**
 * @typedef {object} RegistryOptions
 * @property {string} folder - Where it keeps its content, configuration and log.
 * @property {number} [port] - By default the one it had before in this folder, or else a free one.
 * @property {string} [htpasswd] - The text of an htpasswd file (bcrypt): who may use it, by default everybody.
 */

/** @typedef {{ host: string, stop: () => Promise<void> }} Registry */

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * The status with which a registry answers, or 0 when it does not.
 *
 * @param {string} host
 * @param {string} path
 * @returns {Promise<number>}
 */
export async function statusOf(host, path) {
  const accept =
    "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json";
  return await new Promise((resolve) => {
    const head = request(
      `http://${host}${path}`,
      { method: "HEAD", timeout: 2_000, headers: { accept } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    head.on("timeout", () => head.destroy()).on("error", () => resolve(0));
    head.end();
  });
}

/** The registry's program, which `ensureRegistryProgram` unpacks. */
function programFile() {
  return join(engineFolders().prefix, "usr/bin/docker-registry");
}

/** Whether the registry can run as a process of this machine. */
export function hasRegistryProgram() {
  return existsSync(programFile());
}

/** Unpacks the registry's program from the distribution's package; where that can not be had, the machine has none. */
export async function ensureRegistryProgram() {
  if (hasRegistryProgram() || !(await hasApt())) return;
  try {
    await unpackPackages(await fetchPackages([{ name: "docker-registry" }]), engineFolders().prefix);
  } catch (error) {
    say(`The registry will run as a container, as its package can not be had: ${String(error)}`);
  }
}

/** @param {string} folder */
function configFile(folder) {
  return join(folder, "registry.json");
}

/** @param {string} folder */
function portBefore(folder) {
  if (!existsSync(configFile(folder))) return undefined;
  return Number(JSON.parse(readFileSync(configFile(folder), "utf8")).http.addr.split(":")[1]);
}

/** @param {RegistryOptions & { port: number }} options */
function writeConfig({ folder, port, htpasswd }) {
  const auth = { htpasswd: { realm: "registry", path: join(folder, "htpasswd") } };
  const config = {
    version: "0.1",
    log: { level: "warn", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "content") }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
    ...(htpasswd === undefined ? {} : { auth }),
  };
  mkdirSync(folder, { recursive: true });
  if (htpasswd !== undefined) writeFileSync(join(folder, "htpasswd"), htpasswd);
  writeFileSync(configFile(folder), JSON.stringify(config, undefined, 2));
}

/**
 * Starts a registry on the loopback address, which Docker speaks plain http to; one that runs in the folder already is kept.
 * It lives until `stop`, or until the engine is stopped.
 *
 * @param {RegistryOptions} options
 * @returns {Promise<Registry>}
 */
export async function startRegistryProcess({ folder, htpasswd, port }) {
  const chosen = port ?? portBefore(folder) ?? (await freePort());
  const host = `127.0.0.1:${chosen}`;
  writeConfig({ folder, port: chosen, ...(htpasswd === undefined ? {} : { htpasswd }) });
  await ensureDaemon({
    command: programFile(),
    args: ["serve", configFile(folder)],
    configFile: configFile(folder),
    log: join(folder, "registry.log"),
    path: process.env["PATH"] ?? "",
    isReady: async () => [200, 401].includes(await statusOf(host, "/v2/")),
  });
  return { host, stop: () => stopRegistry(folder) };
}

/**
 * Stops the registry of a folder and keeps its content.
 *
 * @param {string} folder
 */
export async function stopRegistry(folder) {
  await endDaemon({ command: programFile(), configFile: configFile(folder) });
}
