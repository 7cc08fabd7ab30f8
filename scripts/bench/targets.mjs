import { PEER } from "./contestants.mjs";
import { median } from "./measure.mjs";
import { archivesBytes } from "./reference.mjs";
import { findRow } from "./summary.mjs";

/** @typedef {import("./cache-report.mjs").Measured} Measured */
/** @typedef {import("./network.mjs").NetworkName} NetworkName */
/** @typedef {import("./scenario.mjs").ScenarioName} ScenarioName */
/** @typedef {import("./summary.mjs").Row} Row */

/**
 * What is to be reached.
 *
 * @typedef {object} Target
 * @property {string} what
 * @property {number} limit
 * @property {boolean} [isLeast] - Whether the limit is the least instead of the most.
 * @property {(measured: Measured) => number | undefined} measure
 * @property {number} [digits]
 */

const OURS = "actions";

/** @param {Measured} measured @param {NetworkName} network */
function rowsOf({ results }, network) {
  return results.find((result) => result.network === network)?.summary ?? [];
}

/** @param {NetworkName} network @param {ScenarioName} scenario @returns {Target["measure"]} */
function timeRatio(network, scenario) {
  return (measured) => {
    const [ours, peer] = [OURS, PEER].map((name) => findRow(rowsOf(measured, network), scenario, name));
    return ours && peer && median(ours.wallMs) / median(peer.wallMs);
  };
}

/**
 * The worst of what a figure is in all runs that were looked at, over all networks.
 *
 * @param {(row: Row, measured: Measured) => number | undefined} read
 * @returns {Target["measure"]}
 */
function most(read) {
  return (measured) => {
    const rows = measured.results.flatMap(({ summary }) => summary);
    const ours = rows.filter(({ contestant }) => contestant === OURS);
    const figures = ours.map((row) => read(row, measured)).filter((value) => value !== undefined);
    return figures.length > 0 ? Math.max(...figures) : undefined;
  };
}

/** @param {Measured} measured */
function storedToPeer(measured) {
  const ratios = measured.results.map(({ summary }) => {
    const [ours, peer] = [OURS, PEER].map((name) => findRow(summary, "commits", name));
    return ours && peer && ours.storedBytes / peer.storedBytes;
  });
  const known = ratios.filter((ratio) => ratio !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** @param {Measured} measured */
function shareOfHits({ results }) {
  const rows = results.flatMap(({ summary }) => summary);
  const ours = rows.filter(({ contestant, scenario }) => contestant === OURS && scenario !== "cold");
  const runs = ours.reduce((sum, { wallMs }) => sum + wallMs.length, 0);
  return runs > 0 ? ours.reduce((sum, { hits }) => sum + hits, 0) / runs : undefined;
}

/** @type {readonly Target[]} */
export const TARGETS = [
  {
    what: "nothing changed, with a network: time to the peer's",
    limit: 0.5,
    measure: timeRatio("modelled", "unchanged"),
  },
  {
    what: "nothing changed, without: time to the peer's",
    limit: 1,
    measure: timeRatio("loopback", "unchanged"),
  },
  {
    what: "nothing changed: requests",
    limit: 8,
    digits: 0,
    measure: most(({ scenario, requests }) => (scenario === "unchanged" ? requests : undefined)),
  },
  {
    what: "one line changed, with a network: time to the peer's",
    limit: 0.7,
    measure: timeRatio("modelled", "changed"),
  },
  {
    what: "one line changed: bytes up to those of new layers",
    limit: 1.15,
    measure: most(({ scenario, upBytes }, { reference }) =>
      scenario === "changed" ? upBytes / reference.changedBytes : undefined,
    ),
  },
  { what: "cold, with a network: time to the peer's", limit: 0.7, measure: timeRatio("modelled", "cold") },
  { what: "stored after the commits: bytes to the peer's", limit: 1.05, measure: storedToPeer },
  {
    what: "stored after the commits: bytes to those of the archives",
    limit: 0.25,
    measure: most((row, { reference, options }) =>
      row.scenario === "commits" ? row.storedBytes / archivesBytes(reference, options) : undefined,
    ),
  },
  {
    what: "new entries of a run, at most",
    limit: 6,
    digits: 0,
    measure: most(({ mostEntries }) => mostEntries),
  },
  { what: "runs that took all they could from the cache", limit: 1, isLeast: true, measure: shareOfHits },
];
