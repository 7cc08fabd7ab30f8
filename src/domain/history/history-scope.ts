import type { CacheRights } from "../cache-token.ts";
import { forbiddenWrite } from "../cache/plan.ts";
import { printScope } from "../cache/scope.ts";
import type { RunEvent } from "../event.ts";
import type { Inputs } from "../inputs.ts";
import { printPlatform } from "../platform.ts";
import { publicUrl } from "../public-url.ts";
import type { ImageName } from "../reference.ts";
import { printName } from "../reference.ts";

/** Where the history of an image is, and what a run does with it. */
export interface HistoryPlan {
  /** How many runs are kept. */
  readonly limit: number;
  /**
   * The newest entry whose key begins with the first one is the branch's own. The second finds those of all branches
   * that GitHub shows to this one: a pull request's base, and the default branch.
   */
  readonly prefixes: readonly [own: string, wider: string];
  /** Whether this run adds itself. */
  readonly write: boolean;
}

/** What the choice depends on. */
export interface HistoryCircumstances {
  readonly inputs: Pick<Inputs, "cacheWrite" | "context" | "file" | "history" | "platforms" | "target">;
  readonly repositories: readonly ImageName[];
  readonly event: RunEvent;
  readonly rights: CacheRights;
}

/** The file of a history, relative to the cache's folder and the same on every runner. */
export const HISTORY_PATH = "history/runs.json";

// The number is the version of the file: one of another version is not found.
const VERSION = "mab-history-1";
const SLUG_LENGTH = 40;
const HASH_LENGTH = 12;

type Hash = (text: string) => string;

/**
 * Plans the history of what a run builds, told from others by image, Dockerfile, target, platforms and branch. Undefined
 * where none is wanted or can be read: to write one without would forget all runs before.
 */
export function planHistory(
  { inputs, repositories, event, rights }: HistoryCircumstances,
  sha256: Hash,
): HistoryPlan | undefined {
  if (inputs.history === 0 || !rights.read) return undefined;
  const scope = printScope(
    {
      image: repositories.map(printName).toSorted().join(" ") || publicUrl(inputs.context),
      dockerfile: inputs.file ?? "Dockerfile",
      target: inputs.target,
      name: undefined,
    },
    sha256,
  );
  const platforms = inputs.platforms.map(printPlatform).toSorted().join(" ");
  // Two dashes end a prefix, which no part has, so that none finds what another is for.
  const wider = `${VERSION}-${scope}-${shortHash(platforms, sha256)}--`;
  // What anybody can set off leaves nothing for others here, too.
  const { write } = { ...rights, ...forbiddenWrite({ inputs, event }, rights) };
  return { limit: inputs.history, prefixes: [`${wider}${branchLabel(event, sha256)}--`, wider], write };
}

/** The key of a new entry: none is ever replaced, and the newest is found by its prefix. */
export function historyKey(
  { prefixes: [own] }: HistoryPlan,
  { endedAt, runId }: { readonly endedAt: Date; readonly runId: string },
): string {
  return `${own}${endedAt.toISOString().replace(/[-:.]/g, "")}-${runId}`;
}

function branchLabel({ ref }: RunEvent, sha256: Hash): string {
  const slug = ref
    .replace(/^refs\/(?:heads\/)?/, "")
    .replace(/[^\w.]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replace(/^-|-$/g, "");
  return slug === "" ? shortHash(ref, sha256) : `${slug}-${shortHash(ref, sha256)}`;
}

function shortHash(text: string, sha256: Hash): string {
  return sha256(text).slice(0, HASH_LENGTH);
}
