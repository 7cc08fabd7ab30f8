import { describeEngine, ensureEngine, stopEngine, wipeEngine } from "./lib/engine.mjs";
import { checkHealth } from "./lib/health.mjs";
import { say, step } from "./lib/progress.mjs";

const USAGE = `Usage: node scripts/engine.mjs COMMAND

  start         makes sure that there is a Docker engine, a registry and a base image
  env           prints what a shell needs to use them: eval "$(node scripts/engine.mjs env)"
  status        tells what runs; its exit code is 0 when everything does
  wipe          forgets the build cache and images, so that the next build is a cold one
  stop [--all]  ends and removes everything; --all also removes the downloaded packages`;

/** @param {string} value */
function quote(value) {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

async function start() {
  const { registry, base } = await ensureEngine();
  console.log(`The engine is ready. Its registry is ${registry} and its base image ${base}.`);
  console.log('Use it with: eval "$(node scripts/engine.mjs env)"');
}

function env() {
  const variables = Object.entries(describeEngine().env);
  for (const [name, value] of variables) console.log(`export ${name}=${quote(value)}`);
}

async function status() {
  const findings = await checkHealth();
  for (const { sentence } of findings) console.log(sentence);
  process.exitCode = findings.every(({ isGood }) => isGood) ? 0 : 1;
}

/** @type {Record<string, (options: string[]) => void | Promise<void>>} */
const COMMANDS = {
  start,
  env,
  status,
  wipe: () => step("Forgetting the build cache and images", wipeEngine),
  stop: (options) => stopEngine({ all: options.includes("--all") }),
};

const [name = "", ...options] = process.argv.slice(2);
const command = COMMANDS[name];
try {
  if (command) await command(options);
  else throw new Error(USAGE);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
