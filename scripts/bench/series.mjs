import { CacheService } from "../lib/cache-service.mjs";
import { say } from "../lib/progress.mjs";
import { makeBuilderCold } from "./cold-builder.mjs";
import { CONTESTANTS } from "./contestants.mjs";
import { readImage } from "./published-image.mjs";
import { planSteps } from "./scenario.mjs";
import { watchTraffic } from "./traffic.mjs";
import { judgeHit, requireSaved, stampedLayers } from "./verdict.mjs";
import { writeVersion } from "./workload.mjs";

/**
 * What was measured of one run of one contestant.
 *
 * @typedef {object} RunFigures
 * @property {string} contestant
 * @property {import("./scenario.mjs").ScenarioName} scenario
 * @property {number} wallMs
 * @property {number | undefined} mainMs - Of the action's main phase alone.
 * @property {boolean} isHit - Whether all that was in the cache came from it.
 */

/** @typedef {RunFigures & import("./traffic.mjs").Traffic} Sample */

/**
 * Where and with what all series are run; the workload is in the place's folder.
 *
 * @typedef {import("./place.mjs").Place & {
 *   reference: import("./reference.mjs").Reference,
 *   seenLayers: Set<string>,
 * }} Arena
 * `seenLayers` is whatever anybody has published.
 */

/**
 * @typedef {object} Series
 * @property {string} id - Part of the images' names, so that no series finds another's in the registry.
 * @property {readonly string[]} contestants
 * @property {import("../lib/cache-service.mjs").ServiceOptions} network
 * @property {number} commits
 * @property {number} turn - Which of the contestants comes first.
 */

/** @typedef {{ name: string, service: CacheService, layers: Set<string> }} Entrant */

/**
 * One run on a builder that knows nothing, checked for having done what it had to.
 *
 * @param {{ arena: Arena, series: Series }} where
 * @param {import("./scenario.mjs").Step} step
 * @param {Entrant} entrant
 * @returns {Promise<Sample>}
 */
async function runOnce({ arena, series }, step, entrant) {
  const { reference, seenLayers, registry, ...place } = arena;
  const { name, service, layers } = entrant;
  const job = { ...place, service, repository: `${registry}/${series.id}/${name}`, tag: step.tag };
  await makeBuilderCold(place.engine);
  const endTraffic = watchTraffic(service);
  const { wallMs, mainMs, cacheHit = "full" } = (await CONTESTANTS[name]?.build(job)) ?? {};
  if (wallMs === undefined) throw new Error(`There is no contestant ${name}.`);
  const traffic = await endTraffic();
  const published = stampedLayers(await readImage(job.repository, step.tag));
  const isSame = judgeHit(step, published, { own: layers, all: seenLayers });
  requireSaved(step, traffic.upBytes, reference);
  for (const digest of [...published.install, ...published.build]) {
    layers.add(digest);
    seenLayers.add(digest);
  }
  const isHit = isSame && (step.runs !== "nothing" || cacheHit === "full");
  const figures = { contestant: name, scenario: step.scenario, wallMs, mainMs, isHit, ...traffic };
  say(`${series.id}, ${step.tag}, ${name}: ${(wallMs / 1_000).toFixed(1)} s, ${traffic.requests} requests`);
  return figures;
}

/**
 * Takes all contestants through the same history, side by side, each with a cache service of its own that is empty at
 * first.
 *
 * @param {Arena} arena
 * @param {Series} series
 * @returns {Promise<readonly Sample[]>}
 */
export async function runSeries(arena, series) {
  const { contestants, network, commits, turn } = series;
  /** @type {Entrant[]} */
  const entrants = [];
  /** @type {Sample[]} */
  const samples = [];
  try {
    for (const name of contestants) {
      entrants.push({ name, service: await CacheService.start(network), layers: new Set() });
    }
    const first = turn % entrants.length;
    const order = [...entrants.slice(first), ...entrants.slice(0, first)];
    for (const step of planSteps(commits)) {
      writeVersion(arena.folder, step.version);
      for (const entrant of order) samples.push(await runOnce({ arena, series }, step, entrant));
    }
  } finally {
    await Promise.all(entrants.map(({ service }) => service.close()));
  }
  return samples;
}
