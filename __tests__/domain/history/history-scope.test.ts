import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { HistoryCircumstances } from "../../../src/domain/history/history-scope.ts";
import { historyKey, planHistory } from "../../../src/domain/history/history-scope.ts";
import type { RunEvent } from "../../../src/domain/event.ts";
import { anEvent, aPullRequest } from "../../support/an-event.ts";
import { anImage, anInputs } from "../../support/an-inputs.ts";
import { aCacheRights } from "../../support/a-plan.ts";
import { sha256 } from "./a-history.ts";

type Overrides = Partial<HistoryCircumstances["inputs"]>;

function planOf(inputs: Overrides = {}, more: Partial<HistoryCircumstances> = {}) {
  const circumstances = { repositories: [anImage()], event: anEvent(), rights: aCacheRights() };
  return planHistory(
    { ...circumstances, ...more, inputs: { ...anInputs(), history: 50, ...inputs } },
    sha256,
  );
}

function onRef(ref: string, overrides: Partial<RunEvent> = {}) {
  return planOf({}, { event: anEvent({ ref, ...overrides }) });
}

const WIDER = "mab-history-1-ghcr.io-acme-agent-Dockerfile-4b8fdd8f2c27-6ee5252c84ea--";

describe("planHistory", () => {
  it("looks for the newest of the branch, else of what else it may see", () => {
    expect(planOf()).toEqual({
      limit: 50,
      prefixes: [`${WIDER}main-f921bd05e68b--`, WIDER],
      write: true,
    });
  });

  it("keeps none where none is wanted", () => {
    expect(planOf({ history: 0 })).toBeUndefined();
  });

  it("keeps none where the last one cannot be read", () => {
    expect(planOf({}, { rights: aCacheRights({ read: false }) })).toBeUndefined();
  });

  it.each([
    { case: "the token may not write", more: { rights: aCacheRights({ write: false }) }, inputs: {} },
    { case: "cache-write is never", more: {}, inputs: { cacheWrite: "never" } as const },
    {
      case: "anybody can set off the event",
      more: { event: anEvent({ name: "issue_comment" }) },
      inputs: {},
    },
  ])("writes nothing where $case", ({ more, inputs }) => {
    expect(planOf(inputs, more)).toMatchObject({ write: false });
  });

  it("writes after such an event where the user says so", () => {
    const event = anEvent({ name: "pull_request_target" });
    expect(planOf({ cacheWrite: "always" }, { event })).toMatchObject({ write: true });
  });

  it("has another one for each image, Dockerfile, target and set of platforms", () => {
    const [amd64, arm64] = anInputs().platforms;
    const plans = [
      planOf(),
      planOf({ file: "docker/Dockerfile" }),
      planOf({ target: "test" }),
      planOf({ platforms: [amd64!] }),
      planOf({}, { repositories: [anImage({ repository: "acme/other" })] }),
      planOf({}, { repositories: [anImage(), anImage({ registry: "docker.io" })] }),
      planOf({}, { repositories: [] }),
      planOf({ context: "app" }, { repositories: [] }),
      onRef("refs/heads/feature/x"),
    ];
    expect(new Set(plans.map((plan) => plan?.prefixes[0])).size).toBe(plans.length);
    expect(planOf({ platforms: [arm64!, amd64!] })).toEqual(planOf());
    expect(planOf({ file: "./Dockerfile" })).toEqual(planOf());
  });

  it("keeps logins in URLs out of keys", () => {
    const [, wider] = planOf({ context: "https://user:secret@host/x.git" }, { repositories: [] })!.prefixes;
    expect(wider).toMatch(/^mab-history-1-https-host-x\.git-Dockerfile-/);
  });

  it.each([
    { ref: "refs/heads/feature/x", label: "feature-x" },
    { ref: "refs/tags/v1.2", label: "tags-v1.2" },
    { ref: aPullRequest().ref, label: "pull-5-merge" },
    { ref: "refs/heads/日本", label: "" },
  ])("names the branch of $ref", ({ ref, label }) => {
    const [own] = onRef(ref)!.prefixes;
    expect(own).toBe(`${WIDER}${label}${label && "-"}${sha256(ref).slice(0, 12)}--`);
  });

  it("has prefixes of which none finds what another is for, and which the service takes", () => {
    const refs = fc.string().map((name) => `refs/heads/${name}`);
    const contexts = fc.oneof(fc.string(), fc.constantFrom("a", "a-b", "a--b", "a".repeat(1_000)));
    fc.assert(
      fc.property(fc.tuple(refs, contexts), fc.tuple(refs, contexts), (one, other) => {
        const [first, second] = [one, other].map(([ref, context]) => {
          return planOf({ context }, { repositories: [], event: anEvent({ ref }) })!;
        });
        const key = historyKey(first!, { endedAt: new Date(0), runId: "1".repeat(20) });
        expect(key).toMatch(/^[\w.-]{1,400}$/);
        const isSame = one[0] === other[0] && one[1] === other[1];
        expect(key.startsWith(second!.prefixes[0])).toBe(isSame);
      }),
    );
  });
});

describe("historyKey", () => {
  it("sorts by time, and tells runs apart that end together", () => {
    const plan = planOf()!;
    const endedAt = new Date("2026-02-03T04:05:06.007Z");
    expect(historyKey(plan, { endedAt, runId: "4242" })).toBe(`${plan.prefixes[0]}20260203T040506007Z-4242`);
    const later = historyKey(plan, { endedAt: new Date("2026-10-03T04:05:06.007Z"), runId: "1" });
    expect(later > historyKey(plan, { endedAt, runId: "4242" })).toBe(true);
  });
});
