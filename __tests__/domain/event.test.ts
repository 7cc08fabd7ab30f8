import { describe, expect, it } from "@jest/globals";
import { isProposal, isUntrusted } from "../../src/domain/event.ts";
import { anEvent } from "../support/an-event.ts";

describe("isProposal", () => {
  it.each([
    { name: "pull_request", ref: "refs/pull/5/merge", is: true },
    { name: "pull_request", ref: "refs/heads/main", is: true },
    { name: "pull_request_target", ref: "refs/heads/main", is: true },
    { name: "pull_request_review", ref: "refs/pull/5/merge", is: true },
    { name: "pull_request_review_comment", ref: "refs/pull/5/merge", is: true },
    { name: "merge_group", ref: "refs/heads/gh-readonly-queue/main/pr-5-0123456", is: true },
    { name: "workflow_dispatch", ref: "refs/pull/5/head", is: true },
    { name: "push", ref: "refs/heads/main", is: false },
    { name: "push", ref: "refs/heads/refs/pull/5/merge", is: false },
    { name: "push", ref: "refs/tags/v1", is: false },
    { name: "schedule", ref: "refs/heads/main", is: false },
    { name: "release", ref: "refs/tags/v1", is: false },
    { name: "", ref: "", is: false },
  ])('tells of "$name" on "$ref": $is', ({ name, ref, is }) => {
    expect(isProposal(anEvent({ name, ref }))).toBe(is);
  });
});

describe("isUntrusted", () => {
  it.each([
    { name: "issue_comment", is: true },
    { name: "issues", is: true },
    { name: "discussion", is: true },
    { name: "discussion_comment", is: true },
    { name: "fork", is: true },
    { name: "watch", is: true },
    { name: "gollum", is: true },
    { name: "pull_request_target", is: true },
    { name: "workflow_run", is: true },
    { name: "pull_request", is: false },
    { name: "merge_group", is: false },
    { name: "push", is: false },
    { name: "release", is: false },
    { name: "schedule", is: false },
    { name: "workflow_dispatch", is: false },
    { name: "", is: false },
  ])('tells of "$name": $is', ({ name, is }) => {
    expect(isUntrusted(anEvent({ name }))).toBe(is);
  });
});
