import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a command to its end and returns how long it took, in milliseconds.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, exitCode?: number }} [options] - With the exit code that it is to end with.
 */
export async function timeCommand(command, args, { env, cwd, exitCode = 0 } = {}) {
  const startedAt = performance.now();
  const child = spawn(command, args, { env: env ?? process.env, cwd, stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== exitCode) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return performance.now() - startedAt;
}

/**
 * Times several contestants in turn, after one round that does not count, and returns the sorted figures of each.
 *
 * @param {Record<string, () => Promise<number>>} contestants
 * @param {number} rounds
 */
export async function race(contestants, rounds) {
  const figures = Object.fromEntries(
    Object.keys(contestants).map((name) => [name, /** @type {number[]} */ ([])]),
  );
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      const ms = await run();
      if (round > 0) figures[name]?.push(ms);
    }
  }
  for (const list of Object.values(figures)) list.sort((one, other) => one - other);
  return figures;
}

/** @param {readonly number[]} sorted */
export function median(sorted) {
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * Shows a race as a Markdown table, with each contestant's ratio to the peer's median.
 *
 * @param {Record<string, number[]>} figures
 * @param {string} peer
 */
export function renderRace(figures, peer) {
  const base = median(figures[peer] ?? []);
  const rows = Object.entries(figures).map(([name, list]) => {
    const [least, middle, most] = [list[0] ?? NaN, median(list), list.at(-1) ?? NaN].map((ms) =>
      ms.toFixed(0),
    );
    return `| ${name} | ${middle} | ${least}–${most} | ${(median(list) / base).toFixed(2)} |`;
  });
  return ["| | median ms | range ms | ratio |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
