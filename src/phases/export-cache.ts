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

/** What exporting caches takes. */
export interface CacheExporter {
  readonly cache: LayerCache;
  readonly usage: CacheUsage;
  readonly prepared: Prepared;
}

/**
 * Has BuildKit export the caches of solves that have ended, and starts to save them. Where a solve found all of itself
 * in the cache there is nothing to do; what fails is told in the cache's metrics. No other solve may be running: beside
 * one that shares a base image which the builder had never seen, BuildKit does not find what was built on it.
 */
export async function exportCaches(ends: readonly SolveEnd[], exporter: CacheExporter): Promise<void> {
  const { cache } = exporter;
  const incomplete = ends.filter(({ solve, figures }) => !cache.hasAll(solve.label, figures.steps));
  await Promise.all(incomplete.map(({ solve }) => exportCache(solve, exporter)));
  const labels = ends.map(({ solve }) => solve.label);
  const exported = new Set(incomplete.map(({ solve }) => solve.label));
  await cache.save(labels, exported);
}

async function exportCache(solve: Solve, { cache, usage, prepared }: CacheExporter): Promise<void> {
  const { plan, server } = usage;
  if (server === undefined) return;
  const again = planCacheExport(solve, server, plan);
  if (again === undefined) return;
  const args = buildArgs({ ...plan, ...prepared, attestations: ATTESTATIONS }, again);
  try {
    await prepared.timeline.phase("cache.export", () => runWithoutSteps(args, prepared));
  } catch (error) {
    const text = `the cache could not be exported: ${error instanceof Error ? error.message : String(error)}`;
    cache.addProblem(hideServer(text, server));
  }
}

/**
 * Ends buildx when it begins to run a step: the builder has dropped what it had, and nobody wants to wait for that step
 * twice.
 */
async function runWithoutSteps(args: readonly string[], { docker }: Prepared): Promise<void> {
  const end = new AbortController();
  const watch = new RerunWatch();
  const onLine = (line: string): void => {
    const event = parseEvent(line);
    if (event === undefined) return;
    debug(line);
    if (watch.take(event)) end.abort(new Error("the builder would have run a step again"));
  };
  await docker.run(args, { onLine, signal: end.signal });
}
