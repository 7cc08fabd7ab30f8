import { printDuration } from "../figures.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { advice } from "./rule.ts";

/** Within that, what saving takes and what it saves differ from run to run by more than could be gained. */
const LEAST_MS = 10_000;

/** Saving the layer cache takes longer than what the cache saves a run. A run without any hit says nothing about that. */
export function adviseCacheCostsMore({ metrics, saving }: AdviceFacts): Advice | undefined {
  const savesMs = saving?.savesMs ?? metrics.timeSavedMs;
  if (saving === undefined || savesMs === undefined || metrics.steps.cached === 0) return undefined;
  if (saving.ms < LEAST_MS || saving.ms <= savesMs) return undefined;
  return advice("cache-costs-more", {
    advice: "Save less: cache-mode: min keeps only the layers of the result, and cache: off keeps none.",
    evidence: `Saving the layer cache took ${printDuration(saving.ms)}, and what came from it saved ${printDuration(savesMs)}.`,
  });
}
