import { buildArgs } from "../domain/buildx-args.ts";
import type { CacheUsage } from "../domain/cache-failure.ts";
import { hideServer } from "../domain/cache-failure.ts";
import { parseEvent } from "../domain/progress/event.ts";
import { RerunWatch } from "../domain/progress/rerun-watch.ts";
import type { Solve } from "../domain/solve-plan.ts";
import { planCacheExport } from "../domain/solve-plan.ts";
import { debug } from "../edges/log.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Prepared } from "./prepare.ts";
import type { SolveEnd } from "./solve.ts";

/** What is proven of an image besides is no part of its cache. */
const ATTESTATIONS = ["--provenance=false"];

/**
 * Has BuildKit export the caches of solves as soon as each has ended, while others go on and what was built is published,
 * and saves them then. Where a solve found all of itself in the cache there is nothing to do.
 */
export class CacheExports {
  readonly #cache: LayerCache;
  readonly #usage: CacheUsage;
  readonly #prepared: Prepared;
  readonly #running: Promise<void>[] = [];
  /** The labels of which there is nothing to export. */
  readonly #complete = new Set<string>();

  constructor(cache: LayerCache, usage: CacheUsage, prepared: Prepared) {
    this.#cache = cache;
    this.#usage = usage;
    this.#prepared = prepared;
  }

  /** Begins with the cache of a solve that has ended. What fails is told in the cache's metrics. */
  begin({ solve, steps }: SolveEnd): void {
    const { plan, server } = this.#usage;
    const again = server && planCacheExport(solve, server, plan);
    if (again === undefined) return;
    if (this.#cache.hasAll(solve.label, steps)) {
      this.#complete.add(solve.label);
      return;
    }
    const exported = this.#prepared.timeline.phase("cache.export", () => this.#export(again));
    this.#running.push(
      exported.catch((error: unknown) => {
        this.#cache.addProblem(this.#describe(error));
      }),
    );
  }

  /** Waits for all that was begun and starts to save it. */
  async finish(labels: readonly string[]): Promise<void> {
    await Promise.all(this.#running);
    await this.#cache.save(labels, this.#complete);
  }

  /**
   * Ends the solve when it begins to run a step: the builder has dropped what it had, and nobody wants to wait for that
   * step twice.
   */
  async #export(solve: Solve): Promise<void> {
    const { docker } = this.#prepared;
    const { plan } = this.#usage;
    const end = new AbortController();
    const watch = new RerunWatch();
    const onLine = (line: string): void => {
      const event = parseEvent(line);
      if (event === undefined) return;
      debug(line);
      if (watch.take(event)) end.abort(new Error("the builder would have run a step again"));
    };
    const args = buildArgs({ ...plan, ...this.#prepared, attestations: ATTESTATIONS }, solve);
    await docker.run(args, { onLine, signal: end.signal });
  }

  #describe(error: unknown): string {
    const text = `the cache could not be exported: ${error instanceof Error ? error.message : String(error)}`;
    const { server } = this.#usage;
    return server === undefined ? text : hideServer(text, server);
  }
}
