import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { CACHE } from "./folders.mjs";

/** GitHub's runner starts the action with Node 24, whatever this project's scripts run with. */
const MAJOR = 24;

/** @returns {string} */
function packageName() {
  if (process.platform === "linux" && ["arm64", "x64"].includes(process.arch)) {
    return `node-linux-${process.arch}`;
  }
  throw new Error(`Node ${MAJOR} is needed. Install it and run this with it.`);
}

/** @param {string} folder @param {string} name */
function programIn(folder, name) {
  return join(folder, "node_modules", name, "bin/node");
}

/**
 * Two may install at once: each does so in a folder of its own, and the first to finish gives it its name.
 *
 * @param {string} folder
 * @param {string} name
 */
async function install(folder, name) {
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  try {
    await run("npm", ["install", "--prefix", own, "--no-save", "--ignore-scripts", `${name}@${MAJOR}`], {
      cwd: own,
    });
    if (!existsSync(folder)) renameSync(own, folder);
  } catch (error) {
    if (!existsSync(programIn(folder, name))) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/**
 * The path of a Node 24: the one that runs this, or else one from npm that is kept in the cache folder.
 *
 * @returns {Promise<string>}
 */
export async function node24() {
  if (Number(process.versions.node.split(".")[0]) >= MAJOR) return process.execPath;
  const name = packageName();
  const folder = join(CACHE, "node24");
  const program = programIn(folder, name);
  if (!existsSync(program)) await install(folder, name);
  if (!existsSync(program)) {
    throw new Error(`npm did not deliver ${program}. Remove ${folder} and try again.`);
  }
  return program;
}
