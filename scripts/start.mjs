// Runs the action on examples/hello as GitHub's runner would, against a real engine and registry that it makes if
// there are none, and with an Actions cache on this machine. Everything it makes lives in .cache;
// `npm run engine -- stop` ends and removes it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CacheService } from "./lib/cache-service.mjs";
import { keepEntries, takeEntries } from "./lib/cache-service/shelf.mjs";
import { ensureEngine, wipeEngine } from "./lib/engine.mjs";
import { CACHE, ROOT } from "./lib/folders.mjs";
import { node24 } from "./lib/node24.mjs";
import { say, step } from "./lib/progress.mjs";
import { runAction } from "./lib/runner.mjs";
import { printSummary } from "./lib/summary-terminal.mjs";

const shelf = join(CACHE, "actions-cache");
const [engine, node, service] = [await ensureEngine(), await node24(), await CacheService.start()];
takeEntries(shelf, service.entries);
// As on a new runner. An engine of the user's own keeps what it has.
if (engine.provisioned) await step("Emptying the builder", wipeEngine);
const temp = mkdtempSync(join(tmpdir(), "runner-temp-"));

say("Running the action on examples/hello, first its main phase, then its post phase.\n");
const { main, post, outputs, summary } = await runAction({
  inputs: {
    context: "examples/hello",
    "build-args": `BASE=${engine.base}`,
    platforms: "linux/amd64,linux/arm64,linux/riscv64",
    images: `${engine.registry}/hello`,
    tags: "latest",
  },
  env: { ...engine.env, ...service.env() },
  node,
  cwd: ROOT,
  temp,
  onOutput: (text) => process.stdout.write(text),
});
rmSync(temp, { recursive: true, force: true });
keepEntries(shelf, service.entries);
await service.close();

if (main.exitCode === 0) {
  const summaryFile = join(CACHE, "summary.md");
  writeFileSync(summaryFile, summary);
  console.log(`\n${printSummary(summary)}\n\nThis job summary is in ${summaryFile}\n`);
  console.log("Outputs:\n");
  for (const [name, value] of Object.entries(outputs))
    console.log(`  ${name}: ${value.replaceAll("\n", "\n    ")}`);
  const next = engine.provisioned
    ? "Run it again: the builder is emptied first, and all comes from the Actions cache."
    : "Run it again to see it warm.";
  console.log(`\nMain phase ${main.durationMs} ms, post phase ${post.durationMs} ms. ${next}`);
  console.log(`
To use what was published:

  eval "$(node scripts/engine.mjs env)"
  docker buildx imagetools inspect ${outputs["tags"]}
  docker run --rm --platform linux/arm64 ${outputs["image"]}`);
}
process.exitCode = main.exitCode || post.exitCode;
