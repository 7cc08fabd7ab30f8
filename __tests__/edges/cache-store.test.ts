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
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { awaitLeftClient } from "../../src/edges/cache-store/left-client.ts";
import type { CacheStoreOptions } from "../../src/edges/cache-store/store.ts";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { pidsWithEnvironment } from "../support/processes.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const COMMAND = [NODE, fileURLToPath(new URL("../../src/index.ts", import.meta.url)), "cache-store"] as const;
const MAIN = { "refs/heads/main": 3 };
const FEATURE = { "refs/heads/feature": 3, "refs/heads/main": 1 };
const PATHS = ["blobs/one"];

let service: CacheService;
let folder: string;
let stores: CacheStore[];
let folders: number;

beforeEach(async () => {
  service = await CacheService.start();
  folder = mkdtempSync(join(tmpdir(), "cache-store-"));
  stores = [];
  folders = 0;
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await service.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A runner of its own: a store with another root folder. */
async function aRunner(options: Partial<CacheStoreOptions> = {}, scopes: Record<string, number> = MAIN) {
  folders += 1;
  const root = join(folder, `runner-${folders}`);
  const env = { ...process.env, ...service.env(scopes), ...options.env };
  const store = await CacheStore.start({ root, command: COMMAND, ...options, env });
  stores.push(store);
  const put = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put("blobs/one", "one");
  return { root, store, put, read: (path: string) => readFileSync(join(root, path), "utf8") };
}

async function saved(key = "blob-one", paths: readonly string[] = PATHS) {
  const { store } = await aRunner();
  expect(await store.save(key, paths)).toEqual({ kind: "saved" });
}

/** The processes of a store: those with its root folder as their workspace. */
function processes(root: string): readonly number[] {
  return pidsWithEnvironment(`GITHUB_WORKSPACE=${root}`);
}

describe("CacheStore", () => {
  it("finds nothing in an empty cache", async () => {
    const { store } = await aRunner();
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "miss" });
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "miss" });
  });

  it("restores on one runner what another saved, wherever their folders are", async () => {
    await saved();
    const { store, root, read } = await aRunner();
    rmSync(join(root, "blobs/one"));
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    expect(read("blobs/one")).toBe("one");
  });

  it("restores a folder with all that is in it", async () => {
    const { store, put, root, read } = await aRunner();
    put("pack/a/b", "deep");
    expect(await store.save("pack", ["pack"])).toEqual({ kind: "saved" });
    rmSync(join(root, "pack"), { recursive: true });
    expect(await store.restore("pack", ["pack"])).toEqual({ kind: "hit", key: "pack" });
    expect(read("pack/a/b")).toBe("deep");
  });

  it("restores through a link to its folder", async () => {
    await saved();
    const { root } = await aRunner();
    const link = join(folder, "link");
    symlinkSync(root, link);
    rmSync(join(root, "blobs/one"));
    const { store } = await aRunner({ root: link });
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    expect(existsSync(join(root, "blobs/one"))).toBe(true);
  });

  it("looks an entry up without a download", async () => {
    await saved();
    const { store } = await aRunner();
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    expect(service.seen("download")).toEqual([]);
  });

  it("finds the newest entry that begins with a prefix", async () => {
    await saved("index-1");
    await saved("index-2");
    const { store } = await aRunner();
    expect(await store.lookup("index-3", PATHS, ["index-"])).toEqual({ kind: "hit", key: "index-2" });
  });

  it("puts the newest entry that begins with a prefix in place", async () => {
    const { store: writer, put } = await aRunner();
    for (const state of ["index-1", "index-2", "other-3"]) {
      put("index/one", state);
      expect(await writer.save(state, ["index/one"])).toEqual({ kind: "saved" });
    }
    const { store, read } = await aRunner();
    expect(await store.restoreNewest(["index-"], "index/one")).toEqual({ kind: "hit", key: "index-2" });
    expect(read("index/one")).toBe("index-2");
  });

  it("takes an older entry of the first prefix before a newer one of the second", async () => {
    await saved("own-1");
    await saved("whole-2");
    const { store } = await aRunner();
    expect(await store.restoreNewest(["own-", "whole-"], "blobs/one")).toEqual({ kind: "hit", key: "own-1" });
    expect(await store.restoreNewest(["none-", "whole-"], "blobs/one")).toEqual({
      kind: "hit",
      key: "whole-2",
    });
    expect(await store.restoreNewest(["none-", "never-"], "blobs/one")).toEqual({ kind: "miss" });
  });

  it("finds nothing under a key that was saved with other paths", async () => {
    await saved();
    const { store } = await aRunner();
    expect(await store.lookup("blob-one", ["blobs/two"])).toEqual({ kind: "miss" });
  });

  it("reads what the default branch saved, and keeps its own to itself", async () => {
    await saved();
    const { store } = await aRunner({}, FEATURE);
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    expect(await store.save("blob-two", PATHS)).toEqual({ kind: "saved" });
    const { store: main } = await aRunner();
    expect(await main.lookup("blob-two", PATHS)).toEqual({ kind: "miss" });
  });

  it("tells that a key is taken", async () => {
    await saved();
    const { store } = await aRunner();
    expect(await store.save("blob-one", PATHS)).toMatchObject({ kind: "exists" });
  });

  it("tells that a key is taken by a save that was never finished", async () => {
    service.faults.upload = { status: 403, message: "no" };
    const { store } = await aRunner();
    expect(await store.save("blob-one", PATHS)).toMatchObject({ kind: "failed" });
    service.faults = {};
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "miss" });
    expect(await store.save("blob-one", PATHS)).toMatchObject({ kind: "exists" });
    expect(await store.save("blob-one-r2", PATHS)).toEqual({ kind: "saved" });
  });

  it("misses an entry that was evicted", async () => {
    await saved();
    service.evict("blob-one");
    const { store } = await aRunner();
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "miss" });
  });

  it("tells apart the answers to many requests at a time", async () => {
    const { store, put } = await aRunner();
    const names = Array.from({ length: 12 }, (_, at) => `blob-${at}`);
    for (const name of names) put(`blobs/${name}`, name);
    const saves = await Promise.all(names.map((name) => store.save(`${name}.`, [`blobs/${name}`])));
    expect(saves).toEqual(names.map(() => ({ kind: "saved" })));
    const lookups = [...names, "none"].map((name) => store.lookup(`${name}.`, [`blobs/${name}`]));
    expect(await Promise.all(lookups)).toEqual([
      ...names.map((name) => ({ kind: "hit", key: `${name}.` })),
      { kind: "miss" },
    ]);
  });

  it("fails to save what is not there", async () => {
    const { store } = await aRunner();
    expect(await store.save("blob-two", ["blobs/two"])).toEqual({
      kind: "failed",
      reason: expect.stringContaining("Path Validation Error"),
    });
  });
});

describe("a fault of the service", () => {
  it.each([
    { case: "no token is accepted", fault: { status: 401 }, kind: "denied" },
    { case: "reading is forbidden", fault: { status: 403 }, kind: "denied" },
    { case: "there is no such service", fault: { status: 404 }, kind: "failed" },
    { case: "it limits the rate", fault: { status: 429, retryAfterSeconds: 42 }, kind: "rate-limited" },
    { case: "it is not available", fault: { status: 503 }, kind: "failed" },
    { case: "it hangs up", fault: { reset: true }, kind: "failed" },
  ])("is what a lookup tells when $case", async ({ fault, kind }) => {
    const { store } = await aRunner();
    service.faults.lookup = fault;
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind, reason: expect.any(String) });
  });

  it("is over for a lookup that is tried again", async () => {
    await saved();
    const { store } = await aRunner();
    service.faults.lookup = { status: 503, times: 1 };
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
  });

  it.each([
    { case: "is not there", fault: { status: 404, message: "The specified blob does not exist." } },
    { case: "cannot be read", fault: { status: 500 } },
    { case: "lacks its end", fault: { truncate: true } },
    { case: "has a wrong byte", fault: { corrupt: true } },
  ])("makes a restore fail when the archive $case", async ({ fault }) => {
    await saved();
    const { store } = await aRunner();
    service.faults.download = fault;
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "failed", reason: expect.any(String) });
  });

  it("is told when nothing listens", async () => {
    const { store } = await aRunner();
    await service.close();
    const failed = { kind: "failed", reason: "the service cannot be reached (ECONNREFUSED)" };
    expect(await store.lookup("blob-one", PATHS)).toEqual(failed);
    expect(await store.save("blob-one", PATHS)).toEqual(failed);
    service = await CacheService.start();
  });

  it.each([
    {
      case: "limits the rate",
      fault: { status: 429, retryAfterSeconds: 42 },
      outcome: { kind: "rate-limited", reason: "rate limit will reset in 42 seconds" },
    },
    {
      case: "has no room",
      fault: { status: 403, message: "insufficient usage" },
      outcome: { kind: "denied", reason: "Cache storage quota has been hit" },
    },
  ])("ends all saves when it $case, and only them", async ({ fault, outcome }) => {
    const { store } = await aRunner();
    service.faults.reserve = { ...fault, times: 1 };
    expect(await store.save("blob-one", PATHS)).toEqual(outcome);
    expect(await store.save("blob-two", PATHS)).toEqual(outcome);
    expect(service.seen("reserve")).toHaveLength(1);
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "miss" });
  });

  it("is told from a token that may not write", async () => {
    const { store } = await aRunner({}, { "refs/heads/main": 1 });
    expect(await store.save("blob-one", PATHS)).toEqual({
      kind: "denied",
      reason: "cache write denied: token has no writable scopes",
    });
  });
});

describe("the cache client's process", () => {
  it("is another one after it was killed", async () => {
    await saved();
    const { store, root } = await aRunner();
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    service.faults.lookup = { stallMs: 60_000, times: 1 };
    const [outcome] = await Promise.all([
      store.lookup("blob-one", PATHS),
      waitUntil(() => service.seen("lookup").length === 2, { timeoutMs: 5_000 }).then(() => {
        for (const pid of processes(root)) process.kill(pid, "SIGKILL");
      }),
    ]);
    expect(outcome).toEqual({ kind: "failed", reason: "the cache client ended with SIGKILL" });
    expect(await store.restore("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
  });

  it("is not started a third time", async () => {
    const { store } = await aRunner({ command: [NODE, "-e", "throw new Error('broken')"] });
    const broken = { kind: "failed", reason: "the cache client ended with 1: Error: broken" };
    expect(await store.lookup("blob-one", PATHS)).toEqual(broken);
    expect(await store.lookup("blob-one", PATHS)).toEqual(broken);
    expect(await store.lookup("blob-one", PATHS)).toEqual({
      kind: "failed",
      reason: "the cache client failed twice",
    });
  });

  it("fails everything when it cannot be started", async () => {
    const { store } = await aRunner({ command: ["/nonexistent/node"] });
    expect(await store.lookup("blob-one", PATHS)).toEqual({
      kind: "failed",
      reason: "spawn /nonexistent/node ENOENT",
    });
  });

  it("is replaced when it does not answer in time, once the other requests have their answers", async () => {
    await saved();
    const { store, root } = await aRunner({ lookupMs: 1_500 });
    service.faults = { download: { stallMs: 2_500, times: 1 } };
    await store.lookup("blob-one", PATHS);
    const [before] = processes(root);
    const restore = store.restore("blob-one", PATHS);
    await waitUntil(() => service.seen("download").length === 1, { timeoutMs: 5_000 });
    service.faults.lookup = { stallMs: 60_000, times: 1 };
    expect(await store.lookup("blob-one", PATHS)).toEqual({
      kind: "failed",
      reason: "there was no answer within 1.5 s",
    });
    expect(await restore).toEqual({ kind: "hit", key: "blob-one" });
    expect(await store.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
    expect(await waitUntil(() => processes(root).length === 1, { timeoutMs: 5_000 })).toBe(true);
    expect(processes(root)).not.toContain(before);
  });

  it("does not wait for an index as long as for layers", async () => {
    await saved("index-1");
    const { store } = await aRunner({ lookupMs: 4_000 });
    expect(await store.lookup("index-1", PATHS)).toEqual({ kind: "hit", key: "index-1" });
    service.faults.download = { stallMs: 60_000 };
    expect(await store.restoreNewest(["index-"], "blobs/one")).toEqual({
      kind: "failed",
      reason: "there was no answer within 4 s",
    });
  });

  it("is gone when the store is closed, and what was under way has failed", async () => {
    const { store, root } = await aRunner();
    await store.lookup("blob-one", PATHS);
    service.faults.lookup = { stallMs: 60_000 };
    const lookup = store.lookup("blob-one", PATHS);
    await waitUntil(() => service.seen("lookup").length === 2, { timeoutMs: 5_000 });
    await store.close();
    const closed = { kind: "failed", reason: "the cache is closed" };
    expect(await lookup).toEqual(closed);
    expect(await store.save("blob-one", PATHS)).toEqual(closed);
    expect(processes(root)).toEqual([]);
  });

  it("saves a last thing when it is left to itself, and ends", async () => {
    const { store, root } = await aRunner();
    const pid = await store.leaveSaving("blob-one", PATHS);
    const closed = { kind: "failed", reason: "the cache is closed" };
    expect(await store.lookup("blob-one", PATHS)).toEqual(closed);
    await awaitLeftClient(pid!, 10_000);
    expect(pidsWithEnvironment(`GITHUB_WORKSPACE=${root}`)).toEqual([]);
    const { store: another } = await aRunner();
    expect(await another.lookup("blob-one", PATHS)).toEqual({ kind: "hit", key: "blob-one" });
  });

  it("is ended when what it was left with takes too long", async () => {
    service.onRequest = () => new Promise(() => undefined);
    const { store, root } = await aRunner();
    const pid = await store.leaveSaving("blob-one", PATHS);
    await awaitLeftClient(pid!, 300);
    expect(pidsWithEnvironment(`GITHUB_WORKSPACE=${root}`)).toEqual([]);
    expect(service.seen("finalize")).toEqual([]);
  });

  it("is left with nothing where nothing can be saved", async () => {
    const { store } = await aRunner();
    await store.close();
    expect(await store.leaveSaving("blob-one", PATHS)).toBeUndefined();
  });

  it("is gone when the run is cancelled", async () => {
    const run = new AbortController();
    const { store, root } = await aRunner({ signal: run.signal });
    await store.lookup("blob-one", PATHS);
    run.abort();
    expect(await store.lookup("blob-one", PATHS)).toEqual({
      kind: "failed",
      reason: "the run was cancelled",
    });
    expect(await waitUntil(() => processes(root).length === 0, { timeoutMs: 5_000 })).toBe(true);
  });
});
