import type { ChangeKind, Prediction } from "../metrics/metrics.ts";
import type { SolveFigures } from "../metrics/solve-figures.ts";
import { changeKind } from "./change-kind.ts";
import type { History } from "./history-file.ts";
import type { Memory } from "./memory.ts";
import { judgePrediction } from "./prediction.ts";

/** What earlier runs let one say of this one. */
export interface Judgement {
  readonly kind: ChangeKind;
  /** What the last run left, if there was one. */
  readonly memory: Memory | undefined;
  readonly prediction: Prediction | undefined;
}

/** Judges a run that succeeded by the runs before. */
export function judgeRun(
  { records, memory: left }: History,
  solves: readonly SolveFigures[],
  durationMs: number,
): Judgement {
  const memory = left.steps.length === 0 ? undefined : left;
  const kind = changeKind(solves, memory);
  return { kind, memory, prediction: judgePrediction(records, kind, durationMs) };
}
