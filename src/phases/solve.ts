import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describeBuildFailure } from "../domain/build-failure.ts";
import { buildArgs } from "../domain/buildx-args.ts";
import type { CacheUsage } from "../domain/cache-failure.ts";
import { hideServer, isCacheFailure } from "../domain/cache-failure.ts";
import { labelSlug } from "../domain/cache/keys.ts";
import { dockerfilePath } from "../domain/dockerfile/path.ts";
import { ActionError } from "../domain/failure.ts";
import type { SolveFigures } from "../domain/metrics/solve-figures.ts";
import { printDuration } from "../domain/figures.ts";
import { printPlatform } from "../domain/platform.ts";
import { isTransient, parseSolveError } from "../domain/solve-error.ts";
import type { Solve } from "../domain/solve-plan.ts";
import type { Docker } from "../edges/docker.ts";
import { DockerError } from "../edges/docker.ts";
import { warn } from "../edges/log.ts";
import { pause } from "../edges/pause.ts";
import type { Followed, SolveSeen } from "../edges/solve-follower.ts";
import { SolveFollower } from "../edges/solve-follower.ts";
import type { Prepared } from "./prepare.ts";

/** How a solve ended. */
export interface SolveEnd {
  readonly solve: Solve;
  /** buildx's metadata, as JSON text. */
  readonly metadata: string;
  /** How often it was run again. */
  readonly retries: number;
  readonly figures: SolveFigures;
}

/** Before the first repetition; doubled for each further one. */
const RETRY_DELAY_MS = 2_000;

/**
 * Runs a solve, again where a failure may pass by itself: what was built before is still in the builder then.
 * @throws ActionError `cache` for a failure of the layer cache, or another that says what to do.
 */
export async function runSolve(solve: Solve, usage: CacheUsage, prepared: Prepared): Promise<SolveEnd> {
  const { plan } = usage;
  const metadataFile = join(prepared.folder, `metadata-${labelSlug(solve.label)}.json`);
  const args = buildArgs({ ...plan, ...prepared }, solve, metadataFile);
  const { platforms } = solve;
  const [only, ...others] = platforms.map(printPlatform);
  const followed: Followed = {
    platform: others.length === 0 ? only : undefined,
    isAlone: platforms.length === plan.inputs.platforms.length,
    checks: prepared.checks,
    dockerfile: dockerfilePath(plan.inputs),
    server: usage.server,
  };
  for (let attempt = 0; ; attempt += 1) {
    const startMs = prepared.timeline.elapsedMs();
    const end = await follow(prepared.docker, args, followed);
    if (end.output === undefined) {
      const durationMs = prepared.timeline.elapsedMs() - startMs;
      const figures = { platforms: platforms.map(printPlatform), startMs, durationMs, ...end.seen };
      return { solve, figures, metadata: await readMetadata(metadataFile), retries: attempt };
    }
    const failure = describeBuildFailure(end.output, plan);
    if (isCacheFailure(end.output, usage)) throw cacheFailure(failure, usage);
    if (attempt >= plan.inputs.retries || !isTransient(parseSolveError(end.output))) throw failure;
    const delayMs = RETRY_DELAY_MS * 2 ** attempt;
    warn(
      `${failure.message}\nThis may pass: trying again in ${printDuration(delayMs)} (${attempt + 1} of ${plan.inputs.retries}).`,
    );
    await pause(delayMs, prepared.signal);
  }
}

/** The failure without the random path of the registry inside this run: it is told in outputs, too. */
function cacheFailure(failure: ActionError, { server }: CacheUsage): ActionError {
  const { message } = failure;
  const text = server === undefined ? message : hideServer(message, server);
  return new ActionError("cache", text, { cause: failure });
}

/** Runs buildx once and tells what was seen of it, and what was said where it failed. */
async function follow(
  docker: Docker,
  args: readonly string[],
  followed: Followed,
): Promise<{ readonly seen: SolveSeen; readonly output: string | undefined }> {
  const follower = new SolveFollower(followed);
  try {
    await docker.run(args, { onLine: follower.onLine });
    return { seen: follower.seen, output: undefined };
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return { seen: follower.seen, output: follower.end() };
  } finally {
    follower.end();
  }
}

/** buildx writes no file when there is nothing to tell. */
async function readMetadata(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.stringify(JSON.parse(text));
}
