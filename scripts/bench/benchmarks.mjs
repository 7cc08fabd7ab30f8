import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine } from "../lib/engine.mjs";
import { ROOT } from "../lib/folders.mjs";
import { node24 } from "../lib/node24.mjs";
import { runAction } from "../lib/runner.mjs";
import { fullHits } from "./full-hits.mjs";
import { cache } from "./cache.mjs";
import { race, renderRace, timeCommand } from "./measure.mjs";
import { memory } from "./memory.mjs";

/** @typedef {{ title: string, table: string }} Report */

/** How long the action takes to refuse its inputs: the price of its start alone. */
async function start() {
  const node = await node24();
  const env = { PATH: process.env["PATH"], INPUT_PLATFORMS: "linux/none" };
  const figures = await race(
    {
      "node -e 0": () => timeCommand(node, ["-e", "0"]),
      "action, refusing its inputs": () =>
        timeCommand(node, ["dist/index.js"], { env, cwd: ROOT, exitCode: 1 }),
    },
    15,
  );
  return { title: "Start", table: renderRace(figures, "node -e 0") };
}

/** The whole action, main and post, when nothing changed, against bare buildx on the same warm engine. */
async function warm() {
  const [engine, node] = [await ensureEngine(), await node24()];
  const temp = mkdtempSync(join(tmpdir(), "bench-"));
  const platforms = "linux/amd64,linux/arm64";
  const inputs = {
    context: "examples/hello",
    "build-args": `BASE=${engine.base}`,
    platforms,
    images: `${engine.registry}/bench-ours`,
    tags: "latest",
  };
  const options = ["--build-arg", inputs["build-args"], "--platform", platforms, "--push"];
  const buildx = [
    "buildx",
    "build",
    ...options,
    "--tag",
    `${engine.registry}/bench-bare:latest`,
    inputs.context,
  ];
  const ours = async () => {
    const { main, post } = await runAction({ inputs, env: engine.env, node, cwd: ROOT, temp });
    if (main.exitCode !== 0) throw new Error(main.log);
    return main.durationMs + post.durationMs;
  };
  const bare = () => timeCommand("docker", buildx, { env: { ...process.env, ...engine.env }, cwd: ROOT });
  const figures = await race({ "docker buildx build --push": bare, "action, main and post": ours }, 9);
  rmSync(temp, { recursive: true, force: true });
  return {
    title: "Nothing changed, two platforms, warm engine",
    table: renderRace(figures, "docker buildx build --push"),
  };
}

/** @type {Record<string, (options: import("./options.mjs").Options) => Promise<Report>>} */
export const BENCHMARKS = { start, warm, "full-hits": fullHits, cache, memory };
