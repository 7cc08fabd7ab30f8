import { rmSync } from "node:fs";
import { removeBridge, stopForwarding } from "./bridge.mjs";
import { answersVersion, docker } from "./docker.mjs";
import { removeEmulation } from "./emulation.mjs";
import { engineFolders } from "./folders.mjs";
import { removeFolders } from "./leftovers.mjs";
import { withLock } from "./lock.mjs";
import { stopPrivateEngine } from "./private-engine.mjs";
import { killEngineProcesses } from "./processes.mjs";
import { step } from "./progress.mjs";
import { isRegistryContainer, removeRegistryContainer } from "./registry-container.mjs";
import { hasRegistryProgram } from "./registry.mjs";
import { isRoot, rerunAsRoot } from "./root.mjs";
import { readState, requireState } from "./state.mjs";

/** @typedef {import("./state.mjs").EngineState} EngineState */

/** @param {string} output */
function lines(output) {
  return [...new Set(output.split("\n"))].filter((line) => line !== "");
}

/** @param {EngineState} state */
async function removeContainers(state) {
  const names = lines(await docker(state, ["ps", "--all", "--format", "{{.Names}}"]));
  const others = names.filter((name) => !isRegistryContainer(name));
  if (others.length > 0) await docker(state, ["rm", "--force", "--volumes", ...others]);
}

/** @param {EngineState} state */
async function removeOwnImages(state) {
  const filters = ["*", "*/*"].flatMap((names) => ["--filter", `reference=${state.registry}/${names}`]);
  const images = lines(await docker(state, ["image", "ls", "--quiet", ...filters]));
  if (images.length > 0) await docker(state, ["image", "rm", "--force", ...images]);
}

/**
 * Makes the next build a cold one: forgets the build cache and images, and keeps what the registry holds. Of an engine
 * that is the user's own, only images of our registry are removed.
 */
export async function wipeEngine() {
  const state = requireState();
  if (state.kind === "existing") await removeOwnImages(state);
  else {
    await removeContainers(state);
    await docker(state, ["image", "prune", "--all", "--force"]);
  }
  await docker(state, ["buildx", "prune", "--builder", "default", "--all", "--force"]);
}

/** @param {EngineState} state */
async function leaveExisting(state) {
  if (!(await answersVersion(state))) return;
  await removeOwnImages(state);
  if (!hasRegistryProgram()) await removeRegistryContainer(state, engineFolders().registry);
}

/** @param {EngineState | undefined} state */
async function takeDown(state) {
  const { engine, run } = engineFolders();
  if (state?.kind === "existing") await leaveExisting(state);
  else await stopPrivateEngine();
  await removeEmulation(state?.mountedBinfmt ?? false);
  await removeBridge();
  if (state?.startedForwarding === true) stopForwarding();
  await killEngineProcesses([engine, run]);
  await removeFolders([engine, run]);
}

/**
 * Ends and removes everything that was started, also after a crash. Keeps the downloaded packages unless told to remove
 * `all`.
 *
 * @param {{ all?: boolean }} [options]
 */
export async function stopEngine({ all = false } = {}) {
  const { lock, packages } = engineFolders();
  const state = readState();
  if (state !== undefined && state.kind !== "existing" && !isRoot()) await rerunAsRoot(["stop"]);
  else await step("Stopping the engine", () => withLock(lock, () => takeDown(state)));
  if (all) rmSync(packages, { recursive: true, force: true });
}
