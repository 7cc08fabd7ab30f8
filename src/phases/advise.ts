import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Advice } from "../domain/advice/advice.ts";
import type { AdviceFacts, ContextFolder } from "../domain/advice/facts.ts";
import type { Dockerfile } from "../domain/dockerfile/dockerfile.ts";
import { dockerfilePath } from "../domain/dockerfile/path.ts";
import type { Inputs } from "../domain/inputs.ts";
import type { Metrics, Phase } from "../domain/metrics/metrics.ts";
import type { SolveFigures } from "../domain/metrics/solve-figures.ts";
import { printPlatform } from "../domain/platform.ts";
import type { Verified } from "../domain/verified.ts";
import { debug } from "../edges/log.ts";

/** What advice rests on. */
export interface Seen {
  readonly metrics: Metrics;
  readonly solves: readonly SolveFigures[];
  readonly verified: Verified | undefined;
}

type Advise = (facts: AdviceFacts) => readonly Advice[];

/** Gives advice on runs with the same inputs. */
export class Adviser {
  readonly #inputs: Inputs;
  readonly #rules: Promise<Advise>;
  readonly #dockerfile: Promise<Dockerfile | undefined>;
  readonly #needless: Promise<readonly ContextFolder[]>;

  /** Loads and reads what it needs, which is meant to happen while BuildKit builds. */
  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.#rules = import("../domain/advice/advise.ts").then(({ advise }) => advise);
    this.#dockerfile = readDockerfile(inputs);
    this.#needless = this.#dockerfile.then((dockerfile) => measureNeedless(dockerfile, inputs));
    // It is told when advice is asked for, which it is not where the build fails.
    for (const part of [this.#rules, this.#needless]) part.catch(() => undefined);
  }

  /** What can be advised on what was seen of a run. It never fails. */
  async advise({ metrics, solves, verified }: Seen): Promise<readonly Advice[]> {
    try {
      const advise = await this.#rules;
      return advise({
        metrics,
        solves,
        dockerfile: await this.#dockerfile,
        target: this.#inputs.target,
        needless: await this.#needless,
        images: (verified?.images ?? []).map(({ platform, layers }) => {
          return { platform: printPlatform(platform), layers };
        }),
        saving: { ms: exportCost(metrics.phases) },
      });
    } catch (error) {
      debug(`There is no advice: ${String(error)}`);
      return [];
    }
  }
}

/** How much later the run ended for exporting the layer cache, beside which it publishes. */
function exportCost(phases: readonly Phase[]): number {
  const endOf = (...names: readonly string[]): number =>
    Math.max(
      0,
      ...phases
        .filter(({ name }) => names.includes(name))
        .map(({ startMs, durationMs }) => startMs + durationMs),
    );
  return Math.max(0, endOf("cache.export") - endOf("build", "publish"));
}

async function readDockerfile(inputs: Inputs): Promise<Dockerfile | undefined> {
  const path = dockerfilePath(inputs);
  if (path === undefined) return undefined;
  try {
    const [{ parseDockerfile }, text] = await Promise.all([
      import("../domain/dockerfile/parse.ts"),
      readFile(path, "utf8"),
    ]);
    return parseDockerfile(text);
  } catch (error) {
    debug(`The Dockerfile was not read: ${String(error)}`);
    return undefined;
  }
}

/** What the build is sent though it seems not to need it. It is looked at while BuildKit builds. */
async function measureNeedless(
  dockerfile: Dockerfile | undefined,
  inputs: Inputs,
): Promise<readonly ContextFolder[]> {
  if (dockerfile === undefined) return [];
  const [{ needlessFolders }, ignored] = await Promise.all([
    import("../domain/advice/context-too-large.ts"),
    readIgnored(inputs),
  ]);
  return Promise.all(
    needlessFolders(dockerfile, inputs.target, ignored).map(async (name) => {
      return { name, bytes: await folderBytes(join(inputs.context, name)) };
    }),
  );
}

/** What is not sent: of the Dockerfile's own .dockerignore where it has one, else of that in the context. */
async function readIgnored(inputs: Inputs): Promise<string> {
  const common = (): Promise<string> => readFile(join(inputs.context, ".dockerignore"), "utf8");
  return readFile(`${dockerfilePath(inputs) ?? ""}.dockerignore`, "utf8")
    .catch(common)
    .catch(() => "");
}

async function folderBytes(folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await lstat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
