import type { RunEvent } from "../event.ts";

/** What the tag rules need to know of the run. */
export interface TagFacts extends RunEvent {
  /** `main`; `undefined` where the payload does not tell, as for a schedule. */
  readonly defaultBranch: string | undefined;
  /** The target of the pull request, or the branch that the payload names for a git tag, also as a full ref. */
  readonly baseRef: string | undefined;
  /** When the commit was made; `undefined` where nobody knows. */
  readonly commitDate: Date | undefined;
  /** When the run began: the present, for everything that asks for the date. */
  readonly startedAt: Date;
}

/** What the run was started for; `name` is that of the branch or git tag, or the number of the pull request. */
export interface GitRef {
  readonly kind: "branch" | "tag" | "pr" | "other";
  readonly name: string;
}

const KINDS = { heads: "branch", tags: "tag", pull: "pr" } as const;

/** Tells what the run was started for. A pull request counts before the ref, which may be that of its target. */
export function gitRef({ ref, pullRequest }: TagFacts): GitRef {
  if (pullRequest !== undefined) return { kind: "pr", name: String(pullRequest) };
  const [, kind, name] = /^refs\/(heads|tags|pull)\/([^]+)$/.exec(ref) ?? [];
  if (kind === undefined || name === undefined) return { kind: "other", name: "" };
  return {
    kind: KINDS[kind as keyof typeof KINDS],
    name: kind === "pull" ? name.replace(/\/[^]*/, "") : name,
  };
}

/** The name of the ref if it is of this kind, and else nothing. */
export function refName(facts: TagFacts, wanted: GitRef["kind"]): string {
  const { kind, name } = gitRef(facts);
  return kind === wanted ? name : "";
}

/** Tells whether the run is for the default branch. Schedules run there, and their payload does not name it. */
export function isDefaultBranch(facts: TagFacts): boolean {
  const branch = refName(facts, "branch");
  return branch !== "" && branch === (facts.defaultBranch ?? (facts.name === "schedule" ? branch : ""));
}

/** The base ref as a name; a branch has none. */
export function baseRefName(facts: TagFacts): string {
  return gitRef(facts).kind === "branch" ? "" : (facts.baseRef ?? "").replace(/^refs\/heads\//, "");
}

/** The first digits of the commit, as many as git shows. */
export function shortSha({ sha }: TagFacts): string {
  return sha.slice(0, 7);
}
