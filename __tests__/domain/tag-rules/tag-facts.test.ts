import { describe, expect, it } from "@jest/globals";
import { baseRefName, gitRef, isDefaultBranch } from "../../../src/domain/tag-rules/tag-facts.ts";
import { RUNS, someFacts } from "./some-facts.ts";

describe("gitRef", () => {
  it.each([
    { facts: RUNS.feature, ref: { kind: "branch", name: "my/branch" } },
    { facts: RUNS["p1/v1.2.3"], ref: { kind: "tag", name: "p1/v1.2.3" } },
    { facts: RUNS.pullRequestTarget, ref: { kind: "pr", name: "2" } },
    { facts: someFacts({ ref: "refs/pull/318/merge" }), ref: { kind: "pr", name: "318" } },
    { facts: someFacts({ ref: "refs/heads/" }), ref: { kind: "other", name: "" } },
    { facts: someFacts({ ref: "main" }), ref: { kind: "other", name: "" } },
  ])("takes $facts.name of $facts.ref as $ref.kind", ({ facts, ref }) => {
    expect(gitRef(facts)).toEqual(ref);
  });
});

describe("isDefaultBranch", () => {
  it.each([
    { case: "the default branch", facts: RUNS.main, is: true },
    { case: "another branch", facts: RUNS.feature, is: false },
    { case: "a git tag of the same name", facts: someFacts({ ref: "refs/tags/main" }), is: false },
    { case: "a pull request to it", facts: RUNS.pullRequestTarget, is: false },
    { case: "a schedule", facts: RUNS.schedule, is: true },
    { case: "a branch where nobody knows", facts: someFacts({ defaultBranch: undefined }), is: false },
    {
      case: "nothing where nobody knows",
      facts: someFacts({ ref: "", defaultBranch: undefined }),
      is: false,
    },
  ])("tells of $case", ({ facts, is }) => {
    expect(isDefaultBranch(facts)).toBe(is);
  });
});

describe("baseRefName", () => {
  it("is empty where there is none", () => {
    expect(baseRefName(RUNS["v1.2.3"])).toBe("");
  });
});
