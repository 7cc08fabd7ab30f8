import { statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../lib/command.mjs";
import { wipeEngine } from "../lib/engine.mjs";
import { engineFolders } from "../lib/folders.mjs";

const EVERY_MS = 100;
const QUIET_CHECKS = 5;
const PATIENCE_MS = 15_000;

/** @param {import("../lib/engine.mjs").Engine} engine */
async function usedBuildCache({ env }) {
  const format = ["--format", "{{.Type}}\t{{.TotalCount}}"];
  const table = await run("docker", ["system", "df", ...format], { env: { ...process.env, ...env } });
  return /^Build Cache\t(\d+)$/m.exec(table)?.[1];
}

/** Waits until the disk holds the same for half a second: what was forgotten is removed in the background. */
async function settle() {
  const deadline = performance.now() + PATIENCE_MS;
  let before = "";
  for (let quiet = 0; quiet < QUIET_CHECKS && performance.now() < deadline;) {
    const { bfree, ffree } = await statfs(engineFolders().engine);
    const now = `${bfree} ${ffree}`;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    await sleep(EVERY_MS);
  }
}

/**
 * Makes the builder one that has built nothing and has not even the base image, with nothing left to do from before.
 * Fails where it still has something.
 *
 * @param {import("../lib/engine.mjs").Engine} engine
 */
export async function makeBuilderCold(engine) {
  await wipeEngine();
  const left = await usedBuildCache(engine);
  if (left !== "0") throw new Error(`The builder still has ${left ?? "an unknown number of"} records.`);
  await run("sync", []);
  await settle();
}
