import type { NoCache } from "./cache/plan.ts";
import type { Plan } from "./plan.ts";
import { parseSolveError } from "./solve-error.ts";
import type { CacheServer } from "./solve-plan.ts";

/** How a build goes about its cache. */
export interface CacheUsage {
  readonly plan: Plan;
  /** The registry on the loopback interface, where the cache is in one. */
  readonly server: CacheServer | undefined;
}

const WITHOUT: NoCache = { backend: "off", reason: "the cache got in the way of the build" };

/**
 * The ways to build, from the best to the surest: with the cache; without what it has, but still saving; and without
 * it. The next is gone when a build fails because of its cache.
 */
export function cacheUsages(
  plan: Plan,
  server: CacheServer | undefined,
): readonly [CacheUsage, ...CacheUsage[]] {
  const without = { plan: { ...plan, cache: WITHOUT }, server: undefined };
  if (server === undefined && plan.cache.backend === "off") return [without];
  const unread = server?.isRead ? [{ plan, server: { ...server, isRead: false } }] : [];
  return [{ plan, server }, ...unread, without];
}

/**
 * Tells whether a build failed because of its cache: a layer was promised and is not there, or a service or registry
 * did not do what it should. Never true for a step's own failure.
 * @param output the end of what `docker buildx build` printed, with the `ERROR:` line in it
 */
export function isCacheFailure(output: string, { plan, server }: CacheUsage): boolean {
  if (plan.cache.backend === "off") return false;
  const { message, words, isStep } = parseSolveError(output);
  if (isStep) return false;
  return CACHE_WORDS.test(words) || (server !== undefined && isOfServer(message, server));
}

/** A message without the random path of a registry, as the start of a name or in an address. */
export function hideServer(message: string, { path }: CacheServer): string {
  return message.replaceAll(path, HIDDEN).replaceAll(path.replace("/", "/v2/"), HIDDEN);
}

const HIDDEN = "loopback";

/** It may be named, or only its address; and without what it keeps the disk may not be full. */
function isOfServer(message: string, { path }: CacheServer): boolean {
  return message.includes(path.replace(/\/.*/, "")) || message.includes("no space left on device");
}

/** BuildKit's and its clients' words for it, in lower case. */
const CACHE_WORDS =
  /could not fetch content descriptor|error writing (?:layer|config|manifest) blob|failed to export cache|cache (?:ex|im)porter|failed to (?:reserve|commit) cache|error committing|maximum timeout reached|blobnotfound|short read: expected/;
