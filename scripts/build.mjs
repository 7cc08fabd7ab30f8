// Bundles src into dist, which is committed: a runner starts dist/index.js without installing anything.
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";

// Built beside it and moved as a whole, so that what runs out of dist meanwhile finds one build or the other; and no
// chunk of an earlier build stays behind.
const fresh = `dist-${process.pid}`;
mkdirSync(fresh);
const ncc = "node_modules/@vercel/ncc/dist/ncc/cli.js";
const args = ["build", "src/index.ts", "--out", fresh, "--license", "licenses.txt", "--quiet"];
try {
  execFileSync(process.execPath, [ncc, ...args], { stdio: "inherit" });
  rmSync("dist", { recursive: true, force: true });
  renameSync(fresh, "dist");
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
