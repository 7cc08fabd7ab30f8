/** What the job's token lets this run do with the Actions cache, and why. */
export interface CacheRights {
  readonly read: boolean;
  readonly write: boolean;
  /** A part of a sentence, for the log. */
  readonly reason: string;
}

/** What the runner tells of the cache service, from its environment. */
export interface CacheService {
  /** `ACTIONS_RUNTIME_TOKEN`: a JSON Web Token. */
  readonly token: string | undefined;
  /** `ACTIONS_RESULTS_URL`, or `ACTIONS_CACHE_URL` on older servers. */
  readonly url: string | undefined;
  /** `ACTIONS_CACHE_MODE`: none, read, write or write-only; absent means all. */
  readonly mode: string | undefined;
}

/** One entry of the token's `ac` claim; permission is a bit set, 1 to read and 2 to write. */
interface AccessControl {
  readonly Scope: string;
  readonly Permission: number;
}

/** Tells what may be read and written. Where the token does not say, it is taken to allow both. */
export function cacheRights({ token, url, mode }: CacheService): CacheRights {
  if (!token || !url) return { read: false, write: false, reason: "this run has no Actions cache service" };
  if (mode === "none") return { read: false, write: false, reason: "the workflow's cache mode is none" };
  const writable = hasWritableScope(token);
  if (!writable)
    return {
      read: mode !== "write-only",
      write: false,
      reason: "the job's token may not write to the cache",
    };
  if (mode === "read") return { read: true, write: false, reason: "the workflow's cache mode is read" };
  if (mode === "write-only")
    return { read: false, write: true, reason: "the workflow's cache mode is write-only" };
  return { read: true, write: true, reason: "the job's token may read and write" };
}

/** A token that does not say, or says it in a form that is not known here, is taken to be one that may. */
function hasWritableScope(token: string): boolean {
  try {
    const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    const { ac } = JSON.parse(atob(payload)) as { ac: string };
    const permissions = (JSON.parse(ac) as readonly Partial<AccessControl>[]).map(
      ({ Permission }) => Permission,
    );
    return permissions.some((permission) => typeof permission !== "number" || (permission & 2) !== 0);
  } catch {
    return true;
  }
}
