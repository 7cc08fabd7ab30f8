import { computeTrend } from "../domain/history/describe-trend.ts";
import type { History } from "../domain/history/history-file.ts";
import { addRecord } from "../domain/history/history-file.ts";
import type { HistoryPlan } from "../domain/history/history-scope.ts";
import type { Judgement } from "../domain/history/judge-run.ts";
import { judgeRun } from "../domain/history/judge-run.ts";
import type { Memory } from "../domain/history/memory.ts";
import { expectation } from "../domain/history/prediction.ts";
import type { FailureRecord, FinishedRun, RunRecord } from "../domain/history/record.ts";
import { recordSuccess } from "../domain/history/record.ts";
import type { Trend } from "../domain/history/trend.ts";
import { rememberRun } from "../domain/metrics/remember.ts";
import type { SolveFigures } from "../domain/metrics/solve-figures.ts";
import type { Handover } from "../domain/handover.ts";
import { say } from "../edges/log.ts";
import type { FoundHistory } from "./history.ts";
import { readHistory, writeHistory } from "./history.ts";
import type { OpenStore } from "./open-cache.ts";

/** What a {@link RunHistory} works with. */
export interface RunHistoryParts extends OpenStore {
  readonly plan: HistoryPlan;
  readonly runId: string;
  /** Leaves to the post phase that something is being saved. */
  readonly handOver: (more: Pick<Handover, "remembering">) => void;
}

/** The history of what a run builds: read while it builds, and added to at its end. Nothing of it fails a run. */
export class RunHistory {
  readonly #parts: RunHistoryParts;
  readonly #found: Promise<FoundHistory>;

  /** Begins to read, and says what the run is expected to take when that is known. */
  constructor(parts: RunHistoryParts) {
    this.#parts = parts;
    this.#found = readHistory(parts.plan, parts);
    void this.#found.then(({ history }) => {
      const expected = expectation(history.records);
      if (expected !== undefined) say(expected);
    });
  }

  /** Judges a run that succeeded by those before. */
  async judge(solves: readonly SolveFigures[], durationMs: number): Promise<Judgement> {
    return judgeRun(await this.#history(), solves, durationMs);
  }

  /** How a run stands among those before. */
  async trend(run: FinishedRun): Promise<Trend | undefined> {
    return computeTrend((await this.#history()).records, run);
  }

  /** Leaves a run that succeeded to later ones, without waiting for it to be saved. */
  async addSuccess(run: FinishedRun, solves: readonly SolveFigures[]): Promise<void> {
    const { memory } = await this.#history();
    await this.#add(recordSuccess(run), rememberRun(solves, memory));
  }

  /** Leaves to later runs that this one failed. */
  async addFailure(record: Omit<FailureRecord, "outcome">): Promise<void> {
    await this.#add({ outcome: "failure", ...record });
  }

  async #history(): Promise<History> {
    return (await this.#found).history;
  }

  async #add(record: RunRecord, memory?: Memory): Promise<void> {
    const { plan, store, handOver } = this.#parts;
    const { history, isCertain } = await this.#found;
    const longer = addRecord(history, record, { limit: plan.limit, memory });
    const save = async (key: string, path: string): Promise<void> => {
      handOver({ remembering: await store.leaveSaving(key, [path]) });
    };
    await writeHistory(plan, { history: longer, isCertain }, { ...this.#parts, save });
  }
}
