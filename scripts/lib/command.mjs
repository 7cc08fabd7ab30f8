import { spawn } from "node:child_process";

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/** @param {string} text @param {number} count */
function lastLines(text, count) {
  return text.trim().split("\n").slice(-count).join("\n");
}

/**
 * Runs a command and returns its standard output; fails, quoting its last lines, when its exit code is not 0.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return stdout;
  throw new Error(
    `\`${command} ${args.join(" ")}\` failed with code ${code}:\n${lastLines(stderr || stdout, 15)}`,
  );
}

/**
 * Like `run`, but a command that fails or does not exist gives `undefined`.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<string | undefined>}
 */
export async function tryRun(command, args, options) {
  try {
    return await run(command, args, options);
  } catch {
    return undefined;
  }
}
