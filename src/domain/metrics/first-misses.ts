import { firstMisses } from "../progress/step-count.ts";
import type { Change, FirstMiss } from "./metrics.ts";
import type { Past } from "./past.ts";
import type { RunStep } from "./run-steps.ts";
import { stageName } from "./run-steps.ts";
import { isAllShown, shortCommand } from "./short-command.ts";
import { isCopy, isLinked } from "../progress/step-kind.ts";

/** What there is to tell by why a step had to be executed. */
export interface Evidence {
  /** What an earlier run left, if one did. */
  readonly past: Past | undefined;
  /** Whether the cache had all that an earlier run put into it. What it has lost is executed without any change. */
  readonly isCacheWhole: boolean;
}

interface Miss {
  readonly step: RunStep;
  readonly platform: string;
  /** Whether the cache had a step before it in the stage, so that it is based on the same as then. */
  readonly followsHit: boolean;
}

/**
 * Where the cache broke, of each stage of an image, and what changed there, where that can be told.
 * @param steps those of the image, in the order in which they began
 */
export function describeMisses(
  platform: string,
  steps: readonly RunStep[],
  evidence: Evidence,
): readonly FirstMiss[] {
  const hits = firstHits(steps);
  // Steps may name another platform, which shares them.
  return firstMisses(steps.map((step) => ({ ...step, platform }))).map((step) => {
    const followsHit = (hits.get(stageName(step)) ?? Infinity) < step.index;
    const changed = changeOf({ step, platform, followsHit }, evidence);
    return {
      stage: stageName(step),
      index: step.index,
      command: shortCommand(step.command),
      ...(changed !== undefined && { changed }),
    };
  });
}

/** The number of the first step of each stage that the cache had, apart from those that do not depend on the base. */
function firstHits(steps: readonly RunStep[]): ReadonlyMap<string, number> {
  const hits = new Map<string, number>();
  for (const step of steps) {
    if (step.state !== "cached" || isLinked(step)) continue;
    hits.set(stageName(step), Math.min(step.index, hits.get(stageName(step)) ?? Infinity));
  }
  return hits;
}

function changeOf(miss: Miss, { past, isCacheWhole }: Evidence): Change | undefined {
  const { step, followsHit } = miss;
  // Without a hit before it the cache may just not have the stage, and a failure may be one of loading from the cache.
  const isSound = isCacheWhole && followsHit && step.state === "executed";
  const mayBeFiles = isSound && isCopy(step) && isAllShown(shortCommand(step.command));
  if (past === undefined) return mayBeFiles ? "files" : undefined;
  return hasOtherBase(miss, past) ? "base" : changeSince(miss, past, mayBeFiles);
}

function hasOtherBase({ step, platform, followsHit }: Miss, past: Past): boolean {
  const before = past.baseAt({ platform, stage: stageName(step) });
  if (followsHit || before === undefined || step.base === undefined) return false;
  return step.base.image !== before;
}

function changeSince({ step, platform }: Miss, past: Past, mayBeFiles: boolean): Change | undefined {
  const before = past.stepAt({ platform, stage: stageName(step), index: step.index });
  if (before === undefined) return undefined;
  if (before.command !== shortCommand(step.command)) return "command";
  // What copies from the context has another id in each build: that is needed for a change and does not prove it.
  return mayBeFiles && before.id !== step.id ? "files" : undefined;
}
