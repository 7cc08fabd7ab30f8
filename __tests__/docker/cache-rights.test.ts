import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { CacheRun, CacheRunOptions } from "../support/cache-world.ts";
import {
  changedSource,
  CacheWorld,
  eventEnv,
  indexLabels,
  layerKeys,
  SMALL_STEPS,
} from "../support/cache-world.ts";
import { describeCold, freshName } from "../support/world.ts";

const MAIN = "refs/heads/main";
const PULL = "refs/pull/5/merge";
/** `RUN` before the source that each run changes is found where the cache is read. */
const READ = { total: SMALL_STEPS, cached: 1, executed: SMALL_STEPS - 1, failed: 0 };
const UNREAD = { total: SMALL_STEPS, cached: 0, executed: SMALL_STEPS, failed: 0 };

let world: CacheWorld;
const inputs = { images: freshName(), tags: "latest", platforms: "linux/amd64" };

beforeAll(async () => {
  world = await CacheWorld.create();
  await world.build(inputs);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});
beforeEach(() => {
  world.write(changedSource());
});

function indexLookups({ requests }: CacheRun): readonly string[] {
  return requests.flatMap(({ operation, key = "" }) =>
    operation === "lookup" && /^bx1-i-.*--$/.test(key) ? [key] : [],
  );
}

describeCold("a run that reads the cache and saves nothing", () => {
  it.each([
    {
      what: "after an event that anybody can set off",
      options: { env: eventEnv("issue_comment") },
      reason: "anybody can set off issue_comment, so nothing is saved for others",
    },
    {
      what: "for a pull request with the rights of its target",
      options: { env: eventEnv("pull_request_target") },
      reason: "anybody can set off pull_request_target, so nothing is saved for others",
    },
    {
      what: "with a token that may only read",
      options: { scopes: { [MAIN]: 1 } },
      reason: "the job's token may not write to the cache",
    },
    {
      what: "in a workflow whose cache mode is read",
      options: { env: { ACTIONS_CACHE_MODE: "read" } },
      reason: "the workflow's cache mode is read",
    },
    { what: "whose user says so", more: { "cache-write": "never" }, reason: "cache-write is never" },
  ])("$what", async ({ options, more, reason }) => {
    const run = await world.build({ ...inputs, ...more }, options);
    expect(run.metrics.steps).toEqual(READ);
    expect(run.outputs["cache-hit-ratio"]).toBe("0.25");
    expect(
      run.requests.filter(({ operation }) => operation !== "lookup" && operation !== "download"),
    ).toEqual([]);
    expect(run.metrics.cache).toMatchObject({ backend: "actions", skippedReason: reason, problems: [] });
    expect(run.summary).toContain("Nothing is saved");
  });
});

describeCold("a run that reads the cache and saves what is new", () => {
  it("of a pull request, into its own scope and without a push", async () => {
    const scopes = { [PULL]: 3, [MAIN]: 1 };
    const run = await world.build(inputs, { scopes, env: eventEnv("pull_request", PULL) });
    expect(run.outputs).toMatchObject({ pushed: "false", digest: "" });
    expect(run.metrics.steps).toEqual(READ);
    const inScope = world.service.entries.ready.filter(({ scope }) => scope === PULL);
    expect(inScope.map(({ key }) => key).toSorted()).toEqual(run.saved);
    expect([layerKeys(run.saved).length, indexLabels(run.saved)]).toEqual([1, ["amd64"]]);
  });

  it("whose user says so after any event", async () => {
    const options = { env: eventEnv("issue_comment") };
    const run = await world.build({ ...inputs, "cache-write": "always" }, options);
    expect([run.metrics.steps, indexLabels(run.saved)]).toEqual([READ, ["amd64"]]);
  });

  it("in a workflow whose cache mode is write", async () => {
    const run = await world.build(inputs, { env: { ACTIONS_CACHE_MODE: "write" } });
    expect([run.metrics.steps, indexLabels(run.saved)]).toEqual([READ, ["amd64"]]);
  });
});

describeCold("a run that does not read the cache and still saves", () => {
  async function expectUnreadAndSaved(more: Readonly<Record<string, string>>, options: CacheRunOptions) {
    const run = await world.build({ ...inputs, ...more }, options);
    expect([run.metrics.steps, run.outputs["cache-hit"]]).toEqual([UNREAD, "none"]);
    expect([indexLookups(run), run.fetched]).toEqual([[], []]);
    expect([layerKeys(run.saved).length, indexLabels(run.saved)]).toEqual([1, ["amd64"]]);
    const next = await world.build(inputs);
    expect([next.outputs["cache-hit"], next.saved]).toEqual(["full", []]);
  }

  it("since it runs every step again", async () => {
    await expectUnreadAndSaved({ "no-cache": "true" }, {});
  });

  it("in a workflow whose cache mode is write-only", async () => {
    await expectUnreadAndSaved({}, { env: { ACTIONS_CACHE_MODE: "write-only" } });
  });
});

describeCold("a run without a cache", () => {
  it.each([
    {
      what: "in a workflow whose cache mode is none",
      more: {},
      options: { env: { ACTIONS_CACHE_MODE: "none" } },
    },
    { what: "where no runner offers one", more: {}, options: { env: { ACTIONS_RUNTIME_TOKEN: undefined } } },
    { what: "whose user wants none", more: { cache: "off" }, options: {} },
  ])("$what", async ({ more, options }) => {
    const run = await world.build({ ...inputs, ...more }, options);
    expect(run.outputs["cache-hit"]).toBe("off");
    expect(run.metrics).toMatchObject({ steps: UNREAD, cache: { backend: "off", problems: [] } });
    expect(run.requests).toEqual([]);
  });
});

describeCold("a token that does not say what it allows", () => {
  it("is taken for one that allows all, and what the service refuses fails nothing", async () => {
    const token = `e30.${Buffer.from(JSON.stringify({ iss: "another" })).toString("base64url")}.none`;
    const run = await world.build(inputs, { env: { ACTIONS_RUNTIME_TOKEN: token } });
    expect([run.metrics.steps, run.saved]).toEqual([UNREAD, []]);
    const reason = "the service answered 401 Unauthorized: invalid token";
    expect(run.metrics.cache.problems.toSorted()).toEqual([
      `the index for joint could not be read: ${reason}`,
      `the index for linux/amd64 could not be read: ${reason}`,
    ]);
    expect(run.post.summary.trim()).toBe(`The layer cache was not saved: ${reason}.`);
  });
});

describeCold("a cache of the result's layers alone", () => {
  it("is smaller than one of all stages, and enough while nothing changes", async () => {
    const all = await world.build({ ...inputs, "cache-scope": "all" });
    const result = await world.build({ ...inputs, "cache-scope": "result", "cache-mode": "min" });
    const again = await world.build({ ...inputs, "cache-scope": "result", "cache-mode": "min" });
    expect(result.metrics.cache.liveBytes).toBeLessThan(all.metrics.cache.liveBytes ?? 0);
    expect([again.outputs["cache-hit"], again.saved]).toEqual(["full", []]);
  });
});
