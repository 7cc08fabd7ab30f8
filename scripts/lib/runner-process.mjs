import { once } from "node:events";
import { constants } from "node:os";
import { waitUntil } from "./wait.mjs";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** A process that the action leaves behind may hold its output open; the runner waits no longer for it either. */
const OUTPUT_PATIENCE_MS = 5_000;

/**
 * Collects what a process prints until it has ended.
 *
 * @param {ChildProcess} child
 * @param {(text: string) => void} onOutput
 */
export async function follow(child, onOutput) {
  const startedAt = performance.now();
  const texts = { stdout: "", stderr: "", log: "" };
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    child[name]?.setEncoding("utf8").on("data", (text) => {
      texts[name] += text;
      texts.log += text;
      onOutput(text);
    });
  }
  let isClosed = false;
  child.once("close", () => (isClosed = true));
  const [code, signal] = await once(child, "exit");
  const durationMs = Math.round(performance.now() - startedAt);
  await waitUntil(() => isClosed, { timeoutMs: OUTPUT_PATIENCE_MS, everyMs: 5 });
  const signalNumber = constants.signals[/** @type {NodeJS.Signals} */ (signal)];
  return { exitCode: Number(code ?? 128 + signalNumber), ...texts, durationMs };
}

/**
 * Ends a process as the runner does when a job is cancelled.
 *
 * @param {ChildProcess} child
 */
export async function cancel(child) {
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  child.kill("SIGINT");
  if (await waitUntil(isOver, { timeoutMs: 7_500 })) return;
  child.kill("SIGTERM");
  if (await waitUntil(isOver, { timeoutMs: 2_500 })) return;
  child.kill("SIGKILL");
}
