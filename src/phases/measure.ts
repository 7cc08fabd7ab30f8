import type { CacheMetrics } from "../domain/cache-report.ts";
import { totalBytes } from "../domain/image-layer.ts";
import { describeMetrics } from "../domain/metrics/describe-metrics.ts";
import type { Facts, Plan } from "../domain/plan.ts";
import { printPlatform } from "../domain/platform.ts";
import type { FinishedRun } from "../domain/history/record.ts";
import type { PlatformImage, Verified } from "../domain/verified.ts";
import type { Built } from "./build.ts";
import type { Prepared } from "./prepare.ts";
import type { RunHistory } from "./run-history.ts";

/** What a run did. */
export interface Done {
  readonly facts: Facts;
  readonly prepared: Prepared;
  readonly built: Built;
  readonly verified: Verified | undefined;
  readonly history: RunHistory | undefined;
}

/** Measures a run that succeeded. */
export async function measure(plan: Plan, done: Done): Promise<FinishedRun> {
  const { facts, prepared, built, verified, history } = done;
  const { timeline } = prepared;
  const durationMs = timeline.elapsedMs();
  const judgement = await history?.judge(built.solves, durationMs);
  const metrics = describeMetrics(plan, {
    ...built,
    ...judgement,
    startedAt: timeline.startedAt,
    durationMs,
    phases: timeline.phases,
    cache: describeUse(plan, prepared, built),
    verified,
    builtOn: printPlatform(facts.engine.platform),
    previousSizes: sizesOf(await prepared.previous),
  });
  return { metrics, kind: judgement?.kind ?? "sources" };
}

/** What the layer cache that was used in the end did. */
function describeUse({ cache: plan }: Plan, { cache, cacheProblem }: Prepared, built: Built): CacheMetrics {
  const { cacheProblems } = built;
  if (cache) return { ...cache.metrics, problems: [...cache.metrics.problems, ...cacheProblems] };
  const problems = [...(cacheProblem === undefined ? [] : [cacheProblem]), ...cacheProblems];
  return { backend: plan.backend === "actions" ? plan.instead.backend : plan.backend, problems };
}

function sizesOf(images: readonly PlatformImage[]): ReadonlyMap<string, number> {
  return new Map(images.map(({ platform, layers }) => [printPlatform(platform), totalBytes(layers)]));
}
