import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CacheService } from "../../scripts/lib/cache-service.mjs";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { blobPath, entryPath, indexPath } from "../../src/domain/cache/entry-path.ts";
import { type IndexEntry, parseIndexEntry } from "../../src/domain/cache/index-entry.ts";
import { indexPrefix } from "../../src/domain/cache/keys.ts";
import { SOLO_BYTES } from "../../src/domain/cache/packing.ts";
import type { Save } from "../../src/domain/cache/save-plan.ts";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { finishSave, type SaveStart, startSave, stopSave } from "../../src/phases/save-cache.ts";
import { aDescriptor, sha256 } from "../support/a-cache.ts";
import { aSave, aSavePlan, anExport } from "../support/a-save.ts";
import { pidsWithEnvironment } from "../support/processes.ts";
import { digestOf } from "../support/token-registry.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const SCRIPT = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
const LIMIT_MS = 60_000;
const AMD64 = indexPrefix("app", "linux/amd64");
const ARM64 = indexPrefix("app", "linux/arm64");
const MAIN = { "refs/heads/main": 3 };

const SMALL = Buffer.from("a small layer");
const OTHER = Buffer.from("a small layer of another platform");
const LARGE = Buffer.alloc(SOLO_BYTES, "a large layer");

let service: CacheService;
let folder: string;
let runners: number;
let stores: CacheStore[];
let saves: { folder: string; pid: number; root: string }[];

beforeEach(async () => {
  service = await CacheService.start();
  folder = mkdtempSync(join(tmpdir(), "cache-save-"));
  runners = 0;
  stores = [];
  saves = [];
});

afterEach(async () => {
  await Promise.all([...saves.map(stopSave), ...stores.map((store) => store.close())]);
  await service.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

function layer(bytes: Buffer) {
  return aDescriptor({ digest: digestOf(bytes), sizeBytes: bytes.byteLength });
}

/** Two platforms that have a layer in common. */
function aPlan(): Save {
  const exports = [
    anExport("linux/amd64", [layer(SMALL), layer(LARGE)]),
    anExport("linux/arm64", [layer(SMALL), layer(OTHER)]),
  ];
  return aSave({ exports });
}

/** The files of blobs, in a folder of their own. */
function filesOf(blobs: readonly Buffer[], place = join(folder, "files")): Map<string, string> {
  mkdirSync(place, { recursive: true });
  return new Map(
    blobs.map((bytes) => {
      const file = join(place, sha256(bytes.toString()).slice(0, 8));
      writeFileSync(file, bytes);
      return [digestOf(bytes), file];
    }),
  );
}

/** Starts a save on a runner of its own. */
async function begin(overrides: Partial<SaveStart> = {}, scopes: Record<string, number> = MAIN) {
  runners += 1;
  const own = join(folder, `save-${runners}`);
  mkdirSync(own);
  const start: SaveStart = {
    folder: own,
    plan: aPlan(),
    // A link that another runner makes to the same file would change it while it is packed.
    files: overrides.files ?? filesOf([SMALL, OTHER, LARGE], join(own, "files")),
    root: join(own, "root"),
    deadlineMs: LIMIT_MS,
    command: [NODE, SCRIPT, "cache-save"],
    env: { ...process.env, ...service.env(scopes) },
    ...overrides,
  };
  const saving = { folder: start.folder, pid: (await startSave(start)) ?? 0, root: start.root };
  saves.push(saving);
  return saving;
}

async function save(overrides: Partial<SaveStart> = {}, scopes: Record<string, number> = MAIN) {
  return finishSave(await begin(overrides, scopes), LIMIT_MS);
}

/** The result of a save that left nothing out. */
function complete(counts: { entries: number; sharedEntries: number; bytes?: number }) {
  return { bytes: expect.any(Number), durationMs: expect.any(Number), ...counts };
}

/** Another runner, which has nothing yet. */
async function aReader() {
  runners += 1;
  const root = join(folder, `reader-${runners}`);
  const env = { ...process.env, ...service.env() };
  const store = await CacheStore.start({ root, env, command: [NODE, SCRIPT, "cache-store"] });
  stores.push(store);
  return { root, store };
}

/** The newest index for a platform, as a later run finds it. */
async function newestIndex(label = "linux/amd64"): Promise<IndexEntry | undefined> {
  const { store, root } = await aReader();
  const prefix = indexPrefix("app", label);
  const outcome = await store.restore(prefix, [indexPath(label)], [prefix]);
  if (outcome.kind !== "hit") return undefined;
  const read = parseIndexEntry(readFileSync(join(root, indexPath(label)), "utf8"), sha256);
  if (!read.ok) throw new Error(read.reason);
  return read.value.entry;
}

/** The digest of what is in the entry in which an index says that a blob is. */
async function restored(index: IndexEntry | undefined, digest: string): Promise<string | undefined> {
  const place = index?.blobs.get(digest);
  if (!place) return undefined;
  const { store, root } = await aReader();
  const outcome = await store.restore(place.entry, [entryPath(digest, place)]);
  return outcome.kind === "hit" ? digestOf(readFileSync(join(root, blobPath(digest, place)))) : undefined;
}

function keys(): readonly string[] {
  return service.entries.ready.map(({ key }) => key);
}

/** The processes that work for a save: those of its cache client. */
function clients({ root }: { root: string }): readonly number[] {
  return pidsWithEnvironment(`GITHUB_WORKSPACE=${root}`);
}

async function untilSeen(operation: "upload" | "reserve" | "lookup", count = 1) {
  expect(await waitUntil(() => service.seen(operation).length >= count, { timeoutMs: 20_000 })).toBe(true);
}

describe("saving a cache", () => {
  it("makes it one that another runner finds, byte for byte", async () => {
    const result = await save();
    const bytes = SMALL.byteLength + OTHER.byteLength + LARGE.byteLength;
    expect(result).toEqual(complete({ entries: 4, bytes, sharedEntries: 0 }));
    const [amd64, arm64] = [await newestIndex("linux/amd64"), await newestIndex("linux/arm64")];
    expect(amd64?.texts).toEqual(aPlan().indexes[0]?.texts);
    expect(await restored(amd64, digestOf(LARGE))).toEqual(digestOf(LARGE));
    expect(await restored(amd64, digestOf(SMALL))).toEqual(digestOf(SMALL));
    expect(await restored(arm64, digestOf(OTHER))).toEqual(digestOf(OTHER));
  });

  it("writes the indexes after all blobs", async () => {
    await save();
    const kinds = keys().map((key) => key.slice(0, 5));
    expect(kinds.slice(0, 2).toSorted()).toEqual(["bx1-b", "bx1-p"]);
    expect(kinds.slice(2)).toEqual(["bx1-i", "bx1-i"]);
  });

  it("sends nothing the second time", async () => {
    await save();
    const before = service.seen("upload").length;
    expect(await save()).toEqual(complete({ entries: 0, bytes: 0, sharedEntries: 4 }));
    expect(service.seen("upload")).toHaveLength(before);
  });

  it("starts no process when there is nothing to save", async () => {
    const plan = aSavePlan({ exports: [] });
    const { pid, folder: own } = await begin({ plan });
    expect(pid).toBe(0);
    expect(existsSync(join(own, "save.json"))).toBe(false);
  });

  it("ends well for two jobs that save the same at the same time", async () => {
    const both = await Promise.all([save(), save()]);
    expect(both.map(({ reason }) => reason)).toEqual([undefined, undefined]);
    for (const label of ["linux/amd64", "linux/arm64"]) {
      const index = await newestIndex(label);
      expect(await restored(index, digestOf(SMALL))).toEqual(digestOf(SMALL));
    }
  });

  it("takes what another branch can be read from as stored, and keeps an index of its own", async () => {
    await save();
    const result = await save({}, { "refs/heads/feature": 3, "refs/heads/main": 1 });
    expect(result).toEqual(complete({ entries: 2, bytes: 0, sharedEntries: 2 }));
    expect(service.entries.ready.filter(({ scope }) => scope === "refs/heads/feature")).toHaveLength(2);
  });

  it("makes the state that a cache came back to the newest again", async () => {
    const first = aSave({ exports: [anExport("linux/amd64", [layer(SMALL)])] });
    const second = aSave({ exports: [anExport("linux/amd64", [layer(OTHER)])] });
    for (const plan of [first, second, first]) expect(await save({ plan })).not.toHaveProperty("reason");
    const index = await newestIndex();
    expect(index?.texts).toEqual(first.indexes[0]?.texts);
    expect(keys().filter((key) => key.startsWith(AMD64))).toEqual([
      expect.stringMatching(/--[0-9a-f]{16}$/),
      expect.stringMatching(/--[0-9a-f]{16}$/),
      expect.stringMatching(/--[0-9a-f]{16}-r1$/),
    ]);
  });

  it("saves blobs that are where they are saved from already, and copies where no link can be made", async () => {
    const root = join(folder, "root");
    const digest = digestOf(LARGE);
    mkdirSync(join(root, "blobs"), { recursive: true });
    const inPlace = join(root, "blobs", digest.replace(":", "-"));
    writeFileSync(inPlace, LARGE);
    const elsewhere = mkdtempSync("/dev/shm/cache-save-");
    try {
      const files = filesOf([SMALL, OTHER], elsewhere).set(digest, inPlace);
      expect(await save({ root, files })).toEqual(complete({ entries: 4, sharedEntries: 0 }));
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
    expect(digestOf(readFileSync(inPlace))).toEqual(digest);
    expect(await restored(await newestIndex("linux/arm64"), digestOf(OTHER))).toEqual(digestOf(OTHER));
  });

  it("leaves out of a pack what lies in its folder by accident", async () => {
    const root = join(folder, "root");
    const [pack] = aPlan().uploads.filter(({ kind }) => kind === "pack");
    mkdirSync(join(root, "packs", pack!.key), { recursive: true });
    writeFileSync(join(root, "packs", pack!.key, "stranger"), "no blob");
    await save({ root });
    const { store, root: place } = await aReader();
    await store.restore(pack!.key, [`packs/${pack!.key}`]);
    expect(existsSync(join(place, "packs", pack!.key, "stranger"))).toBe(false);
    expect(existsSync(join(place, "packs", pack!.key))).toBe(true);
  });
});

describe("a pack that is rewritten", () => {
  const DEAD = Buffer.alloc(1_000, "dead");

  /** Saves a pack of which little is live later, and decides on what is saved then. */
  async function aRewrite() {
    const first = aSave({ exports: [anExport("linux/amd64", [layer(SMALL), layer(DEAD)])] });
    await save({ plan: first, files: filesOf([SMALL, DEAD]) });
    const known = new Map(first.indexes[0]?.blobs);
    const exports = [anExport("linux/amd64", [layer(SMALL), layer(OTHER)])];
    return {
      start: { plan: aSave({ exports, known }), files: filesOf([OTHER]) },
      pack: first.uploads[0]!.key,
    };
  }

  it("has what the build did not ask for out of the old one", async () => {
    const { start } = await aRewrite();
    expect(start.plan.uploads.map(({ digests }) => digests.length)).toEqual([1, 1]);
    expect(await save(start)).toEqual(complete({ entries: 3, sharedEntries: 0 }));
    for (const blob of [SMALL, OTHER].map(digestOf))
      expect(await restored(await newestIndex(), blob)).toEqual(blob);
  });

  it("is not rewritten when the old one is gone by then", async () => {
    const { start, pack } = await aRewrite();
    service.evict(pack);
    expect((await save(start)).reason).toBe(`the entry ${pack} is not there any more`);
    expect((await newestIndex())?.blobs.has(digestOf(DEAD))).toBe(true);
  });

  it("is not rewritten when the old one cannot be fetched", async () => {
    const { start } = await aRewrite();
    service.faults.download = { corrupt: true };
    expect((await save(start)).reason).toEqual(expect.any(String));
    service.faults = {};
    expect((await newestIndex())?.blobs.has(digestOf(DEAD))).toBe(true);
  });
});

describe("a key that is taken by an upload that never ended", () => {
  it("is replaced by another, and the index says so", async () => {
    service.faults.upload = { status: 403, message: "no" };
    expect(await save()).toMatchObject({ entries: 0, reason: expect.any(String) });
    service.faults = {};
    expect(await save()).toEqual(complete({ entries: 4, sharedEntries: 0 }));
    const index = await newestIndex();
    const place = index?.blobs.get(digestOf(LARGE));
    expect(place?.entry).toMatch(/^bx1-b-[0-9a-f]{32}-r1$/);
    expect(await restored(index, digestOf(LARGE))).toEqual(digestOf(LARGE));
    // What finds the blob from then on also finds it under the other key.
    expect(await save()).toEqual(complete({ entries: 0, bytes: 0, sharedEntries: 4 }));
  });

  it("is given up when the others are taken as well", async () => {
    const plan = aSave({ exports: [anExport("linux/amd64", [layer(SMALL)])] });
    service.faults.upload = { status: 403, message: "no" };
    for (let attempt = 0; attempt < 4; attempt += 1) await save({ plan });
    service.faults = {};
    expect(await save({ plan })).toMatchObject({
      entries: 0,
      reason: `${plan.uploads[0]!.key} and the keys in its place are taken`,
    });
    expect(keys()).toEqual([]);
  });
});

describe("an entry that is stored and damaged", () => {
  it("is left alone, and its blobs are saved under another key", async () => {
    await save();
    const before = await newestIndex();
    const damaged = [before!.blobs.get(digestOf(LARGE))!.entry];
    const plan = { ...aPlan(), damaged };
    expect(await save({ plan })).toEqual(complete({ entries: 2, bytes: LARGE.byteLength, sharedEntries: 2 }));
    const index = await newestIndex();
    expect(index?.blobs.get(digestOf(LARGE))?.entry).toBe(`${damaged[0]!}-r1`);
    expect(await restored(index, digestOf(LARGE))).toEqual(digestOf(LARGE));
  });
});

describe("a save that cannot be finished", () => {
  const first = aSave({ exports: [anExport("linux/amd64", [layer(OTHER)])] });

  it.each([
    {
      case: "the service limits the rate",
      faults: { reserve: { status: 429, retryAfterSeconds: 42 } },
      reason: "rate limit will reset in 42 seconds",
    },
    {
      case: "there is no room",
      faults: { reserve: { status: 403, message: "insufficient usage" } },
      reason: "Cache storage quota has been hit",
    },
    {
      case: "nothing can be uploaded",
      faults: { upload: { status: 403, message: "no" } },
      reason: expect.any(String),
    },
  ])("leaves the index that was there when $case", async ({ faults, reason }) => {
    await save({ plan: first });
    service.faults = faults;
    const result = await save();
    expect(result).toMatchObject({ entries: 0, bytes: 0 });
    expect(result.reason).toEqual(typeof reason === "string" ? expect.stringContaining(reason) : reason);
    service.faults = {};
    expect((await newestIndex())?.texts).toEqual(first.indexes[0]?.texts);
    expect(await newestIndex("linux/arm64")).toBeUndefined();
  });

  it("may be able to write what it may not look up", async () => {
    service.faults.lookup = { status: 403 };
    expect(await save()).toEqual(complete({ entries: 4, sharedEntries: 0 }));
    expect(await save()).toEqual(complete({ entries: 0, bytes: 0, sharedEntries: 4 }));
    service.faults = {};
    expect((await newestIndex())?.texts).toEqual(aPlan().indexes[0]?.texts);
  });

  it("sends no more after the first refusal, and writes no index", async () => {
    const blobs = Array.from({ length: 6 }, (_, at) => Buffer.alloc(SOLO_BYTES, `layer ${at}`));
    const plan = aSave({ exports: [anExport("linux/amd64", blobs.map(layer))] });
    service.faults.reserve = { status: 429, retryAfterSeconds: 42 };
    expect(await save({ plan, files: filesOf(blobs) })).toMatchObject({
      entries: 0,
      reason: "rate limit will reset in 42 seconds",
    });
    // Four were under way.
    expect(service.seen("reserve").length).toBeLessThanOrEqual(4);
    expect(service.seen("lookup").length).toBeLessThanOrEqual(4);
    expect(service.seen("reserve").filter(({ key }) => key?.startsWith("bx1-i"))).toEqual([]);
  });

  it("counts what was saved before", async () => {
    const exports = [anExport("linux/amd64", [layer(SMALL), layer(LARGE)])];
    const files = filesOf([SMALL]).set(digestOf(LARGE), join(folder, "nowhere"));
    const result = await save({ plan: aSave({ exports }), files });
    expect(result.reason).toMatch(/ENOENT/);
    expect(await newestIndex()).toBeUndefined();
    expect(await save({ plan: aSave({ exports }) })).toEqual(
      complete({ entries: 2, bytes: LARGE.byteLength, sharedEntries: 1 }),
    );
  });

  it("tells that the token may not write", async () => {
    expect(await save({}, { "refs/heads/main": 1 })).toMatchObject({
      entries: 0,
      reason: "cache write denied: token has no writable scopes",
    });
  });

  it("tells that nothing listens", async () => {
    await service.close();
    const result = await save();
    expect(result).toMatchObject({ entries: 0, reason: "the service cannot be reached (ECONNREFUSED)" });
    service = await CacheService.start();
  });

  it("tells that a blob is nowhere", async () => {
    expect(await save({ files: new Map() })).toMatchObject({
      entries: 0,
      reason: expect.stringMatching(/^there is no file of the blob sha256:/),
    });
    expect(service.seen("reserve")).toEqual([]);
  });

  it("sends nothing of a file that has changed", async () => {
    const files = filesOf([SMALL, OTHER, LARGE]);
    for (const file of files.values()) truncateSync(file, 5);
    expect(await save({ files })).toMatchObject({
      entries: 0,
      reason: expect.stringMatching(/^a file of bx1-.* has changed$/),
    });
    expect(service.seen("upload")).toEqual([]);
  });

  it("tells that the disk does not take it", async () => {
    const root = join(folder, "a-file");
    writeFileSync(root, "in the way");
    expect(await save({ root })).toMatchObject({
      entries: 0,
      reason: expect.stringMatching(/EEXIST|ENOTDIR/),
    });
  });

  it("ends by itself at its deadline, with all that it started", async () => {
    service.faults.upload = { stallMs: LIMIT_MS };
    const saving = await begin({ deadlineMs: 1_500 });
    expect(await finishSave(saving, LIMIT_MS)).toMatchObject({
      entries: 0,
      reason: "it did not end within 1.5 s",
    });
    expect(clients(saving)).toEqual([]);
    expect(keys()).toEqual([]);
  });

  it("is ended when the post phase has no more time", async () => {
    service.faults.upload = { stallMs: LIMIT_MS };
    const saving = await begin();
    await untilSeen("upload");
    expect(await finishSave(saving, 0)).toMatchObject({
      entries: 0,
      reason: "it was ended before all was saved",
    });
    expect(clients(saving)).toEqual([]);
  });

  it("leaves the index that was there when it is killed", async () => {
    await save({ plan: first });
    service.faults.upload = { stallMs: LIMIT_MS };
    const saving = await begin();
    await untilSeen("upload", 3);
    process.kill(saving.pid, "SIGKILL");
    expect(await finishSave(saving, LIMIT_MS)).toMatchObject({
      entries: 0,
      reason: "the process that saves it ended too early",
    });
    expect(await waitUntil(() => clients(saving).length === 0, { timeoutMs: 10_000 })).toBe(true);
    service.faults = {};
    expect((await newestIndex())?.texts).toEqual(first.indexes[0]?.texts);
    expect(await newestIndex("linux/arm64")).toBeUndefined();
    expect(keys().filter((key) => key.startsWith(ARM64))).toEqual([]);
    // The keys that it had reserved stay taken; the next one uses others.
    expect(await save()).toEqual(complete({ entries: 4, sharedEntries: 0 }));
  });
});

describe("the process that saves", () => {
  it("tells its last words when it breaks", async () => {
    const saving = await begin({ command: [NODE, "-e", "throw new Error('broken')"] });
    expect(await finishSave(saving, LIMIT_MS)).toMatchObject({
      reason: "the process that saves it ended too early: Error: broken",
    });
  });

  it("is not there when it cannot be started", async () => {
    await expect(begin({ command: ["/nonexistent/node"] })).rejects.toThrow("ENOENT");
  });

  it("tells that its job cannot be read", async () => {
    const own = join(folder, "empty");
    const saving = await begin({ folder: mkdirSync(own, { recursive: true })!, command: breaking() });
    expect(await finishSave(saving, LIMIT_MS)).toMatchObject({ reason: expect.stringContaining("JSON") });

    /** Spoils the job before the process reads it. */
    function breaking() {
      const spoil = `require("fs").writeFileSync("${join(own, "save.json")}", "{")`;
      const serve = `import(${JSON.stringify(SCRIPT)})`;
      return [NODE, "-e", `${spoil}; process.argv.splice(1, 0, "index", "cache-save"); ${serve}`] as const;
    }
  });

  it("is ended when the run is cancelled, even if it does not listen", async () => {
    const deaf =
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); require('fs').writeFileSync('$', '')";
    const ready = join(folder, "ready");
    const saving = await begin({ command: [NODE, "-e", deaf.replace("$", ready), "--"] });
    expect(await waitUntil(() => existsSync(ready), { timeoutMs: 10_000 })).toBe(true);
    await stopSave(saving);
    expect(existsSync(`/proc/${saving.pid}`)).toBe(false);
    await stopSave(saving);
  });

  it("is left alone when its number is another process's by then", async () => {
    const other = await begin({ command: [NODE, "-e", "setInterval(() => {}, 1000)", "--"] });
    const impostor = { folder: join(folder, "another"), pid: other.pid };
    await stopSave(impostor);
    expect(await finishSave(impostor, LIMIT_MS)).toMatchObject({
      reason: "the process that saves it ended too early",
    });
    expect(existsSync(`/proc/${other.pid}`)).toBe(true);
  });

  it("goes on when the process that started it has ended", async () => {
    service.faults.lookup = { stallMs: 1_000, times: 1 };
    const own = join(folder, "outliving");
    mkdirSync(own);
    const start = {
      folder: own,
      plan: aPlan(),
      root: join(own, "root"),
      deadlineMs: LIMIT_MS,
      command: [NODE, SCRIPT, "cache-save"],
    };
    const files = JSON.stringify([...filesOf([SMALL, OTHER, LARGE])]);
    const phase = fileURLToPath(new URL("../../src/phases/save-cache.ts", import.meta.url));
    const script = `import(${JSON.stringify(phase)}).then(async ({ startSave }) => {
      console.log(await startSave({ ...${JSON.stringify(start)}, files: new Map(${files}) }));
    })`;
    const env = { ...process.env, ...service.env() };
    const { stdout } = await promisify(execFile)(NODE, ["-e", script], { env });
    const saving = { folder: own, pid: Number(stdout), root: start.root };
    saves.push(saving);
    expect(await finishSave(saving, LIMIT_MS)).toEqual(complete({ entries: 4, sharedEntries: 0 }));
  });
});
