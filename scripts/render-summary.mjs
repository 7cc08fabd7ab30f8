// Shows a job summary much as GitHub would, writes a picture of it and tells what is wrong with it.
// `node scripts/render-summary.mjs FILE.md [--out PICTURE.png]`; the picture lies beside the file by default.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { lookAtSummary } from "./lib/summary-page.mjs";

const USAGE = "Usage: node scripts/render-summary.mjs FILE.md [--out PICTURE.png]";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
const [file] = positionals;
if (file === undefined || positionals.length > 1) {
  console.error(USAGE);
  process.exit(2);
}
const out = resolve(values.out ?? `${file.replace(/\.md$/, "")}.png`);
const { view, picture } = await lookAtSummary(readFileSync(file, "utf8"));
writeFileSync(out, picture);
console.log(out);
for (const fault of view.faults) console.error(fault);
for (const line of view.leftovers) console.error(`This looks like markup: ${line}`);
for (const start of view.scrolled) console.error(`This is wider than its column: ${start}…`);
process.exitCode = view.faults.length > 0 ? 1 : 0;
