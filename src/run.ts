import { cancelAfter } from "./cancellation.ts";
import { describeCache } from "./domain/cache-report.ts";
import { ActionError } from "./domain/failure.ts";
import { printDuration } from "./domain/figures.ts";
import type { Handover } from "./domain/handover.ts";
import { cacheFolder } from "./domain/handover.ts";
import { planHistory } from "./domain/history/history-scope.ts";
import type { FinishedRun } from "./domain/history/record.ts";
import type { Inputs } from "./domain/inputs.ts";
import type { SolveFigures } from "./domain/metrics/solve-figures.ts";
import type { Result } from "./domain/outputs.ts";
import { describeOutputs } from "./domain/outputs.ts";
import type { Facts, Plan } from "./domain/plan.ts";
import { planRun } from "./domain/plan.ts";
import { describePlan } from "./domain/plan-text.ts";
import { sha256 } from "./edges/digest.ts";
import { maskValues, writeOutputs } from "./edges/github.ts";
import { debug, notice, say } from "./edges/log.ts";
import { makeRunFolder } from "./edges/workspace.ts";
import type { HeadStart } from "./head-start.ts";
import type { Adviser } from "./phases/advise.ts";
import type { Built } from "./phases/build.ts";
import { build } from "./phases/build.ts";
import { cleanUp } from "./phases/clean-up.ts";
import { inspect } from "./phases/inspect.ts";
import { measure } from "./phases/measure.ts";
import type { Means, Prepared } from "./phases/prepare.ts";
import { prepare } from "./phases/prepare.ts";
import { reportEnvironment, reportSummary } from "./phases/report.ts";
import { startCacheStore } from "./phases/open-cache.ts";
import { RunHistory } from "./phases/run-history.ts";
import { stopSave } from "./phases/save-cache.ts";
import { verifyPublished } from "./phases/verify.ts";
import { saveHandover } from "./state.ts";
import { Timeline } from "./timeline.ts";

/**
 * A run: facts, plan, prepared, built, verified, report. Aborting `run` ends every child. A run that fails removes what
 * it made at once instead of leaving it to the post phase.
 * @throws ActionError, or the defect that made it fail.
 */
export async function runAction(inputs: Inputs, run: AbortController, started: HeadStart): Promise<void> {
  const { docker, client } = started;
  const timeline = new Timeline();
  if (inputs.timeoutMs !== undefined) cancelAfter(run, inputs.timeoutMs);
  let handover: Handover = { schema: 1, folder: makeRunFolder() };
  const handOver = (more: Partial<Handover>) => {
    handover = { ...handover, ...more };
    saveHandover(handover);
  };
  handOver({});
  let history: RunHistory | undefined;
  try {
    // Not awaited yet: the machine can be looked at meanwhile.
    const store = startCacheStore(inputs, { root: cacheFolder(handover), signal: run.signal, child: client });
    const facts = await timeline.phase("inspect", () => inspect(inputs, started));
    const plan = planRun(inputs, facts, sha256);
    await announce(plan, facts);
    run.signal.throwIfAborted();
    if (plan.builder.kind === "created") handOver({ builder: plan.builder.name });
    const { folder } = handover;
    const means = { docker, timeline, folder, signal: run.signal, store: await store, handOver };
    history = openHistory(plan, facts, means);
    const finished = await publish(plan, facts, { ...means, history });
    writeOutputs(describeOutputs(plan, finished));
    await report(plan, finished, history);
    await means.store?.store.close();
  } catch (error) {
    if (!run.signal.aborted) {
      const { startedAt } = timeline;
      await history?.addFailure({ startedAt: startedAt.toISOString(), durationMs: timeline.elapsedMs() });
    }
    // Of what was done side by side one part failed: the others have no purpose any more.
    run.abort(error);
    await docker.ended();
    if (handover.saving !== undefined && isCancelled(run.signal.reason)) {
      await stopSave({ folder: cacheFolder(handover), pid: handover.saving });
      handOver({ saving: undefined });
    }
    await cleanUp(handover);
    throw error;
  }
}

interface RunMeans extends Means {
  readonly history: RunHistory | undefined;
}

/** What came of a run, and what there is to say of it. */
interface Finished extends Result, FinishedRun {
  readonly solves: readonly SolveFigures[];
  readonly adviser: Promise<Adviser | undefined> | undefined;
}

async function publish(plan: Plan, facts: Facts, means: RunMeans): Promise<Finished> {
  const { timeline, history } = means;
  const prepared = await prepare(plan, facts, means);
  const adviser = plan.inputs.summary === "off" ? undefined : loadAdviser(plan.inputs);
  const built = await buildProven(plan, prepared);
  await prepared.cache?.close();
  const verified = await timeline.phase("verify", () => verifyPublished(plan, built, prepared));
  if (verified)
    say(`Verified ${verified.digest}: every planned platform is there, once, and every tag leads to it.`);
  const { metrics, kind } = await measure(plan, { facts, prepared, built, verified, history });
  for (const line of describeCache(metrics.steps, metrics.cache)) say(line);
  say(`Done in ${printDuration(metrics.durationMs)}.`);
  const { digest, metadata, solves } = built;
  return { digest, metadata, verified, metrics, kind, solves, adviser };
}

/** Tells people of a run, and later runs. */
async function report(plan: Plan, finished: Finished, history: RunHistory | undefined): Promise<void> {
  const adviser = await finished.adviser;
  const [advice = [], trend] = await Promise.all([adviser?.advise(finished), history?.trend(finished)]);
  await reportSummary(plan, { ...finished, advice, trend });
  await history?.addSuccess(finished, finished.solves);
}

/** Without advice a run is as good. */
async function loadAdviser(inputs: Inputs): Promise<Adviser | undefined> {
  try {
    const { Adviser } = await import("./phases/advise.ts");
    return new Adviser(inputs);
  } catch (error) {
    debug(`There is no advice: ${String(error)}`);
    return undefined;
  }
}

/** Why a proof fails says more than what a build that had begun fails with then. */
async function buildProven(plan: Plan, prepared: Prepared): Promise<Built> {
  const built = build(plan, prepared).catch(async (error: unknown) => {
    await prepared.proof;
    throw error;
  });
  const [result] = await Promise.all([built, prepared.proof]);
  return result;
}

function openHistory(plan: Plan, { event, cacheRights }: Facts, means: Means): RunHistory | undefined {
  const { store, handOver } = means;
  const historyPlan = planHistory({ ...plan, event, rights: cacheRights }, sha256);
  if (historyPlan === undefined || store === undefined) return undefined;
  return new RunHistory({ ...store, plan: historyPlan, runId: event.runId, handOver });
}

async function announce(plan: Plan, facts: Facts): Promise<void> {
  maskValues(secretValues(plan));
  await reportEnvironment(facts);
  for (const line of describePlan(plan)) say(line);
  for (const text of plan.notices) notice(text);
}

function isCancelled(error: unknown): boolean {
  return error instanceof ActionError && error.code === "cancelled";
}

/** Values of ours that the runner may not know as secrets, so that it hides them in what the build prints. */
function secretValues({ inputs, logins }: Plan): readonly string[] {
  const secrets = inputs.secrets.flatMap((secret) => (secret.from === "value" ? [secret.value] : []));
  return [...secrets, ...logins.map(({ password }) => password)];
}
