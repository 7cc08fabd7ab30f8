// Tells whether a build would work on this machine and what would hurt it. With the project's own engine running,
// that one is looked at; otherwise the docker of this shell.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describeEngine } from "./lib/engine.mjs";
import { ROOT } from "./lib/folders.mjs";
import { node24 } from "./lib/node24.mjs";

/** @returns {Record<string, string>} */
function engineEnv() {
  try {
    return describeEngine().env;
  } catch {
    return {}; // none was started
  }
}

const { status } = spawnSync(await node24(), [join(ROOT, "dist/index.js"), "doctor"], {
  env: { ...process.env, ...engineEnv() },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
