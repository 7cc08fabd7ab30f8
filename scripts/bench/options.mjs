import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../lib/folders.mjs";
import { CONTESTANTS } from "./contestants.mjs";
import { NETWORKS } from "./network.mjs";

/**
 * How benchmarks are run; what is not theirs they do not look at.
 *
 * @typedef {object} Options
 * @property {readonly string[]} names - Of the benchmarks; all when there are none.
 * @property {readonly string[]} settings - What decides the figures and is not as usual, as it was given.
 * @property {string} out - The folder that the reports are written to.
 * @property {boolean} wipe - Whether an engine that is not ours may lose its build cache.
 * @property {number} rounds
 * @property {number} commits
 * @property {number} scale - Of the workload, 1 for its full size.
 * @property {number} gigabytes - Of the layers that memory is measured with.
 * @property {readonly string[]} contestants
 * @property {readonly import("./network.mjs").NetworkName[]} networks
 */

export const USAGE = `Usage: npm run bench -- [NAME…] [OPTIONS]

  --out FOLDER            where the reports go, by default bench/results
  --wipe                  an engine that is not ours may lose all that it has built
  --rounds N              how often the cache's scenarios are run, by default 3
  --commits N             how many commits come after them, by default 10
  --scale N               size of their workload, by default 1
  --contestants A,B,…     of ${Object.keys(CONTESTANTS).join(", ")}; by default all
  --networks A,B,…        of ${Object.keys(NETWORKS).join(", ")}; by default all
  --gigabytes N           of layers to measure memory with, by default 2`;

const text = /** @type {const} */ ({ type: "string" });

/**
 * Picks from what there is, in that order.
 *
 * @template {string} Name
 * @param {string | undefined} list
 * @param {readonly Name[]} known
 */
function pick(list, known) {
  const names = list?.split(",") ?? known;
  const unknown = names.filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  return known.filter((name) => names.includes(name));
}

/** @param {string | undefined} value @param {number} otherwise */
function number(value, otherwise) {
  const parsed = value === undefined ? otherwise : Number(value);
  if (!(parsed >= 0)) throw new Error(`${value} is not a number.`);
  return parsed;
}

/**
 * Reads the command line; fails, saying why, where it makes no sense.
 *
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: text,
      wipe: { type: "boolean" },
      rounds: text,
      commits: text,
      scale: text,
      contestants: text,
      networks: text,
      gigabytes: text,
    },
  });
  const networks = /** @type {import("./network.mjs").NetworkName[]} */ (Object.keys(NETWORKS));
  const { out, wipe, ...settings } = values;
  return {
    names: positionals,
    settings: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    out: out ?? join(ROOT, "bench/results"),
    wipe: wipe === true,
    rounds: number(settings.rounds, 3),
    commits: number(settings.commits, 10),
    scale: number(settings.scale, 1),
    gigabytes: number(settings.gigabytes, 2),
    contestants: pick(settings.contestants, Object.keys(CONTESTANTS)),
    networks: pick(settings.networks, networks),
  };
}
