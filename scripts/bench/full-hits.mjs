import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CacheService } from "../lib/cache-service.mjs";
import { ensureEngine } from "../lib/engine.mjs";
import { ROOT } from "../lib/folders.mjs";
import { node24 } from "../lib/node24.mjs";
import { say } from "../lib/progress.mjs";
import { runAction } from "../lib/runner.mjs";
import { makeBuilderCold } from "./cold-builder.mjs";
import { markdownTable } from "./markdown-table.mjs";
import { watchTraffic } from "./traffic.mjs";

/** @typedef {{ title: string, table: string }} Report */
/** @typedef {Awaited<ReturnType<typeof hit>>} Hit */

const RUNS = 20;
const PLATFORMS = "linux/amd64,linux/arm64,linux/riscv64";

/**
 * One run of the action on a builder that has built nothing.
 *
 * @param {import("../lib/runner.mjs").ActionOptions} options
 * @param {CacheService} service
 * @param {import("../lib/engine.mjs").Engine} engine
 */
async function hit(options, service, engine) {
  await makeBuilderCold(engine);
  const end = watchTraffic(service);
  const { main, post, outputs } = await runAction(options);
  if (main.exitCode !== 0) throw new Error(main.log);
  const { steps } = JSON.parse(outputs["metrics"] ?? "{}");
  const durationMs = main.durationMs + post.durationMs;
  return { hit: outputs["cache-hit"], digests: outputs["digests"], steps, durationMs, traffic: await end() };
}

/** The lowest and the highest of some figures, or the one that all are. @param {readonly number[]} figures */
function range(figures) {
  const [lowest, highest] = [Math.min(...figures), Math.max(...figures)];
  return lowest === highest ? `${lowest}` : `${lowest}–${highest}`;
}

/** @param {string} name @param {readonly Hit[]} runs @param {string | undefined} digests */
function row(name, runs, digests) {
  const full = runs.filter((run) => run.hit === "full").length;
  const same = runs.filter((run) => run.digests === digests).length;
  return [
    name,
    `${full} of ${runs.length}`,
    `${same} of ${runs.length}`,
    range(runs.map(({ steps }) => steps.total)),
    range(runs.map(({ steps }) => steps.executed)),
    range(runs.map(({ traffic }) => traffic.requests)),
    range(runs.map(({ traffic }) => traffic.entries)),
    (runs.reduce((sum, { durationMs }) => sum + durationMs, 0) / runs.length / 1_000).toFixed(2),
  ];
}

/**
 * How often a build of seven stages and three platforms finds every step when nothing changed, on a builder that has
 * nothing.
 *
 * @returns {Promise<Report>}
 */
export async function fullHits() {
  const [engine, node] = [await ensureEngine(), await node24()];
  const service = await CacheService.start();
  const temp = mkdtempSync(join(tmpdir(), "bench-"));
  const inputs = {
    // Counted are the requests of the layer cache.
    history: "0",
    context: "__tests__/fixtures/full-hit",
    "build-args": `BASE=${engine.base}`,
    platforms: PLATFORMS,
    images: `${engine.registry}/bench-full-hits`,
    tags: "latest",
  };
  try {
    const options = { inputs, env: { ...engine.env, ...service.env() }, node, cwd: ROOT, temp };
    const cold = await hit(options, service, engine);
    /** @type {Hit[]} */
    const warm = [];
    while (warm.length < RUNS) {
      warm.push(await hit(options, service, engine));
      say(`Run ${warm.length} of ${RUNS}: ${warm.at(-1)?.hit}.`);
    }
    const head = ["", "full", "same images", "steps", "executed", "requests", "entries saved", "mean s"];
    const rows = [row("first run", [cold], cold.digests), row("nothing changed", warm, cold.digests)];
    return { title: "Full hits", table: markdownTable(head, rows) };
  } finally {
    await service.close();
    rmSync(temp, { recursive: true, force: true });
  }
}
