import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { endProcesses, findProcesses } from "./processes.mjs";
import { waitUntil } from "./wait.mjs";

/**
 * A program that outlives this script. It is recognised by its configuration file's path on its command line.
 *
 * @typedef {object} Daemon
 * @property {string} command - A program's path, or its name on `path`.
 * @property {string[]} args
 * @property {string} configFile - One of `args`, and of no other daemon's.
 * @property {string} log
 * @property {string} path - Its PATH.
 * @property {() => Promise<boolean>} isReady
 */

/** @param {Pick<Daemon, "command" | "configFile">} daemon */
export function isRunning({ command, configFile }) {
  return findProcesses(basename(command), configFile).length > 0;
}

/** @param {Daemon} daemon */
function launch({ command, args, log, path }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "a");
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", output, output],
    env: { ...process.env, PATH: path },
  });
  closeSync(output);
  child.unref();
  return child;
}

/** @param {string} log */
function quote(log) {
  return readFileSync(log, "utf8").trim().split("\n").slice(-10).join("\n");
}

/**
 * Starts the daemon unless it runs already, and returns when it answers.
 *
 * @param {Daemon} daemon
 */
export async function ensureDaemon(daemon) {
  let dead = false;
  if (!isRunning(daemon)) {
    const child = launch(daemon);
    child.once("error", () => (dead = true)).once("exit", () => (dead = true));
  }
  let ready = false;
  await waitUntil(async () => dead || (ready = await daemon.isReady()), { timeoutMs: 30_000 });
  if (ready) return;
  const what = `${basename(daemon.command)} ${dead ? "ended" : "does not answer"}`;
  throw new Error(`${what}. Its log, ${daemon.log}, ends with:\n${quote(daemon.log)}`);
}

/** @param {Pick<Daemon, "command" | "configFile">} daemon */
export async function endDaemon({ command, configFile }) {
  await endProcesses(() => findProcesses(basename(command), configFile), 3_000);
}
