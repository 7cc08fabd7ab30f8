import { hasBase, makeBase } from "./base-image.mjs";
import { isForwarding } from "./bridge.mjs";
import { dockerEnv, findExistingDocker, makeDockerConfig } from "./docker.mjs";
import { ensureEmulation } from "./emulation.mjs";
import { engineFolders } from "./folders.mjs";
import { isEngineComplete } from "./health.mjs";
import { withLock } from "./lock.mjs";
import { ensurePrivateEngine, privateDockerHost } from "./private-engine.mjs";
import { findPrograms } from "./programs.mjs";
import { say, step } from "./progress.mjs";
import { startRegistryContainer } from "./registry-container.mjs";
import { ensureRegistryProgram, hasRegistryProgram, startRegistryProcess } from "./registry.mjs";
import { giveBack, isRoot, rerunAsRoot } from "./root.mjs";
import { readState, requireState, writeState } from "./state.mjs";

export { stopEngine, wipeEngine } from "./teardown.mjs";

/** @typedef {import("./state.mjs").EngineState} EngineState */
/** @typedef {import("./registry.mjs").RegistryOptions} RegistryOptions */

/**
 * @typedef {object} Engine
 * @property {Record<string, string>} env - What a process needs to use it: DOCKER_HOST, DOCKER_CONFIG, PATH and ours.
 * @property {string} registry - The host and port of a registry that takes anonymous pushes.
 * @property {string} base - A small image with a shell for amd64, arm64 and riscv64.
 * @property {boolean} provisioned - Whether the engine is ours, and so vanishes with `stopEngine`.
 */

/**
 * How to use the engine that has been started; fails when none has.
 *
 * @returns {Engine}
 */
export function describeEngine() {
  const state = requireState();
  const { registry } = state;
  const base = `${registry}/base:latest`;
  return {
    env: { ...dockerEnv(state), MULTIARCH_BUILD_REGISTRY: registry, MULTIARCH_BUILD_BASE: base },
    registry,
    base,
    provisioned: state.kind !== "existing",
  };
}

/** @param {EngineState} state @param {RegistryOptions} options */
async function startRegistryFor(state, options) {
  return hasRegistryProgram()
    ? await startRegistryProcess(options)
    : await startRegistryContainer(state, options);
}

/**
 * Starts a registry of one's own, such as one that asks for a password, beside the engine's.
 *
 * @param {RegistryOptions} options
 */
export async function startRegistry(options) {
  return await startRegistryFor(requireState(), options);
}

/** @param {EngineState | undefined} before @returns {Promise<EngineState>} */
async function startPrivate(before) {
  const programs = await findPrograms(before?.kind);
  const startedForwarding = before?.startedForwarding ?? !isForwarding();
  const mounts = programs.kind === "provisioned" && (await ensureEmulation());
  const mountedBinfmt = before?.mountedBinfmt === true || mounts;
  const access = { ...programs, dockerHost: privateDockerHost(), isLocal: true };
  const state = { ...before, ...access, startedForwarding, mountedBinfmt };
  // Written before the daemons start, so that `stop` can take back what an interrupted start has done.
  writeState(state);
  await step("Starting containerd and dockerd", () => ensurePrivateEngine(programs.programs));
  return state;
}

/** @param {EngineState | undefined} before @returns {Promise<EngineState>} */
async function findOrStart(before) {
  const mayExist = before === undefined || before.kind === "existing";
  const existing = mayExist ? await findExistingDocker() : undefined;
  if (!existing) return await startPrivate(before);
  say(`Using the Docker engine at ${existing.dockerHost}.`);
  return { ...before, ...existing, kind: "existing" };
}

/**
 * An engine in a virtual machine or elsewhere can not reach a process of this machine at 127.0.0.1, but it can reach its
 * own container there.
 *
 * @param {EngineState} state
 */
async function startEngineRegistry(state) {
  if (state.isLocal) await ensureRegistryProgram();
  const { host } = await startRegistryFor(state, { folder: engineFolders().registry });
  return host;
}

async function bringUp() {
  const state = await findOrStart(readState());
  writeState(state);
  makeDockerConfig(state.buildx);
  const registry = await step("Starting a registry", () => startEngineRegistry(state));
  if (!(await hasBase(registry))) await step("Building the base image", () => makeBase(state, registry));
  writeState({ ...state, registry });
  await giveBack();
}

/** Whether `bringUp` can do its work as this user. */
async function mayBringUp() {
  if (isRoot() || process.platform !== "linux") return true;
  const kind = readState()?.kind ?? "existing";
  return kind === "existing" && (await findExistingDocker()) !== undefined;
}

/**
 * Makes sure that there is a Docker engine that holds images of several platforms, a registry and a base image. Uses the
 * machine's engine if it can, or else starts one; fails, saying what to install, where neither is possible.
 *
 * @returns {Promise<Engine>}
 */
export async function ensureEngine() {
  if (await isEngineComplete()) return describeEngine();
  if (await mayBringUp()) await withLock(engineFolders().lock, bringUp);
  else await rerunAsRoot(["start"]);
  return describeEngine();
}
