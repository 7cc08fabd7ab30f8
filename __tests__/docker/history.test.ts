import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { HISTORY_PATH } from "../../src/domain/history/history-scope.ts";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { changedSource, eventEnv } from "../support/cache-world.ts";
import type { FaultRunOptions, SoundRun } from "../support/fault-world.ts";
import { FaultWorld } from "../support/fault-world.ts";
import { pidsWithEnvironment } from "../support/processes.ts";
import { freshName } from "../support/world.ts";

const MAIN = "refs/heads/main";
const FEATURE = "refs/heads/feature";
const PULL = "refs/pull/5/merge";
const HISTORY = /^mab-history-/;
/** One platform, and nothing in the Actions cache but the history. */
const INPUTS = { platforms: "linux/amd64", cache: "off" };
const ON_FEATURE = { env: { GITHUB_REF: FEATURE, GITHUB_REF_NAME: "feature" } };
/** A step that takes as long, and ends, as files say. */
const FILES = {
  Dockerfile: `ARG BASE=scratch
FROM \${BASE}
COPY . /srv
RUN echo started; sleep "$(cat /srv/pause.txt)"; echo slept; exit "$(cat /srv/status.txt)"
`,
  "pause.txt": "0",
  "status.txt": "0",
};

let world: FaultWorld;

async function makeWorld(): Promise<void> {
  world = await FaultWorld.create([], FILES);
}

async function removeWorld(): Promise<void> {
  await world[Symbol.asyncDispose]();
}

/** Runs the action for a change of sources; fails unless both phases end well and leave nothing. */
async function run({ inputs, ...more }: FaultRunOptions = {}): Promise<SoundRun> {
  world.write(changedSource());
  return world.prove({ ...more, inputs: { ...INPUTS, ...inputs } });
}

/** The keys of stored histories, the oldest first; by default those that main sees. */
function histories(scope = MAIN): readonly string[] {
  return world.entries(HISTORY).flatMap((entry) => (entry.scope === scope ? [entry.key] : []));
}

/** How many earlier runs a summary tells of. */
function knownRuns({ text }: SoundRun): number {
  return Number(/^These figures are of the (?:(\d+) )?earlier runs? known/m.exec(text)?.[1] ?? 0);
}

/** The cells of the one row of the trend's table, by their heads. */
function trendOf({ text }: SoundRun): Readonly<Record<string, string>> {
  const lines = text.slice(text.indexOf("#### Trend")).split("\n");
  const cellsOf = (line = "") => line.split("|").map((cell) => cell.trim());
  const head = lines.findIndex((line) => line.startsWith("|"));
  const cells = cellsOf(lines[head + 2]);
  return Object.fromEntries(cellsOf(lines[head]).map((name, at) => [name, cells[at] ?? ""]));
}

/** What a run says of its history to those who do not debug. */
function wordsOf({ main, post, text }: SoundRun): readonly string[] {
  const lines = `${main.log}\n${post.log}\n${text}`
    .split("\n")
    .filter((line) => !line.startsWith("::debug::"));
  return lines.filter((line) => /(?<![\w/-])histor|trend|expected|::warning|::error/i.test(line));
}

describe("the runs of a branch", () => {
  const inputs = { ...INPUTS, cache: "actions", push: "true", images: freshName() };
  const runs: SoundRun[] = [];
  let afterFailure: SoundRun;
  let slow: SoundRun;

  beforeAll(async () => {
    await makeWorld();
    for (const count of [1, 2, 3]) {
      runs.push(await run({ inputs }));
      expect(histories()).toHaveLength(count);
    }
    world.write({ ...changedSource(), "status.txt": "1" });
    const failed = await world.run(inputs, { env: world.service.env() });
    expect([failed.main.exitCode, failed.post.exitCode]).toEqual([1, 0]);
    expect([world.leftovers(), pidsWithEnvironment(`RUNNER_TEMP=${world.temp}`)]).toEqual([[], []]);
    world.write({ "status.txt": "0", "pause.txt": "1" });
    afterFailure = await run({ inputs });
    world.write({ "pause.txt": "0" });
    runs.push(await run({ inputs }));
    world.write({ "pause.txt": "13" });
    slow = await run({ inputs });
  });
  afterAll(removeWorld);

  it("begin with one that knows of no other", () => {
    const [first] = runs;
    expect(wordsOf(first!)).toEqual([]);
    expect(first!.metrics.prediction).toBeUndefined();
  });

  it("know those before them", () => {
    expect([...runs, slow].map(knownRuns)).toEqual([0, 1, 2, 5, 6]);
    expect(runs.map(({ text }) => text.includes("#### Trend"))).toEqual([false, true, true, true]);
  });

  it("count one that failed", () => {
    expect(knownRuns(afterFailure)).toBe(4);
    expect([runs[2]!, afterFailure, slow].map((one) => trendOf(one)["Failed"])).toEqual([
      "0 %",
      "25 %",
      "17 %",
    ]);
  });

  it("expect something once three have succeeded, and say so before they build", () => {
    expect(runs.slice(0, 3).map(({ main }) => main.log.includes("Expected:"))).toEqual([false, false, false]);
    const { log } = afterFailure.main;
    expect(log).toMatch(/^Expected: .+ for a change of sources \(from 3 earlier runs\)$/m);
    expect(log.indexOf("Expected:")).toBeLessThan(log.indexOf("| slept"));
  });

  it("tell how far that was from what they took", () => {
    const { prediction, durationMs } = afterFailure.metrics;
    expect(prediction).toMatchObject({ kind: "sources", actualKind: "sources" });
    const { expectedMs = NaN, error = NaN } = prediction ?? {};
    expect(error).toBeCloseTo((durationMs - expectedMs) / expectedMs, 10);
    expect(afterFailure.text).toMatch(/^Expected .+ for a change of sources; took .+ \([+−]\d+ %\)\.$/m);
  });

  it("name the step that makes one slower than usual", () => {
    expect([afterFailure, ...runs].filter(({ text }) => text.includes("than usual"))).toEqual([]);
    expect(slow.text).toMatch(
      /\*\*Slower than usual\*\*: .+ instead of about .+ The step that did it is .*sleep/,
    );
    expect(slow.text).toMatch(/ \(step 3 for <code>linux\/amd64<\/code>\), which took 13/);
  });

  it("leave nothing that runs or lies around", () => {
    expect([world.leftovers(), pidsWithEnvironment(`RUNNER_TEMP=${world.temp}`)]).toEqual([[], []]);
  });
});

describe("the history of another branch", () => {
  beforeAll(makeWorld);
  afterAll(removeWorld);

  it("begins with that of the default branch, which stays as it is", async () => {
    const scopes = { [FEATURE]: 3, [MAIN]: 1 };
    const onFeature = { env: { ...ON_FEATURE.env, ...world.service.env(scopes) } };
    await run();
    const known = histories();
    expect(knownRuns(await run(onFeature))).toBe(1);
    expect(knownRuns(await run(onFeature))).toBe(2);
    expect([known, histories(FEATURE)]).toEqual([histories(), [expect.anything(), expect.anything()]]);
    expect(knownRuns(await run())).toBe(1);
  });
});

describe("what is known", () => {
  beforeAll(async () => {
    await makeWorld();
    await run();
  });
  afterAll(removeWorld);

  it.each([
    {
      case: "an event that anybody can set off",
      env: eventEnv("pull_request_target"),
      scopes: { [MAIN]: 3 },
    },
    {
      case: "a pull request that may only read",
      env: eventEnv("pull_request", PULL),
      scopes: { [PULL]: 1, [MAIN]: 1 },
    },
    { case: "a run with cache-write never", inputs: { "cache-write": "never" } },
  ])("is read by $case, which adds nothing", async ({ env, scopes, inputs }) => {
    const { length } = world.entries(HISTORY);
    const options = { ...(inputs && { inputs }), env: { ...env, ...world.service.env(scopes) } };
    expect(knownRuns(await run(options))).toBe(1);
    expect(world.entries(HISTORY)).toHaveLength(length);
  });

  it("is read by a pull request, which adds itself for that pull request alone", async () => {
    const known = histories();
    const scopes = { [PULL]: 3, [MAIN]: 1 };
    expect(
      knownRuns(await run({ env: { ...eventEnv("pull_request", PULL), ...world.service.env(scopes) } })),
    ).toBe(1);
    expect([histories(), histories(PULL).length]).toEqual([known, 1]);
  });

  it("is not asked for, told or added to with history 0", async () => {
    const known = histories();
    world.service.requests = [];
    const quiet = await run({ inputs: { history: "0", cache: "actions" } });
    expect(world.service.seen().filter(({ key = "" }) => key.startsWith("mab-history-"))).toEqual([]);
    expect([wordsOf(quiet), histories()]).toEqual([[], known]);
    world.service.requests = [];
    await run({ inputs: { history: "0" } });
    expect(world.service.seen()).toEqual([]);
  });

  it("does not count a run that was cancelled", async () => {
    const known = histories();
    world.write({ ...changedSource(), "pause.txt": "300" });
    let output = "";
    const cancelled = world.start(
      { ...INPUTS, push: "false" },
      { env: world.service.env(), onOutput: (text) => (output += text) },
    );
    await waitUntil(() => output.includes("| started"), { timeoutMs: 30_000 });
    cancelled.child.kill("SIGINT");
    const { main, post } = await cancelled.finished;
    world.write({ "pause.txt": "0" });
    expect([main.exitCode === 0, post.exitCode]).toEqual([false, 0]);
    expect([histories(), world.leftovers()]).toEqual([known, []]);
    expect(pidsWithEnvironment(`RUNNER_TEMP=${world.temp}`)).toEqual([]);
  });
});

describe("a run whose layers BuildKit's own client caches", () => {
  beforeAll(makeWorld);
  afterAll(removeWorld);

  it("has a history as one without a layer cache has", async () => {
    const options = { inputs: { cache: "gha" } };
    await run(options);
    expect(knownRuns(await run(options))).toBe(1);
  });
});

describe("a history of no use", () => {
  beforeAll(async () => {
    await makeWorld();
    await run();
  });
  afterAll(removeWorld);

  const expectReplaced = async () => {
    const { length } = histories();
    const next = await run({ env: { RUNNER_DEBUG: "1" } });
    expect(next.main.log).toContain("::debug::The history that is stored is of no use");
    expect([wordsOf(next), knownRuns(next), histories().length]).toEqual([[], 0, length + 1]);
  };

  it.each([
    { case: "that is no JSON", change: () => "{" },
    { case: "of another version", change: (text: string) => text.replace('"schema":1', '"schema":2') },
  ])("$case is passed over, and replaced", async ({ change }) => {
    await changeHistory(change);
    await expectReplaced();
  });

  it("that cannot be unpacked is passed over, and replaced", async () => {
    world.corrupt(HISTORY);
    await expectReplaced();
    expect(knownRuns(await run())).toBe(1);
  });
});

describe("a history that is not there in time", () => {
  beforeAll(async () => {
    await makeWorld();
    await run();
  });
  afterEach(() => {
    world.service.faults = {};
  });
  afterAll(removeWorld);

  it.each([
    { case: "that the service fails to find", faults: { lookup: { status: 500 } } },
    { case: "that the service looks for for ever", faults: { lookup: { stallMs: 60_000 } } },
  ])("$case is not told of, and not replaced by one that knows less", async ({ faults }) => {
    const known = histories();
    world.service.faults = faults;
    const next = await run({ env: { RUNNER_DEBUG: "1" } });
    expect(next.main.log).toContain("::debug::There is no history for this run");
    expect([wordsOf(next), histories()]).toEqual([[], known]);
  });

  it.each([
    { case: "refuses to store", faults: { reserve: { status: 403 } } },
    { case: "never stores", faults: { upload: { stallMs: 60_000 } } },
  ])("that the service $case is as it was for later runs", async ({ faults }) => {
    world.service.faults = faults;
    const next = await run();
    expect([knownRuns(next), histories().length]).toEqual([1, 1]);
    expect(next.post.log).not.toMatch(/histor|::warning/i);
  });

  it("is none where nobody answers at all", async () => {
    const nowhere = { ...world.service.env(), ACTIONS_RESULTS_URL: "http://127.0.0.1:1/", RUNNER_DEBUG: "1" };
    expect(wordsOf(await run({ env: nowhere }))).toEqual([]);
    expect(knownRuns(await run())).toBe(1);
  });
});

/** Saves a newer history than the newest, with another text. */
async function changeHistory(change: (text: string) => string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "history-"));
  const index = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
  const command = [process.env["MULTIARCH_BUILD_NODE24"] ?? "", index, "cache-store"] as const;
  const env = { ...process.env, ...world.service.env() };
  const store = await CacheStore.start({ root, command, env });
  try {
    const key = histories().at(-1) ?? "";
    expect(await store.restore(key, [HISTORY_PATH])).toMatchObject({ kind: "hit" });
    const file = join(root, HISTORY_PATH);
    const text = readFileSync(file, "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(file, change(text));
    expect(await store.save(`${key}-changed`, [HISTORY_PATH])).toEqual({ kind: "saved" });
  } finally {
    await store.close();
    rmSync(root, { recursive: true, force: true });
  }
}
