// Measures the action against a bare `docker buildx build --push` of the same image, in turn in one run, so that a
// slow moment of the machine meets both. `npm run bench [-- NAME…]`; figures go to bench/results.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { BENCHMARKS } from "./bench/benchmarks.mjs";
import { ROOT } from "./lib/folders.mjs";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}.`,
  );
  process.exit(2);
}

for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { title, table } = await benchmark();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`;
  const report = `# ${title}\n\n\`npm run bench -- ${name}\`, ${machine}\n\n${table}\n`;
  console.log(`\n${report}`);
  const folder = join(ROOT, "bench/results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), report);
}
