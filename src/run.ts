import { cancelAfter } from "./cancellation.ts";
import { printDuration } from "./domain/figures.ts";
import type { Handover } from "./domain/handover.ts";
import type { Inputs } from "./domain/inputs.ts";
import { describeMetrics } from "./domain/metrics.ts";
import type { Result } from "./domain/outputs.ts";
import { describeOutputs } from "./domain/outputs.ts";
import type { Facts, Plan } from "./domain/plan.ts";
import { planRun } from "./domain/plan.ts";
import { describePlan } from "./domain/plan-text.ts";
import { Docker } from "./edges/docker.ts";
import { maskValues, writeOutputs } from "./edges/github.ts";
import { notice, say } from "./edges/log.ts";
import { makeRunFolder } from "./edges/workspace.ts";
import { build } from "./phases/build.ts";
import { cleanUp } from "./phases/clean-up.ts";
import { inspect } from "./phases/inspect.ts";
import type { Means } from "./phases/prepare.ts";
import { prepare } from "./phases/prepare.ts";
import { reportEnvironment, reportSummary } from "./phases/report.ts";
import { verifyPublished } from "./phases/verify.ts";
import { saveHandover } from "./state.ts";
import { Timeline } from "./timeline.ts";

/**
 * A run: facts, plan, prepared, built, verified, report. Aborting `run` ends every child. A run that fails removes what
 * it made at once instead of leaving it to the post phase.
 * @throws ActionError, or the defect that made it fail.
 */
export async function runAction(inputs: Inputs, run: AbortController): Promise<void> {
  const timeline = new Timeline();
  if (inputs.timeoutMs !== undefined) cancelAfter(run, inputs.timeoutMs);
  const docker = new Docker(process.env, run.signal);
  const facts = await timeline.phase("inspect", () => inspect(inputs, docker));
  const plan = planRun(inputs, facts);
  await announce(plan, facts);
  run.signal.throwIfAborted();

  const handover: Handover = {
    schema: 1,
    folder: makeRunFolder(),
    builder: plan.builder.kind === "created" ? plan.builder.name : undefined,
  };
  saveHandover(handover);
  try {
    const result = await publish(plan, facts, {
      docker,
      timeline,
      folder: handover.folder,
      signal: run.signal,
    });
    writeOutputs(describeOutputs(plan, result));
    await reportSummary(plan, result);
  } catch (error) {
    // Of what was done side by side one part failed: the others have no purpose any more.
    run.abort(error);
    await docker.ended();
    await cleanUp(handover);
    throw error;
  }
}

async function publish(plan: Plan, facts: Facts, means: Means): Promise<Result> {
  const { timeline } = means;
  const prepared = await prepare(plan, facts, means);
  const built = await timeline.phase("build", () => build(plan, prepared));
  const verified = await timeline.phase("verify", () => verifyPublished(plan, built, prepared.registry));
  const durationMs = timeline.elapsedMs();
  if (verified)
    say(`Verified ${verified.digest}: every planned platform is there, once, and every tag leads to it.`);
  say(`Done in ${printDuration(durationMs)}.`);
  const { startedAt, phases } = timeline;
  const metrics = describeMetrics(plan, { startedAt, phases, durationMs, retries: built.retries, verified });
  return { digest: built.digest, metadata: built.metadata, verified, metrics };
}

async function announce(plan: Plan, facts: Facts): Promise<void> {
  maskValues(secretValues(plan));
  await reportEnvironment(facts);
  for (const line of describePlan(plan)) say(line);
  for (const text of plan.notices) notice(text);
}

/** Values of ours that the runner may not know as secrets, so that it hides them in what the build prints. */
function secretValues({ inputs, logins }: Plan): readonly string[] {
  const secrets = inputs.secrets.flatMap((secret) => (secret.from === "value" ? [secret.value] : []));
  return [...secrets, ...logins.map(({ password }) => password)];
}
