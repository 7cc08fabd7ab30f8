// Bundles src into dist, which is committed: a runner starts dist/index.js without installing anything.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";

// Chunks of an earlier build would stay behind otherwise.
rmSync("dist", { recursive: true, force: true });
const ncc = "node_modules/@vercel/ncc/dist/ncc/cli.js";
const args = ["build", "src/index.ts", "--out", "dist", "--license", "licenses.txt", "--quiet"];
execFileSync(process.execPath, [ncc, ...args], { stdio: "inherit" });
