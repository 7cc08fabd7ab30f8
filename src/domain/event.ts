/** What this run knows of its workflow, from the runner's environment and the event's payload. */
export interface RunEvent {
  /** `push`, `pull_request`, …; empty outside GitHub Actions. */
  readonly name: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/5/merge`; empty outside GitHub Actions. */
  readonly ref: string;
  readonly sha: string;
  /** The number of the workflow's run. */
  readonly runId: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly actor: string;
  /** The number of the pull request that the run is for. */
  readonly pullRequest: number | undefined;
  /** `undefined` where the payload does not tell. */
  readonly isPrivate: boolean | undefined;
}

const PROPOSAL_EVENTS = [
  "pull_request",
  "pull_request_target",
  "pull_request_review",
  "pull_request_review_comment",
  "merge_group",
];

/** Tells whether the run builds what is proposed, a pull request or merge group, rather than what was accepted. */
export function isProposal({ name, ref }: RunEvent): boolean {
  return PROPOSAL_EVENTS.includes(name) || ref.startsWith("refs/pull/");
}

const UNTRUSTED_EVENTS = [
  "discussion",
  "discussion_comment",
  "fork",
  "gollum",
  "issue_comment",
  "issues",
  "pull_request_target",
  "watch",
  "workflow_run",
];

/**
 * Tells whether people without any right to the repository can set off the event, while what it saves would be found
 * by runs of the default branch.
 */
export function isUntrusted({ name }: RunEvent): boolean {
  return UNTRUSTED_EVENTS.includes(name);
}
