import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../lib/command.mjs";
import { runAction } from "../lib/runner.mjs";
import { PLATFORMS } from "./workload.mjs";

/**
 * One build that a contestant is to do.
 *
 * @typedef {object} Job
 * @property {import("../lib/engine.mjs").Engine} engine
 * @property {string} node - Which the action runs with.
 * @property {string} dist - Its entry.
 * @property {string} folder - The sources.
 * @property {import("../lib/cache-service.mjs").CacheService} service - The contestant's own.
 * @property {string} repository - Where the image goes, with the registry's host.
 * @property {string} tag
 */

/**
 * How long it took, from the start of the first process to the end of the last.
 *
 * @typedef {object} Outcome
 * @property {number} wallMs
 * @property {number | undefined} mainMs - Of the action's main phase alone.
 * @property {string | undefined} cacheHit - What the action says of it.
 */

/** @typedef {{ title: string, build: (job: Job) => Promise<Outcome> }} Contestant */

/**
 * What the action competes with, in its best form: nothing is set up, nothing is unpacked, all platforms in one solve.
 *
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
async function buildWithBuildx({ engine, folder, service, repository, tag }) {
  const cache = "type=gha,scope=bench";
  const options = {
    "--builder": "default",
    "--platform": PLATFORMS.join(","),
    "--build-arg": `BASE=${engine.base}`,
    "--output": `type=image,name=${repository}:${tag},push=true,store=false,unpack=false`,
    "--cache-from": cache,
    "--cache-to": `${cache},mode=max,ignore-error=true`,
  };
  const env = { ...process.env, ...engine.env, ...service.env() };
  const startedAt = performance.now();
  await run("docker", ["buildx", "build", ...Object.entries(options).flat(), folder], { env });
  return { wallMs: performance.now() - startedAt, mainMs: undefined, cacheHit: undefined };
}

let runs = 0;

/** What tells one run from another on GitHub: no contestant may find what it saved by what never changes there. */
function runIdentity() {
  runs += 1;
  const number = String(runs);
  return {
    GITHUB_RUN_ID: number,
    GITHUB_RUN_NUMBER: number,
    GITHUB_SHA: createHash("sha1").update(number).digest("hex"),
  };
}

/**
 * Both phases of the action, so that what it saves in the background is waited for.
 *
 * @param {Job} job
 * @param {string} cache
 * @returns {Promise<Outcome>}
 */
async function buildWithAction({ engine, node, dist, folder, service, repository, tag }, cache) {
  const inputs = {
    platforms: PLATFORMS.join(","),
    "build-args": `BASE=${engine.base}`,
    images: repository,
    tags: tag,
    cache,
    // What buildx is compared with is the layer cache; it keeps no history.
    history: "0",
  };
  // Every job of GitHub's has a runner of its own.
  const temp = mkdtempSync(join(tmpdir(), "bench-runner-"));
  try {
    const env = { ...engine.env, ...service.env(), ...runIdentity() };
    const { main, post, outputs } = await runAction({ inputs, env, node, dist, cwd: folder, temp });
    if (main.exitCode !== 0 || post.exitCode !== 0) throw new Error(main.log + post.log);
    return {
      wallMs: main.durationMs + post.durationMs,
      mainMs: main.durationMs,
      cacheHit: outputs["cache-hit"],
    };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** The one that the others are compared with. */
export const PEER = "peer";

/** @type {Readonly<Record<string, Contestant>>} */
export const CONTESTANTS = {
  [PEER]: { title: "`docker buildx build`, `type=gha`", build: buildWithBuildx },
  gha: { title: "the action, `cache: gha`", build: (job) => buildWithAction(job, "gha") },
  actions: { title: "the action, `cache: actions`", build: (job) => buildWithAction(job, "actions") },
};
