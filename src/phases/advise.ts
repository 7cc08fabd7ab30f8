import { readFile } from "node:fs/promises";
import type { Advice } from "../domain/advice/advice.ts";
import type { AdviceFacts } from "../domain/advice/facts.ts";
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

  /** Loads and reads what it needs, which is meant to happen while BuildKit builds. */
  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.#rules = import("../domain/advice/advise.ts").then(({ advise }) => advise);
    this.#dockerfile = readDockerfile(inputs);
    // It is told when advice is asked for, which it is not where the build fails.
    this.#rules.catch(() => undefined);
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
