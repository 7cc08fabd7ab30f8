/** What can be asked of the Actions cache. A lookup only tells whether an entry is there. */
export type CacheOperation = "lookup" | "restore" | "save";

/** How asking for an entry or saving one ended. A reason is a part of a sentence, for people. */
export type CacheOutcome =
  /** `key` is the entry's, which begins with the wanted key or a prefix, and may be longer. */
  | { readonly kind: "hit"; readonly key: string }
  | { readonly kind: "miss" }
  | { readonly kind: "saved" }
  /** `exists`: the key is taken, by an entry or by a reservation that was never finished. */
  | { readonly kind: "exists" | "denied" | "rate-limited" | "failed"; readonly reason: string };

/** What a call of the cache client returned, or threw, and all that it printed meanwhile. */
export interface CacheCall {
  readonly operation: CacheOperation;
  /** A key, the number of an entry, or nothing that says anything: -1 or `undefined`. */
  readonly returned: string | number | undefined;
  /** The message of what it threw. */
  readonly thrown?: string | undefined;
  readonly output: string;
}

const MAX_REASON_LENGTH = 200;
const NO_REASON = "the cache client gave no reason";

/** What the client prints for its causes, the most telling first. */
const CAUSES: readonly (readonly [pattern: RegExp, kind: "exists" | "denied" | "rate-limited" | "failed"])[] =
  [
    [/cache (?:read|write) denied: ?[^\n"]*/, "denied"],
    [/effective cache-mode '[^']*' does not permit (?:reads|writes)/, "denied"],
    [/Cache storage quota has been hit/, "denied"],
    [/Failed request: \(40[13]\)[^\n]*/, "denied"],
    [/rate limit will reset in \d+ seconds/, "rate-limited"],
    [/Rate limited: [^\n]*/, "rate-limited"],
    [/Failed request: \(409\)[^\n]*/, "exists"],
    [/Response was not ok/, "exists"],
    [/(?<=Failed to reserve cache: )[^\n]*/, "failed"],
    [/(?<=Failed to (?:restore|save): )[^\n]*/, "failed"],
    [/(?<=Attempt \d+ of \d+ failed with error: ).*?(?=\. Retrying request in)/, "failed"],
    [/(?<=::(?:warning|error)::)[^\n]*/, "failed"],
  ];

/**
 * Tells how a call of @actions/cache ended. What it returns does not: it is the same for an entry that is not there
 * and for a service that is down. What it prints does, the lines for debugging above all.
 */
export function readCacheOutcome({ operation, returned, thrown, output }: CacheCall): CacheOutcome {
  if (typeof returned === "string") return { kind: "hit", key: returned };
  if (typeof returned === "number" && returned >= 0) return { kind: "saved" };
  if (thrown !== undefined) return { kind: "failed", reason: describe(thrown) };
  const text = unescapeLines(output);
  for (const [pattern, kind] of CAUSES) {
    const cause = pattern.exec(text)?.[0];
    if (cause !== undefined) return { kind, reason: describe(cause) };
  }
  return operation === "save" ? { kind: "failed", reason: NO_REASON } : { kind: "miss" };
}

/** The client's words without what wraps them, and without the queries of addresses, which are secrets. */
function describe(cause: string): string {
  const unreachable = /Unable to make request: (\w+)/.exec(cause)?.[1];
  if (unreachable !== undefined) return `the service cannot be reached (${unreachable})`;
  const answer = /(?<=Failed request: )[^\n]*/.exec(cause)?.[0];
  if (answer !== undefined) return shorten(`the service answered ${answer.replace(/[()]/g, "")}`);
  const exitCode = /failed with error: The process '[^']*' failed with exit code (\d+)/.exec(cause)?.[1];
  if (exitCode !== undefined) return `tar failed with exit code ${exitCode}`;
  return shorten(cause.replace(/^(?:Error: )?(?:Failed to \w+: )?/, ""));
}

function shorten(text: string): string {
  const short = text
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
    .trim()
    .slice(0, MAX_REASON_LENGTH);
  return short === "" ? NO_REASON : short;
}

/** Workflow commands hold their line ends escaped. */
function unescapeLines(output: string): string {
  return output.replaceAll("%0D", "").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
