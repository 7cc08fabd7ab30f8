import { randomBytes } from "node:crypto";
import { cacheRights } from "../domain/cache-token.ts";
import type { Inputs } from "../domain/inputs.ts";
import { GITHUB_REGISTRY } from "../domain/login-plan.ts";
import type { Facts } from "../domain/plan.ts";
import type { Docker } from "../edges/docker.ts";
import { readHandlers } from "../edges/emulation.ts";
import { readBuilder, readEngine, sharesKernel } from "../edges/engine.ts";
import { askVisibility, readCacheService, readEvent } from "../edges/github.ts";
import { credentialsFrom } from "../edges/registry/credentials.ts";
import { contextName, userConfigFolder } from "../edges/user-config.ts";
import { checkSources } from "../edges/workspace.ts";

/**
 * Finds out all that the plan depends on, side by side, and checks that what is to be built is there.
 * @throws ActionError for missing sources, and for an engine or builder that cannot be used.
 */
export async function inspect(
  inputs: Inputs,
  { docker, buildxVersion }: { readonly docker: Docker; readonly buildxVersion: Promise<string> },
): Promise<Facts> {
  const [engine, handlers, engineBuilder, existingBuilder, event, githubLogin] = await Promise.all([
    readEngine(docker, buildxVersion),
    readHandlers(),
    contextName(),
    inputs.builder === undefined ? undefined : readBuilder(docker, inputs.builder),
    readRunEvent(inputs),
    hasGithubLogin(inputs),
    checkSources(inputs),
  ]);
  return {
    engine,
    handlers: sharesKernel(engine) ? handlers : undefined,
    engineBuilder,
    ownBuilder: `multiarch-build-${randomBytes(6).toString("hex")}`,
    existingBuilder,
    event,
    cacheRights: cacheRights(readCacheService()),
    githubLogin,
  };
}

/** The event, with the repository's visibility asked for only where it decides something. */
async function readRunEvent({ provenance, githubToken, push }: Inputs) {
  const event = await readEvent();
  const matters = provenance === undefined && push !== false && event.repository !== "";
  if (event.isPrivate !== undefined || !matters || githubToken === undefined) return event;
  return { ...event, isPrivate: await askVisibility(event.repository, githubToken) };
}

/** Whether the user logged in to ghcr.io matters only where our own login would take its place. */
async function hasGithubLogin({ images, tags, githubToken }: Inputs): Promise<boolean> {
  const isUsed = images.some(({ registry }) => registry === GITHUB_REGISTRY) || tags.some(isAtGithub);
  if (!isUsed || githubToken === undefined) return false;
  return (await credentialsFrom(userConfigFolder())(GITHUB_REGISTRY)) !== undefined;
}

function isAtGithub(tag: string): boolean {
  return tag.startsWith(`${GITHUB_REGISTRY}/`);
}
