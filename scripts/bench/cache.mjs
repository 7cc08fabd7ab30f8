import { step } from "../lib/progress.mjs";
import { renderNetwork, renderTargets } from "./cache-report.mjs";
import { NETWORKS } from "./network.mjs";
import { withPlace } from "./place.mjs";
import { measureReference } from "./reference.mjs";
import { runSeries } from "./series.mjs";
import { summarise } from "./summary.mjs";
import { makeWorkload } from "./workload.mjs";

/** @typedef {import("./options.mjs").Options} Options */

/**
 * The layer cache: the action against bare buildx, from an empty cache over an unchanged run to a row of commits, with
 * a network between job and cache service and without.
 *
 * @param {Options} options
 */
export async function cache(options) {
  const { rounds, commits, scale, contestants } = options;
  return await withPlace(options, async (place) => {
    makeWorkload(place.folder, scale);
    const reference = await step("Measuring the workload", () => measureReference(place));
    const arena = { ...place, reference, seenLayers: new Set() };
    const results = [];
    for (const network of options.networks) {
      const samples = [];
      for (let round = 0; round < rounds; round += 1) {
        const series = { id: `${network}-${round + 1}`, contestants, network: NETWORKS[network].options };
        // What the commits store is the same in every round, and there are enough of them for a median.
        const row = { ...series, commits: round === 0 ? commits : 0, turn: round };
        samples.push(...(await runSeries(arena, row)));
      }
      results.push({ network, summary: summarise(samples) });
    }
    const measured = { options, reference, results };
    const networks = results.map((result) => renderNetwork(measured, result));
    return { title: "Layer cache", table: [...networks, renderTargets(measured)].join("\n\n") };
  });
}
