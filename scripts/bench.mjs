// Measures the action against a bare `docker buildx build --push` of the same image, in turn in one run, so that a
// slow moment of the machine meets both. `npm run bench [-- NAME…]`; figures go to bench/results.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { BENCHMARKS } from "./bench/benchmarks.mjs";
import { USAGE, readOptions } from "./bench/options.mjs";

function readCommandLine() {
  try {
    const options = readOptions(process.argv.slice(2));
    const unknown = options.names.filter((name) => !(name in BENCHMARKS));
    if (unknown.length === 0) return options;
    throw new Error(
      `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}.`,
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const options = readCommandLine();
const { names, out, settings } = options;

for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const { title, table } = await benchmark(options);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`;
  const command = ["npm run bench --", name, ...settings].join(" ");
  const report = `# ${title}\n\n\`${command}\`, ${machine}\n\n${table}\n`;
  console.log(`\n${report}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${name}.md`), report);
}
