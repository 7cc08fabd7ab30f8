import { CONTESTANTS, PEER } from "./contestants.mjs";
import { figure, markdownTable, megabytes } from "./markdown-table.mjs";
import { median } from "./measure.mjs";
import { NETWORKS } from "./network.mjs";
import { archivesBytes } from "./reference.mjs";
import { SCENARIOS } from "./scenario.mjs";
import { findRow } from "./summary.mjs";
import { TARGETS } from "./targets.mjs";

/** @typedef {import("./summary.mjs").Row} Row */
/** @typedef {{ network: import("./network.mjs").NetworkName, summary: readonly Row[] }} Result */

/**
 * @typedef {object} Measured
 * @property {Pick<import("./options.mjs").Options, "rounds" | "commits">} options
 * @property {import("./reference.mjs").Reference} reference
 * @property {readonly Result[]} results
 */

const HEAD = [
  "",
  "",
  "median ms",
  "range ms",
  "ratio",
  "main alone ms",
  "requests",
  "MB up",
  "to new layers",
  "MB down",
  "new entries",
  "no `RUN` in vain",
];

/** @param {Row} row */
function contestantOf({ contestant }) {
  return CONTESTANTS[contestant]?.title ?? contestant;
}

/** @param {Row} row @param {import("./reference.mjs").Reference} reference */
function newBytesOf({ scenario }, { cacheBytes, changedBytes }) {
  if (scenario === "cold") return cacheBytes;
  return scenario === "unchanged" ? 0 : changedBytes;
}

/** @param {Measured} measured @param {readonly Row[]} rows @param {Row} row */
function runCells({ reference }, rows, row) {
  const wallMs = median(row.wallMs);
  const peer = findRow(rows, row.scenario, PEER);
  const newBytes = newBytesOf(row, reference);
  return [
    SCENARIOS[row.scenario],
    contestantOf(row),
    figure(wallMs, 0),
    `${figure(row.wallMs[0], 0)}–${figure(row.wallMs.at(-1), 0)}`,
    figure(peer && wallMs / median(peer.wallMs)),
    figure(row.mainMs, 0),
    figure(row.requests, 0),
    megabytes(row.upBytes),
    figure(newBytes > 0 ? row.upBytes / newBytes : undefined),
    megabytes(row.downBytes),
    figure(row.entries, 0),
    row.scenario === "cold" ? "–" : `${row.hits} of ${row.wallMs.length}`,
  ];
}

/** @param {Measured} measured @param {readonly Row[]} rows */
function renderStored(measured, rows) {
  const last = rows.filter(({ scenario }) => scenario === "commits");
  const peer = last.find(({ contestant }) => contestant === PEER);
  const archives = archivesBytes(measured.reference, measured.options);
  const cells = last.map((row) => [
    contestantOf(row),
    megabytes(row.storedBytes),
    figure(peer && row.storedBytes / peer.storedBytes),
    figure(row.storedBytes / archives),
  ]);
  const all = [...cells, ["an archive of the cache for each state", megabytes(archives), "–", "1.00"]];
  const head = [`stored after ${measured.options.commits} commits`, "MB", "to the peer's", "to the archives"];
  return last.length > 0 ? [markdownTable(head, all)] : [];
}

/**
 * The tables of one network.
 *
 * @param {Measured} measured
 * @param {Result} result
 */
export function renderNetwork(measured, { network, summary }) {
  const runs = markdownTable(
    HEAD,
    summary.map((row) => runCells(measured, summary, row)),
  );
  return [`## ${NETWORKS[network].title}`, runs, ...renderStored(measured, summary)].join("\n\n");
}

/**
 * The table of what the layer cache is to reach, and what it did.
 *
 * @param {Measured} measured
 */
export function renderTargets(measured) {
  const rows = TARGETS.map(({ what, limit, measure, digits = 2, isLeast = false }) => {
    const value = measure(measured);
    const isMet = value !== undefined && (isLeast ? value >= limit : value <= limit);
    const verdict = value === undefined ? "not measured" : isMet ? "met" : "**not met**";
    return [what, `${isLeast ? "≥" : "≤"} ${limit}`, figure(value, digits), verdict];
  });
  const { cacheBytes, changedBytes } = measured.reference;
  const sizes = `The workload's cache has ${megabytes(cacheBytes)} MB of layers; after one line has changed, ${megabytes(changedBytes)} MB of them are new.`;
  return ["## Targets of `cache: actions`", sizes, markdownTable(["", "target", "measured", ""], rows)].join(
    "\n\n",
  );
}
