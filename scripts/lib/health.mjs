import { hasBase } from "./base-image.mjs";
import { answersVersion } from "./docker.mjs";
import { missingHandlers, ownHandlers } from "./emulation.mjs";
import { isPrivateEngineUp } from "./private-engine.mjs";
import { statusOf } from "./registry.mjs";
import { readState } from "./state.mjs";

/**
 * One thing that has to work.
 *
 * @typedef {object} Finding
 * @property {boolean} isGood
 * @property {string} sentence
 */

/** @param {import("./state.mjs").EngineState} state @returns {Promise<Finding>} */
async function checkEngine(state) {
  const isGood = state.kind === "existing" ? await answersVersion(state) : await isPrivateEngineUp();
  return {
    isGood,
    sentence: `The ${state.kind} engine at ${state.dockerHost} ${isGood ? "answers" : "does not answer"}.`,
  };
}

/** @param {string | undefined} host @returns {Promise<Finding[]>} */
async function checkRegistry(host) {
  if (host === undefined) return [{ isGood: false, sentence: "There is no registry yet." }];
  const answers = (await statusOf(host, "/v2/")) === 200;
  const holdsBase = answers && (await hasBase(host));
  return [
    { isGood: answers, sentence: `The registry at ${host} ${answers ? "answers" : "does not answer"}.` },
    {
      isGood: holdsBase,
      sentence: `The base image ${host}/base:latest is ${holdsBase ? "there" : "missing"}.`,
    },
  ];
}

/** @returns {Finding} */
function checkEmulation() {
  const missing = missingHandlers();
  const own = ownHandlers();
  if (missing.length > 0) {
    return { isGood: false, sentence: `No QEMU handler is registered for ${missing.join(", ")}.` };
  }
  const ours =
    own.length > 0 ? `registered by this engine: ${own.join(", ")}` : "all of them registered by others";
  return { isGood: true, sentence: `The QEMU handlers are there, ${ours}.` };
}

/**
 * Everything `ensureEngine` promises, and whether it is so.
 *
 * @returns {Promise<Finding[]>}
 */
export async function checkHealth() {
  const state = readState();
  if (!state) return [{ isGood: false, sentence: "No engine has been started." }];
  const engine = await checkEngine(state);
  const emulation = state.kind === "provisioned" ? [checkEmulation()] : [];
  return [engine, ...emulation, ...(await checkRegistry(state.registry))];
}

/** Whether there is nothing left to start. */
export async function isEngineComplete() {
  return (await checkHealth()).every(({ isGood }) => isGood);
}
