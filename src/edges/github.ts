import { readFile } from "node:fs/promises";
import * as core from "@actions/core";
import type { CacheService } from "../domain/cache-token.ts";
import type { RunEvent } from "../domain/event.ts";

/** How long an answer of GitHub is worth waiting for, in milliseconds. */
const ANSWER_MS = 5_000;

/** Reads what the runner tells of this run. Outside GitHub Actions every text is empty. */
export async function readEvent(env: NodeJS.ProcessEnv = process.env): Promise<RunEvent> {
  const text = (name: string) => env[name] ?? "";
  const payload = await readPayload(text("GITHUB_EVENT_PATH"));
  const ref = text("GITHUB_REF");
  return {
    name: text("GITHUB_EVENT_NAME"),
    ref,
    sha: text("GITHUB_SHA"),
    runId: text("GITHUB_RUN_ID"),
    repository: text("GITHUB_REPOSITORY"),
    actor: text("GITHUB_ACTOR"),
    pullRequest: payload.pull_request?.number ?? pullRequestOf(ref),
    isPrivate: payload.repository?.private,
  };
}

/**
 * Asks GitHub whether the repository is private, for the events whose payload does not tell.
 * @returns `undefined` when the token may not know, or GitHub does not answer.
 */
export async function askVisibility(repository: string, token: string): Promise<boolean | undefined> {
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const { getOctokit } = await import("@actions/github");
    const { data } = await getOctokit(token).rest.repos.get({
      owner,
      repo,
      request: { signal: AbortSignal.timeout(ANSWER_MS) },
    });
    return data.private;
  } catch (error) {
    core.debug(`The repository's visibility is not known: ${String(error)}`);
    return undefined;
  }
}

/** Where the Actions cache is and how this run may use it. */
export function readCacheService(env: NodeJS.ProcessEnv = process.env): CacheService {
  return {
    token: env["ACTIONS_RUNTIME_TOKEN"],
    url: env["ACTIONS_RESULTS_URL"] ?? env["ACTIONS_CACHE_URL"],
    mode: env["ACTIONS_CACHE_MODE"],
  };
}

/** Hands values to later steps, by the names of action.yml's outputs. */
export function writeOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Adds Markdown to the job's summary; without a summary file, as outside GitHub Actions, nothing happens. */
export async function writeSummary(markdown: string): Promise<void> {
  if (!process.env["GITHUB_STEP_SUMMARY"]) return;
  await core.summary.addRaw(markdown, true).write();
}

/** Has the runner replace values by *** in everything this job prints from here on. */
export function maskValues(values: readonly string[]): void {
  for (const value of values) if (value.trim() !== "") core.setSecret(value);
}

/** The part of an event's payload that is read here. */
interface Payload {
  readonly repository?: { readonly private?: boolean };
  readonly pull_request?: { readonly number?: number };
}

function pullRequestOf(ref: string): number | undefined {
  const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  return number === undefined ? undefined : Number(number);
}

async function readPayload(path: string): Promise<Payload> {
  try {
    return { ...(JSON.parse(await readFile(path, "utf8")) as Payload | null) };
  } catch {
    return {};
  }
}
