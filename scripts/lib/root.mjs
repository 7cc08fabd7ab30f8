import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { run, tryRun } from "./command.mjs";
import { CACHE, ROOT, engineFolders } from "./folders.mjs";

/** Whether this process may start daemons, mount and register. */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Runs one of the engine's own commands again as root.
 *
 * @param {readonly string[]} args
 */
export async function rerunAsRoot(args) {
  if ((await tryRun("sudo", ["-n", "true"])) === undefined) {
    throw new Error(
      "There is no usable Docker engine, and starting one needs root. Run this as root, or with sudo rights that need no " +
        "password, or install Docker with buildx and the containerd image store.",
    );
  }
  const env = ["PATH", "MULTIARCH_BUILD_ENGINE_DIR"]
    .filter((name) => process.env[name] !== undefined)
    .map((name) => `${name}=${process.env[name]}`);
  const command = [process.execPath, join(ROOT, "scripts/engine.mjs"), ...args];
  const child = spawn("sudo", ["-n", "env", ...env, ...command], { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`\`engine.mjs ${args.join(" ")}\` failed as root; its message is above.`);
}

/** Gives the folders in which the docker client writes to the user who called sudo. */
export async function giveBack() {
  const [uid, gid] = [process.env["SUDO_UID"], process.env["SUDO_GID"]];
  if (!isRoot() || uid === undefined || gid === undefined) return;
  const { engine, config, packages } = engineFolders();
  const owner = `${uid}:${gid}`;
  await run("chown", [owner, ...[CACHE, engine, packages].filter(existsSync)]);
  await run("chown", ["--recursive", owner, config]);
}
