import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILES = ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"];

/**
 * Makes the files through which an action answers, new ones for every phase as the runner does.
 *
 * @param {string} temp - The runner's RUNNER_TEMP.
 * @returns {Record<string, string>} Environment variables and the files they name.
 */
export function makeRunnerFiles(temp) {
  const parent = join(temp, "_runner_file_commands");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "phase-"));
  const files = FILES.map((name) => [name, join(folder, name.toLowerCase())]);
  for (const [, file] of files) writeFileSync(String(file), "");
  return Object.fromEntries(files);
}

/**
 * Reads a file of `name=value` lines and `name<<END … END` blocks, and throws where the runner would.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parsePairs(text) {
  const lines = text.split(/\r?\n/);
  /** @type {Record<string, string>} */
  const pairs = {};
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const block = /^([^=]*?)<<(.+)$/.exec(line);
    if (block) {
      const [, name = "", end = ""] = block;
      const last = lines.indexOf(end, index + 1);
      if (last < 0) throw new Error(`Matching delimiter not found '${end}'`);
      pairs[name] = lines.slice(index + 1, last).join("\n");
      index = last;
    } else if (line.includes("="))
      pairs[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    else throw new Error(`Invalid format '${line}'`);
  }
  return pairs;
}

/** @param {Record<string, string>} files @param {string} name */
function read(files, name) {
  return readFileSync(files[name] ?? "", "utf8");
}

/**
 * What a phase has told the runner through its files.
 *
 * @param {Record<string, string>} files
 */
export function readRunnerFiles(files) {
  return {
    env: parsePairs(read(files, "GITHUB_ENV")),
    path: read(files, "GITHUB_PATH").split("\n").filter(Boolean).reverse(),
    outputs: parsePairs(read(files, "GITHUB_OUTPUT")),
    state: parsePairs(read(files, "GITHUB_STATE")),
    summary: read(files, "GITHUB_STEP_SUMMARY"),
  };
}
