import type { Past } from "./past.ts";
import type { RunStep } from "./run-steps.ts";
import { stageName } from "./run-steps.ts";
import { shortCommand } from "./short-command.ts";

/** What the steps that came from the cache took when they were last executed; undefined where it is known of none. */
export function timeSavedMs(steps: readonly RunStep[], past: Past): number | undefined {
  const known = steps.flatMap((step) => (step.state === "cached" ? (lastExecutedMs(step, past) ?? []) : []));
  return known.length === 0 ? undefined : known.reduce((sum, ms) => sum + ms, 0);
}

/** What it took for the first of its platforms that this is known of. */
function lastExecutedMs(step: RunStep, past: Past): number | undefined {
  return step.platforms.map((platform) => executedMsAt(step, platform, past)).find((ms) => ms !== undefined);
}

/** What a step took when it was last executed for a platform, with the same command. */
export function executedMsAt(step: RunStep, platform: string, past: Past): number | undefined {
  const before = past.stepAt({ platform, stage: stageName(step), index: step.index });
  return before?.command === shortCommand(step.command) ? before.executedMs : undefined;
}
