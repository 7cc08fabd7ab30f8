import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Advice } from "../domain/advice/advice.ts";
import { advise } from "../domain/advice/advise.ts";
import { needlessFolders } from "../domain/advice/context-too-large.ts";
import type { ContextFolder } from "../domain/advice/facts.ts";
import type { Dockerfile } from "../domain/dockerfile/dockerfile.ts";
import { parseDockerfile } from "../domain/dockerfile/parse.ts";
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

/** Gives advice on runs with the same inputs. With the parser of Dockerfiles it is large, and loaded while BuildKit builds. */
export class Adviser {
  readonly #inputs: Inputs;
  readonly #dockerfile: Promise<Dockerfile | undefined>;
  readonly #needless: Promise<readonly ContextFolder[]>;

  /** Reads what it needs, which is meant to happen while BuildKit builds. */
  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.#dockerfile = readDockerfile(inputs);
    this.#needless = this.#dockerfile.then((dockerfile) => measureNeedless(dockerfile, inputs));
    // It is told when advice is asked for, which it is not where the build fails.
    this.#needless.catch(() => undefined);
  }

  /** What can be advised on what was seen of a run. It never fails. */
  async advise({ metrics, solves, verified }: Seen): Promise<readonly Advice[]> {
    try {
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
    return parseDockerfile(await readFile(path, "utf8"));
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
  const ignored = await readIgnored(inputs);
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
