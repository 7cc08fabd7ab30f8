import { run } from "../lib/command.mjs";
import { makeBuilderCold } from "./cold-builder.mjs";
import { readCacheLayers } from "./published-image.mjs";
import { PLATFORMS, writeVersion } from "./workload.mjs";

/**
 * What the cache of the workload is, whoever stores it, in bytes of compressed layers.
 *
 * @typedef {object} Reference
 * @property {number} cacheBytes - All layers.
 * @property {number} changedBytes - Those that are new after one line of the sources has changed.
 */

/** @typedef {Pick<import("./place.mjs").Place, "engine" | "folder" | "registry">} Place */

/**
 * Exports the cache of each platform to a registry and returns the sizes of its layers by digest.
 *
 * @param {Place} place
 * @param {string} tag
 */
async function exportCache({ engine, folder, registry }, tag) {
  const layers = [];
  for (const platform of PLATFORMS) {
    const repository = `${registry}/reference/${platform}`;
    const options = {
      "--builder": "default",
      "--platform": platform,
      "--build-arg": `BASE=${engine.base}`,
      "--output": "type=cacheonly",
      "--cache-to": `type=registry,ref=${repository}:${tag},mode=max,image-manifest=true`,
    };
    const args = ["buildx", "build", ...Object.entries(options).flat(), folder];
    await run("docker", args, { env: { ...process.env, ...engine.env } });
    layers.push(...(await readCacheLayers(repository, tag)));
  }
  return new Map(layers.map(({ digest, size }) => [digest, size]));
}

/** @param {Iterable<number>} sizes */
function sum(sizes) {
  return [...sizes].reduce((total, size) => total + size, 0);
}

/**
 * Measures the workload's cache without any of the contestants: built platform by platform, and then once more on the
 * same builder, so that only what depends on the changed line is run again. Leaves the sources as they were.
 *
 * @param {Place} place
 * @returns {Promise<Reference>}
 */
export async function measureReference(place) {
  await makeBuilderCold(place.engine);
  const before = await exportCache(place, "before");
  writeVersion(place.folder, 1);
  const after = await exportCache(place, "after");
  writeVersion(place.folder, 0);
  const fresh = [...after].filter(([digest]) => !before.has(digest));
  return { cacheBytes: sum(before.values()), changedBytes: sum(fresh.map(([, size]) => size)) };
}

/**
 * What an archive of the whole cache for each state of the sources would take: the first, the changed one and the
 * commits after it. Layers are compressed already, so that the archive's own compression makes them no smaller.
 *
 * @param {Reference} reference
 * @param {{ commits: number }} history
 */
export function archivesBytes({ cacheBytes }, { commits }) {
  return cacheBytes * (commits + 2);
}
