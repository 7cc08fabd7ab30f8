import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describeBuildFailure } from "../domain/build-failure.ts";
import { buildArgs } from "../domain/buildx-args.ts";
import { printDuration } from "../domain/figures.ts";
import type { Plan } from "../domain/plan.ts";
import { isTransient, parseSolveError } from "../domain/solve-error.ts";
import { DockerError } from "../edges/docker.ts";
import { say, warn } from "../edges/log.ts";
import { pause } from "../edges/pause.ts";
import type { Prepared } from "./prepare.ts";

/** What BuildKit made. */
export interface Built {
  /** Of the index or manifest; absent where nothing with a digest was exported. */
  readonly digest: string | undefined;
  /** buildx's metadata file. */
  readonly metadata: string;
  /** How often the build was run again. */
  readonly retries: number;
}

/** Before the first repetition; doubled for each further one. */
const RETRY_DELAY_MS = 2_000;

/**
 * Builds every platform and exports the result, again where a failure may pass by itself: what was built before is
 * still in the builder then.
 * @throws ActionError that says what to do about the failure.
 */
export async function build(plan: Plan, prepared: Prepared): Promise<Built> {
  const metadataFile = join(prepared.folder, "metadata.json");
  const args = buildArgs({ ...plan, ...prepared, push: plan.publish.push, metadataFile });
  const retries = await solve(plan, prepared, args);
  const metadata = await readMetadata(metadataFile);
  const digest = (JSON.parse(metadata) as Record<string, unknown>)["containerimage.digest"];
  return { digest: typeof digest === "string" ? digest : undefined, metadata, retries };
}

async function solve(plan: Plan, { docker, signal }: Prepared, args: readonly string[]): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await docker.run(args, { onLine: say });
      return attempt;
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      const failure = describeBuildFailure(error.output, plan);
      if (attempt >= plan.inputs.retries || !isTransient(parseSolveError(error.output))) throw failure;
      const delayMs = RETRY_DELAY_MS * 2 ** attempt;
      warn(
        `${failure.message}\nThis may pass: trying again in ${printDuration(delayMs)} (${attempt + 1} of ${plan.inputs.retries}).`,
      );
      await pause(delayMs, signal);
    }
  }
}

/** buildx writes no file when there is nothing to tell. */
async function readMetadata(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.stringify(JSON.parse(text));
}
