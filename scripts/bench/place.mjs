import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine, startRegistry } from "../lib/engine.mjs";
import { ROOT, engineFolders } from "../lib/folders.mjs";
import { node24 } from "../lib/node24.mjs";

/**
 * Where a benchmark takes place.
 *
 * @typedef {object} Place
 * @property {import("../lib/engine.mjs").Engine} engine
 * @property {string} node - Which the action runs with.
 * @property {string} dist - The action's entry, in a copy that nobody builds anew meanwhile, and whose processes can be
 *   told from those of any other run.
 * @property {string} folder - For the sources.
 * @property {string} registry - The host and port of a registry with nothing in it.
 */

/** @param {string} folder */
function copyAction(folder) {
  for (const name of ["dist", "action.yml"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  return join(folder, "dist/index.js");
}

/**
 * Gives work an engine whose build cache may be forgotten, a registry of its own and a folder, and removes the latter two.
 *
 * @template T
 * @param {{ wipe: boolean }} options - Whether an engine that is not ours may be used so.
 * @param {(place: Place) => Promise<T>} work
 */
export async function withPlace({ wipe }, work) {
  const [engine, node] = [await ensureEngine(), await node24()];
  if (!engine.provisioned && !wipe) {
    throw new Error("This forgets all that your Docker engine has built. Say --wipe if that is fine.");
  }
  const temp = mkdtempSync(join(tmpdir(), "bench-"));
  // What an interrupted benchmark leaves there goes with the engine.
  const content = mkdtempSync(join(engineFolders().engine, "bench-registry-"));
  const registry = await startRegistry({ folder: content });
  try {
    const [dist, folder] = [copyAction(join(temp, "action")), join(temp, "sources")];
    return await work({ engine, node, dist, folder, registry: registry.host });
  } finally {
    await registry.stop();
    for (const each of [content, temp]) rmSync(each, { recursive: true, force: true });
  }
}
