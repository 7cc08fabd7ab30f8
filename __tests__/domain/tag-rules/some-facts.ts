import type { TagFacts } from "../../../src/domain/tag-rules/tag-facts.ts";
import { anEvent } from "../../support/an-event.ts";

/** A push to main, at the commit and the time that the documentation uses in its examples. */
export function someFacts(overrides: Partial<TagFacts> = {}): TagFacts {
  return {
    ...anEvent({ sha: "90dd6032fac8bda1b6c4436a2e65de27961ed071" }),
    defaultBranch: "main",
    baseRef: undefined,
    commitDate: undefined,
    startedAt: new Date("2020-01-10T00:30:00Z"),
    ...overrides,
  };
}

/** A push of a git tag. */
export function aGitTag(name: string, overrides: Partial<TagFacts> = {}): TagFacts {
  return someFacts({ ref: `refs/tags/${name}`, ...overrides });
}

const PULL_REQUEST = { pullRequest: 2, baseRef: "main" };

/** Runs as GitHub starts them. */
export const RUNS = {
  main: someFacts(),
  feature: someFacts({ ref: "refs/heads/my/branch" }),
  releases: someFacts({ ref: "refs/heads/releases/v1" }),
  "v1.2.3": aGitTag("v1.2.3"),
  "1.2.3": aGitTag("1.2.3"),
  "v2.0.8-beta.67": aGitTag("v2.0.8-beta.67"),
  "v0.1.2": aGitTag("v0.1.2"),
  "20200110-RC2": aGitTag("20200110-RC2"),
  "p1/v1.2.3": aGitTag("p1/v1.2.3"),
  "1.2.3rc2": aGitTag("1.2.3rc2"),
  pullRequest: someFacts({ name: "pull_request", ref: "refs/pull/2/merge", ...PULL_REQUEST }),
  pullRequestTarget: someFacts({ name: "pull_request_target", ...PULL_REQUEST }),
  schedule: someFacts({ name: "schedule", defaultBranch: undefined }),
  dispatch: someFacts({ name: "workflow_dispatch" }),
  dispatchOfTag: aGitTag("v1.2.3", { name: "workflow_dispatch" }),
  release: aGitTag("v1.2.3", { name: "release" }),
  mergeGroup: someFacts({ name: "merge_group", ref: "refs/heads/gh-readonly-queue/main/pr-5-0123456" }),
} satisfies Record<string, TagFacts>;

export type Run = keyof typeof RUNS;
