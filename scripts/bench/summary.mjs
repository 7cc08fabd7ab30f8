import { SCENARIOS } from "./scenario.mjs";
import { median } from "./measure.mjs";

/** @typedef {import("./series.mjs").Sample} Sample */
/** @typedef {import("./scenario.mjs").ScenarioName} ScenarioName */

/**
 * What one contestant did in one scenario: medians of all its runs, unless said otherwise.
 *
 * @typedef {object} Row
 * @property {string} contestant
 * @property {ScenarioName} scenario
 * @property {readonly number[]} wallMs - Of each run, the shortest first.
 * @property {number | undefined} mainMs
 * @property {number} requests
 * @property {number} upBytes
 * @property {number} downBytes
 * @property {number} entries
 * @property {number} mostEntries - That one run created.
 * @property {number} hits - Runs that took all they could from the cache.
 * @property {number} storedBytes - After the last of the runs.
 */

/** @param {readonly (number | undefined)[]} figures */
function medianOf(figures) {
  const known = figures.filter((figure) => figure !== undefined);
  return known.length > 0 ? median(known.sort((one, other) => one - other)) : undefined;
}

/** @param {readonly Sample[]} samples @returns {Row} */
function summariseRuns(samples) {
  const [first] = samples;
  if (!first) throw new Error("Nothing was measured.");
  const middle = (/** @type {"requests" | "upBytes" | "downBytes" | "entries"} */ name) => {
    return medianOf(samples.map((sample) => sample[name])) ?? NaN;
  };
  return {
    contestant: first.contestant,
    scenario: first.scenario,
    wallMs: samples.map(({ wallMs }) => wallMs).sort((one, other) => one - other),
    mainMs: medianOf(samples.map(({ mainMs }) => mainMs)),
    requests: middle("requests"),
    upBytes: middle("upBytes"),
    downBytes: middle("downBytes"),
    entries: middle("entries"),
    mostEntries: Math.max(...samples.map(({ entries }) => entries)),
    hits: samples.filter(({ isHit }) => isHit).length,
    storedBytes: samples.at(-1)?.storedBytes ?? NaN,
  };
}

/**
 * Puts the runs together by scenario and contestant.
 *
 * @param {readonly Sample[]} samples
 * @returns {readonly Row[]}
 */
export function summarise(samples) {
  const contestants = [...new Set(samples.map(({ contestant }) => contestant))];
  return Object.keys(SCENARIOS).flatMap((scenario) => {
    const groups = contestants.map((name) => {
      return samples.filter((sample) => sample.scenario === scenario && sample.contestant === name);
    });
    return groups.filter((group) => group.length > 0).map(summariseRuns);
  });
}

/**
 * @param {readonly Row[]} rows
 * @param {ScenarioName} scenario
 * @param {string} contestant
 */
export function findRow(rows, scenario, contestant) {
  return rows.find((row) => row.scenario === scenario && row.contestant === contestant);
}
