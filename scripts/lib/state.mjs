import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { engineFolders } from "./folders.mjs";

/**
 * What `start` decided and changed, for later commands.
 *
 * @typedef {object} EngineFacts
 * @property {"existing" | "installed" | "provisioned"} kind - The machine's own engine; our own of installed programs;
 *   our own of unpacked programs.
 * @property {string} [registry] - Such as "127.0.0.1:40123"; absent until it runs.
 * @property {boolean} [mountedBinfmt] - Whether `start` mounted the kernel's list of handlers.
 * @property {boolean} [startedForwarding] - Whether the machine did not forward packets before.
 */

/** @typedef {EngineFacts & import("./docker.mjs").DockerAccess} EngineState */

/** @returns {EngineState | undefined} */
export function readState() {
  const { state } = engineFolders();
  return existsSync(state) ? JSON.parse(readFileSync(state, "utf8")) : undefined;
}

/**
 * Renaming is atomic: whoever reads sees the old state or the new one.
 *
 * @param {EngineState} value
 */
export function writeState(value) {
  const { engine, state } = engineFolders();
  mkdirSync(engine, { recursive: true });
  writeFileSync(`${state}.new`, `${JSON.stringify(value, undefined, 2)}\n`);
  renameSync(`${state}.new`, state);
}

/**
 * The state of an engine that has been started completely; fails when there is none.
 *
 * @returns {EngineState & { registry: string }}
 */
export function requireState() {
  const state = readState();
  if (state?.registry !== undefined) return { ...state, registry: state.registry };
  throw new Error("No engine has been started. Start it with `node scripts/engine.mjs start`.");
}
