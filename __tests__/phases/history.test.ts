import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CacheService } from "../../scripts/lib/cache-service.mjs";
import { addRecord, NO_HISTORY } from "../../src/domain/history/history-file.ts";
import type { HistoryPlan } from "../../src/domain/history/history-scope.ts";
import { HISTORY_PATH, planHistory } from "../../src/domain/history/history-scope.ts";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { readHistory, writeHistory } from "../../src/phases/history.ts";
import { aFailure, aHistory, aMemory, aRecord, sha256, startOf } from "../domain/history/a-history.ts";
import { aCacheRights } from "../support/a-plan.ts";
import { anEvent } from "../support/an-event.ts";
import { anImage, anInputs } from "../support/an-inputs.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const COMMAND = [NODE, fileURLToPath(new URL("../../src/index.ts", import.meta.url)), "cache-store"] as const;
const MAIN = { "refs/heads/main": 3 };
const FEATURE = { "refs/heads/feature": 3, "refs/heads/main": 1 };

let service: CacheService;
let folder: string;
let stores: CacheStore[];

beforeEach(async () => {
  service = await CacheService.start();
  folder = mkdtempSync(join(tmpdir(), "history-"));
  stores = [];
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await service.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

function aHistoryPlan(ref = "refs/heads/main", overrides: Partial<HistoryPlan> = {}): HistoryPlan {
  const inputs = { ...anInputs(), history: 50 };
  const circumstances = { repositories: [anImage()], rights: aCacheRights(), event: anEvent({ ref }) };
  return { ...planHistory({ inputs, ...circumstances }, sha256)!, ...overrides };
}

/** A job on a machine of its own. */
async function aRunner(scopes: Record<string, number> = MAIN) {
  const root = join(folder, `runner-${stores.length}`);
  const env = { ...process.env, ...service.env(scopes) };
  const store = await CacheStore.start({ root, command: COMMAND, env });
  stores.push(store);
  const save = (key: string, path: string) => store.save(key, [path]);
  return { root, store, save, runId: "4242" };
}

async function read(plan = aHistoryPlan(), scopes = MAIN as Record<string, number>) {
  return readHistory(plan, await aRunner(scopes));
}

async function write(history = aHistory(), plan = aHistoryPlan(), scopes = MAIN as Record<string, number>) {
  await writeHistory(plan, { history, isCertain: true }, await aRunner(scopes));
}

/** Saves something else where a history is looked for. */
async function putForeign(text: string): Promise<void> {
  const { store, root } = await aRunner();
  mkdirSync(dirname(join(root, HISTORY_PATH)), { recursive: true });
  writeFileSync(join(root, HISTORY_PATH), text);
  expect(await store.save(`${aHistoryPlan().prefixes[0]}foreign`, [HISTORY_PATH])).toEqual({ kind: "saved" });
}

describe("a history", () => {
  it("is empty before the first run", async () => {
    expect(await read()).toEqual({ history: NO_HISTORY, isCertain: true });
  });

  it("is what all runs before left, each of which adds itself", async () => {
    for (const hour of [0, 1, 2]) {
      const runner = await aRunner();
      const found = await readHistory(aHistoryPlan(), runner);
      const record = hour === 1 ? aFailure({ startedAt: startOf(1) }) : aRecord({ startedAt: startOf(hour) });
      const history = addRecord(found.history, record, { limit: 50, memory: aMemory() });
      await writeHistory(aHistoryPlan(), { ...found, history }, runner);
    }
    const { history } = await read();
    expect(history.records.map(({ startedAt }) => startedAt)).toEqual([0, 1, 2].map(startOf));
    expect(history.memory).toEqual(aMemory());
    expect(new Set(service.entries.ready.map(({ key }) => key)).size).toBe(3);
  });

  it("of a new branch begins with that of the default branch, and is its own from then on", async () => {
    await write();
    const plan = aHistoryPlan("refs/heads/feature");
    expect((await read(plan, FEATURE)).history).toEqual(aHistory());
    await write(aHistory({ records: [] }), plan, FEATURE);
    await write(aHistory({ records: [aRecord()] }));
    expect((await read(plan, FEATURE)).history.records).toEqual([]);
    expect((await read()).history.records).toEqual([aRecord()]);
  });

  it("is that of the branch even where the service shows all branches to each", async () => {
    const feature = aHistoryPlan("refs/heads/feature");
    await write(aHistory({ records: [] }), feature);
    await write();
    expect((await read(feature)).history.records).toEqual([]);
  });

  it("is not left by a run that may not write, or that does not know the last one", async () => {
    await write(aHistory(), aHistoryPlan("refs/heads/main", { write: false }));
    await writeHistory(aHistoryPlan(), { history: aHistory(), isCertain: false }, await aRunner());
    expect(service.seen()).toEqual([]);
  });

  it("is no failure of the run where it cannot be written", async () => {
    const runner = await aRunner();
    const found = { history: aHistory(), isCertain: true };
    const broken = { ...runner, save: () => Promise.reject(new Error("broken")) };
    await expect(writeHistory(aHistoryPlan(), found, broken)).resolves.toBeUndefined();
    writeFileSync(join(folder, "file"), "");
    await expect(
      writeHistory(aHistoryPlan(), found, { ...runner, root: join(folder, "file") }),
    ).resolves.toBeUndefined();
  });

  it("is written to no other place, whatever lay in its own", async () => {
    const runner = await aRunner();
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "runs.json"), "precious");
    symlinkSync(elsewhere, join(runner.root, dirname(HISTORY_PATH)));
    await writeHistory(aHistoryPlan(), { history: aHistory(), isCertain: true }, runner);
    expect(readFileSync(join(elsewhere, "runs.json"), "utf8")).toBe("precious");
    expect((await read()).history).toEqual(aHistory());
  });
});

describe("a history that is of no use", () => {
  it.each([
    { case: "corrupt", text: "{" },
    { case: "empty", text: "" },
    { case: "of another version", text: JSON.stringify({ schema: 2, records: [], memory: {} }) },
    { case: "too large", text: " ".repeat(2 ** 21) },
  ])("is taken for none when it is $case, and replaced", async ({ text }) => {
    await putForeign(text);
    expect(await read()).toEqual({ history: NO_HISTORY, isCertain: true });
    await write();
    expect((await read()).history).toEqual(aHistory());
  });

  it("is taken for none when there is no file in its entry", async () => {
    const { store, root } = await aRunner();
    mkdirSync(join(root, HISTORY_PATH, "folder"), { recursive: true });
    await store.save(`${aHistoryPlan().prefixes[0]}foreign`, [HISTORY_PATH]);
    expect(await read()).toEqual({ history: NO_HISTORY, isCertain: true });
  });

  it("is replaced when it cannot be unpacked", async () => {
    await write();
    const [entry] = service.entries.ready;
    entry!.bytes = Buffer.from("this is no archive");
    expect(await read()).toEqual({ history: NO_HISTORY, isCertain: true });
  });
});

describe("a history that cannot be read", () => {
  it("is not replaced, as it may be a good one", async () => {
    await write();
    service.faults.lookup = { status: 500 };
    expect(await read()).toEqual({ history: NO_HISTORY, isCertain: false });
  });

  it("is not waited for", async () => {
    await write();
    service.faults.lookup = { stallMs: 3_000, times: 1 };
    const runner = await aRunner();
    const startedAt = performance.now();
    const found = await readHistory(aHistoryPlan(), { ...runner, limitMs: 200 });
    expect(found).toEqual({ history: NO_HISTORY, isCertain: false });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    // The client is still there for others.
    expect(await runner.store.lookup("another", ["blobs/one"])).toEqual({ kind: "miss" });
  });

  it("is none where the client has ended", async () => {
    const runner = await aRunner();
    await runner.store.close();
    expect(await readHistory(aHistoryPlan(), runner)).toEqual({ history: NO_HISTORY, isCertain: false });
    expect(existsSync(join(runner.root, HISTORY_PATH))).toBe(false);
  });
});
