import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { waitUntil } from "./wait.mjs";

/** @typedef {{ pid: number, args: string[] }} Process */

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/**
 * Every process that runs on this machine, with its command line; kernel threads and dead ones have none.
 *
 * @returns {Process[]}
 */
function allProcesses() {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), args: read(`/proc/${name}/cmdline`).split("\0").slice(0, -1) }))
    .filter(({ args }) => args.length > 0);
}

/**
 * The processes of one program that were started with one argument, such as the path of our own configuration file:
 * unlike a remembered process number, this can not point at somebody else's process.
 *
 * @param {string} program
 * @param {string} argument
 */
export function findProcesses(program, argument) {
  return allProcesses()
    .filter(({ args }) => basename(args[0] ?? "") === program && args.includes(argument))
    .map(({ pid }) => pid);
}

const CONTAINER_PROGRAMS = ["containerd-shim-runc-v2", "docker-proxy", "runc"];
const ENGINE_PROGRAMS = [...CONTAINER_PROGRAMS, "containerd", "docker-registry", "dockerd"];

/** @param {Process} candidate @param {readonly string[]} programs @param {readonly string[]} folders */
function isProgramOf({ args }, programs, folders) {
  if (!programs.includes(basename(args[0] ?? ""))) return false;
  return args.some((argument) => folders.some((folder) => argument.includes(`${folder}/`)));
}

/** @param {Process} candidate @param {readonly string[]} folders */
function hasRootIn({ pid }, folders) {
  const rootMount = read(`/proc/${pid}/mountinfo`)
    .split("\n")
    .find((line) => line.split(" ")[4] === "/");
  return folders.some((folder) => rootMount?.includes(`${folder.replaceAll(" ", "\\040")}/`));
}

/**
 * Programs that an engine in these folders started, and the containers whose root file system lies in them.
 *
 * @param {readonly string[]} programs
 * @param {readonly string[]} folders
 */
function findPartsOf(programs, folders) {
  return allProcesses()
    .filter((candidate) => isProgramOf(candidate, programs, folders) || hasRootIn(candidate, folders))
    .map(({ pid }) => pid);
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * Ends processes politely, then forcibly; `find` is asked again each time, as more may have been started meanwhile.
 *
 * @param {() => number[]} find
 * @param {number} politeMs
 */
export async function endProcesses(find, politeMs) {
  for (const pid of find()) signal(pid, "SIGTERM");
  if (await waitUntil(() => find().length === 0, { timeoutMs: politeMs })) return;
  const killAll = () => {
    const left = find();
    for (const pid of left) signal(pid, "SIGKILL");
    return left.length === 0;
  };
  if (!(await waitUntil(killAll, { timeoutMs: 10_000 }))) {
    throw new Error(`Cannot end processes ${find().join(", ")}.`);
  }
}

/**
 * Kills the containers of an engine in these folders.
 *
 * @param {readonly string[]} folders
 */
export async function killContainers(folders) {
  await endProcesses(() => findPartsOf(CONTAINER_PROGRAMS, folders), 0);
}

/**
 * Kills everything that an engine in these folders started.
 *
 * @param {readonly string[]} folders
 */
export async function killEngineProcesses(folders) {
  await endProcesses(() => findPartsOf(ENGINE_PROGRAMS, folders), 0);
}
