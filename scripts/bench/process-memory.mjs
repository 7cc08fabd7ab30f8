import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { findProcesses } from "../lib/processes.mjs";

/**
 * The memory of one process, in bytes that are in RAM.
 *
 * @typedef {object} ProcessMemory
 * @property {string} role - "" for the action itself, or what it was started for, such as "cache-store".
 * @property {number} startBytes - When it had just read its own code.
 * @property {number} peakBytes
 */

const EVERY_MS = 25;

/** By then the action has read its code, and has moved nothing yet. */
const START_MS = 100;

/** @param {number} pid @param {string} file */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/**
 * A field of /proc/PID/status; `undefined` once the process has ended.
 *
 * @param {string} status
 * @param {"VmRSS" | "VmHWM"} name
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
function fieldBytes(status, name) {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/**
 * Watches every process that is started with a script; call what it returns when they have ended. The kernel keeps the
 * peak, so that nothing between two looks is missed but what comes in a process's last moments.
 *
 * @param {string} node
 * @param {string} script
 * @returns {() => readonly ProcessMemory[]}
 */
export function watchMemory(node, script) {
  /** @type {Map<number, ProcessMemory & { seenAt: number }>} */
  const seen = new Map();
  const look = () => {
    for (const pid of findProcesses(basename(node), script)) {
      const status = readProc(pid, "status");
      const [nowBytes, peakBytes] = [fieldBytes(status, "VmRSS"), fieldBytes(status, "VmHWM")];
      if (nowBytes === undefined || peakBytes === undefined) continue;
      const args = readProc(pid, "cmdline").split("\0");
      const role = args[args.indexOf(script) + 1] ?? "";
      const before = seen.get(pid) ?? { role, startBytes: nowBytes, peakBytes, seenAt: performance.now() };
      const isStarting = performance.now() - before.seenAt < START_MS;
      seen.set(pid, { ...before, peakBytes, ...(isStarting ? { startBytes: nowBytes } : {}) });
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    return [...seen.values()];
  };
}
