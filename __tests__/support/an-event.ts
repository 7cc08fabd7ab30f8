import type { RunEvent } from "../../src/domain/event.ts";

/** A push to the main branch of the public repository `acme/agent`. */
export function anEvent(overrides: Partial<RunEvent> = {}): RunEvent {
  return {
    name: "push",
    ref: "refs/heads/main",
    sha: "0123456789abcdef0123456789abcdef01234567",
    runId: "4242",
    repository: "acme/agent",
    actor: "octocat",
    pullRequest: undefined,
    isPrivate: false,
    ...overrides,
  };
}

/** A pull request to that repository. */
export function aPullRequest(overrides: Partial<RunEvent> = {}): RunEvent {
  return anEvent({ name: "pull_request", ref: "refs/pull/5/merge", pullRequest: 5, ...overrides });
}
