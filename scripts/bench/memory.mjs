import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CacheService } from "../lib/cache-service.mjs";
import { runAction } from "../lib/runner.mjs";
import { makeBuilderCold } from "./cold-builder.mjs";
import { PEER } from "./contestants.mjs";
import { markdownTable, megabytes } from "./markdown-table.mjs";
import { withPlace } from "./place.mjs";
import { watchMemory } from "./process-memory.mjs";

/** @typedef {import("./process-memory.mjs").ProcessMemory} ProcessMemory */

const LAYER_BYTES = 128_000_000;

/** What the layers may add to what the action takes anyway. */
const LIMIT_BYTES = 150_000_000;

/** Random layers, which no compression makes smaller. @param {number} totalBytes */
function dockerfile(totalBytes) {
  const count = Math.max(1, Math.round(totalBytes / LAYER_BYTES));
  const steps = Array.from({ length: count }, (_, at) => {
    return `RUN head -c ${Math.round(totalBytes / count)} /dev/urandom >/layer-${at + 1}\n`;
  });
  return `ARG BASE\nFROM $BASE\n${steps.join("")}`;
}

/**
 * Builds and caches layers of so many bytes and returns the memory of every process of the action.
 *
 * @param {import("./place.mjs").Place} place
 * @param {string} cache - As the action takes it.
 * @param {number} totalBytes
 */
async function measure({ engine, node, dist, folder, registry }, cache, totalBytes) {
  const [context, temp] = [join(folder, cache), join(folder, "temp")];
  for (const each of [context, temp]) mkdirSync(each, { recursive: true });
  writeFileSync(join(context, "Dockerfile"), dockerfile(totalBytes));
  const inputs = {
    platforms: process.arch === "arm64" ? "linux/arm64" : "linux/amd64",
    "build-args": `BASE=${engine.base}`,
    images: `${registry}/memory/${cache}`,
    tags: "latest",
    cache,
  };
  await makeBuilderCold(engine);
  const service = await CacheService.start();
  try {
    const endWatch = watchMemory(node, dist);
    const env = { ...engine.env, ...service.env() };
    const { main, post } = await runAction({ inputs, env, node, dist, cwd: context, temp });
    const processes = endWatch();
    // What was not saved took no memory either.
    const isSaved = service.entries.usedBytes >= totalBytes;
    if (main.exitCode !== 0 || post.exitCode !== 0 || !isSaved) throw new Error(main.log + post.log);
    return processes;
  } finally {
    await service.close();
  }
}

/** @param {readonly ProcessMemory[]} processes */
function describe(processes) {
  const own = processes.filter(({ role }) => role === "");
  const others = processes.filter(({ role }) => role !== "");
  return [...own, ...others].map(({ role, startBytes, peakBytes }, at) => {
    const growth = peakBytes - startBytes;
    const name = role === "" ? `${at === 0 ? "main" : "post"} phase` : `its process \`${role}\``;
    const verdict = growth <= LIMIT_BYTES ? "met" : "**not met**";
    return [name, ...[startBytes, peakBytes, growth].map(megabytes), role === "" ? verdict : "–"];
  });
}

/**
 * How much memory the action's processes take while large layers go through them into an empty cache.
 *
 * @param {import("./options.mjs").Options} options
 */
export async function memory(options) {
  const caches = options.contestants.filter((name) => name !== PEER);
  return await withPlace(options, async (place) => {
    const tables = [];
    for (const cache of caches) {
      const processes = await measure(place, cache, options.gigabytes * 1e9);
      const limit = `≤ ${megabytes(LIMIT_BYTES)} more`;
      const head = [`\`cache: ${cache}\``, "MB at its start", "MB at its peak", "difference", limit];
      tables.push(markdownTable(head, describe(processes)));
    }
    return { title: `Memory, ${options.gigabytes} GB of layers, empty cache`, table: tables.join("\n\n") };
  });
}
