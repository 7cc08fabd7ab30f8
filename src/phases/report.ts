import type { Environment } from "../domain/environment.ts";
import { describeEnvironment, findProblems } from "../domain/environment.ts";
import type { Facts, Plan } from "../domain/plan.ts";
import type { SummaryFacts } from "../domain/summary/summary.ts";
import { renderSummary } from "../domain/summary/summary.ts";
import { freeBytes } from "../edges/engine.ts";
import { writeSummary } from "../edges/github.ts";
import { group, say, warnOf } from "../edges/log.ts";

/** Prints what was found of the machine as a folded group of the log. */
export async function reportEnvironment(facts: Facts): Promise<void> {
  const free = await freeBytes(facts.engine.rootFolder);
  const environment: Environment = {
    ...facts,
    builder: facts.existingBuilder,
    qemuVersions: {},
    freeBytes: free,
  };
  await group("Environment", () => {
    sayEnvironment(environment);
    return Promise.resolve();
  });
}

/** Prints the environment, then what of it will hurt; resolves with whether anything will. */
export function sayEnvironment(environment: Environment): boolean {
  for (const line of describeEnvironment(environment)) say(line);
  const problems = findProblems(environment);
  for (const { problem, remedy } of problems) say(`\u26a0 ${problem}.\n  ${remedy}`);
  return problems.length > 0;
}

/** Writes the job summary. A summary that cannot be written is worth a warning, never a failed build. */
export async function reportSummary(plan: Plan, facts: SummaryFacts): Promise<void> {
  try {
    const markdown = renderSummary(plan, facts);
    if (markdown !== "") await writeSummary(markdown);
  } catch (error) {
    warnOf("The job summary could not be written", error);
  }
}
