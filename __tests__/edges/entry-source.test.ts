import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CacheService } from "../../scripts/lib/cache-service.mjs";
import { blobPath, entryPath } from "../../src/domain/cache/entry-path.ts";
import { blobKey, packKey, retryKey } from "../../src/domain/cache/keys.ts";
import type { StoredBlob } from "../../src/domain/cache/packing.ts";
import { EntrySource } from "../../src/edges/cache/entry-source.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { aDescriptor, sha256 } from "../support/a-cache.ts";
import { digestOf } from "../support/token-registry.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const COMMAND = [NODE, fileURLToPath(new URL("../../src/index.ts", import.meta.url)), "cache-store"] as const;

const [ONE, TWO, LARGE] = ["one", "two of them", "a large layer"].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
];
const PACK = packKey([digestOf(ONE), digestOf(TWO)], sha256);
const SOLO = blobKey(digestOf(LARGE));
const KNOWN = new Map([stored(ONE, "pack", PACK), stored(TWO, "pack", PACK), stored(LARGE, "blob", SOLO)]);

let service: CacheService;
let folder: string;
let stores: CacheStore[];

beforeEach(async () => {
  service = await CacheService.start();
  folder = mkdtempSync(join(tmpdir(), "entry-source-"));
  stores = [];
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await service.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

function stored(bytes: Buffer, kind: StoredBlob["kind"], entry: string): [string, StoredBlob] {
  const { mediaType } = aDescriptor();
  return [digestOf(bytes), { sizeBytes: bytes.byteLength, mediaType, entry, kind }];
}

async function aStore(root: string): Promise<CacheStore> {
  const env = { ...process.env, ...service.env() };
  const store = await CacheStore.start({ root, command: COMMAND, env });
  stores.push(store);
  return store;
}

/** Saves what an earlier run had: a pack of two small layers, and a large one. */
async function saveAll(known: ReadonlyMap<string, StoredBlob> = KNOWN): Promise<void> {
  const root = join(folder, "earlier");
  const store = await aStore(root);
  for (const bytes of [ONE, TWO, LARGE]) {
    const digest = digestOf(bytes);
    const path = join(root, blobPath(digest, known.get(digest)!));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const entries = new Map([...known].map(([digest, blob]) => [blob.entry, entryPath(digest, blob)]));
  for (const [key, path] of entries) expect(await store.save(key, [path])).toEqual({ kind: "saved" });
}

/** What a later run has. */
async function aSource(known: ReadonlyMap<string, StoredBlob> = KNOWN) {
  const root = join(folder, "later");
  const source = new EntrySource({ store: await aStore(root), root });
  source.fill(known, new Map());
  return { root, source };
}

describe("EntrySource", () => {
  it("has nothing before it is told what there is", async () => {
    const source = new EntrySource({ store: await aStore(folder), root: folder });
    expect(source.has(digestOf(ONE))).toBeUndefined();
    expect(await source.fetch(digestOf(ONE))).toBeUndefined();
    expect(service.requests).toEqual([]);
  });

  it("tells sizes without fetching anything", async () => {
    const { source } = await aSource();
    expect([ONE, TWO, LARGE].map((bytes) => source.has(digestOf(bytes))?.sizeBytes)).toEqual([3, 11, 13]);
    expect(source.has(digestOf(Buffer.from("other")))).toBeUndefined();
    expect(service.requests).toEqual([]);
    expect(source.fetched).toEqual({ entries: 0, bytes: 0, durationMs: 0, failures: new Map() });
  });

  it("fetches an entry when its first blob is asked for, and only that", async () => {
    await saveAll();
    const { root, source } = await aSource();
    const file = await source.fetch(digestOf(LARGE));
    expect(file).toBe(join(root, blobPath(digestOf(LARGE), KNOWN.get(digestOf(LARGE))!)));
    expect(readFileSync(file!)).toEqual(LARGE);
    expect(service.seen("download").map(({ key }) => key)).toEqual([SOLO]);
    expect(source.fetched).toMatchObject({ entries: 1, bytes: LARGE.byteLength, failures: new Map() });
  });

  it("fetches a pack once for all its blobs, however many ask at a time", async () => {
    await saveAll();
    const { source } = await aSource();
    const asked = [ONE, TWO, ONE, TWO].map((bytes) => source.fetch(digestOf(bytes)));
    const files = [...(await Promise.all(asked)), await source.fetch(digestOf(ONE))];
    expect(files.map((file) => readFileSync(file!).toString())).toEqual(
      [ONE, TWO, ONE, TWO, ONE].map(String),
    );
    expect(service.seen("lookup")).toHaveLength(1);
    expect(source.fetched).toMatchObject({ entries: 1, bytes: ONE.byteLength + TWO.byteLength });
  });

  it("finds an entry under the key of another attempt at its upload", async () => {
    const known = new Map(
      [...KNOWN].map(([digest, blob]) => [digest, { ...blob, entry: retryKey(blob.entry, 2) }]),
    );
    await saveAll(known);
    const { source } = await aSource(known);
    const files = await Promise.all([ONE, TWO, LARGE].map((bytes) => source.fetch(digestOf(bytes))));
    expect(files.map((file) => readFileSync(file!).toString())).toEqual([ONE, TWO, LARGE].map(String));
  });

  it("measures while anything is on its way", async () => {
    await saveAll();
    const { source } = await aSource();
    service.faults.lookup = { stallMs: 200 };
    await Promise.all([ONE, LARGE].map((bytes) => source.fetch(digestOf(bytes))));
    const { durationMs, entries } = source.fetched;
    expect(entries).toBe(2);
    expect(Number.isInteger(durationMs) && durationMs > 0).toBe(true);
    await source.fetch(digestOf(TWO));
    expect(source.fetched.durationMs).toBe(durationMs);
  });

  it("hands out what is in a file without asking anybody", async () => {
    const { source } = await aSource();
    const file = join(folder, "config.json");
    source.fill(KNOWN, new Map([[digestOf(ONE), { file, sizeBytes: 42 }]]));
    expect(source.has(digestOf(ONE))?.sizeBytes).toBe(42);
    expect(await source.fetch(digestOf(ONE))).toBe(file);
    expect(service.requests).toEqual([]);
  });

  it("tells what is gone, once for the entry, and does not look for it again", async () => {
    await saveAll();
    service.evict(PACK);
    const { source, root } = await aSource();
    expect(await Promise.all([ONE, TWO].map((bytes) => source.fetch(digestOf(bytes))))).toEqual([
      undefined,
      undefined,
    ]);
    expect(await source.fetch(digestOf(ONE))).toBeUndefined();
    expect(service.seen("lookup")).toHaveLength(1);
    expect(source.fetched).toMatchObject({
      entries: 0,
      bytes: 0,
      failures: new Map([[PACK, "it is gone"]]),
    });
    expect(existsSync(join(root, "packs"))).toBe(false);
  });

  it("tries once more what failed", async () => {
    await saveAll();
    const { source } = await aSource();
    service.faults.download = { corrupt: true, times: 1 };
    expect(readFileSync((await source.fetch(digestOf(LARGE)))!)).toEqual(LARGE);
    expect(source.fetched).toMatchObject({ entries: 1, failures: new Map() });
  });

  it("tells why an entry could not be had that failed twice, and has the others", async () => {
    await saveAll();
    const { source } = await aSource();
    service.faults.download = { corrupt: true, times: 2 };
    expect(await source.fetch(digestOf(LARGE))).toBeUndefined();
    expect(readFileSync((await source.fetch(digestOf(ONE)))!)).toEqual(ONE);
    expect(source.fetched).toMatchObject({
      entries: 1,
      bytes: ONE.byteLength + TWO.byteLength,
      failures: new Map([[SOLO, expect.any(String)]]),
    });
  });

  it("does not insist where it is refused", async () => {
    await saveAll();
    const { source } = await aSource();
    service.faults.lookup = { status: 403 };
    expect(await source.fetch(digestOf(LARGE))).toBeUndefined();
    expect(service.seen("lookup").filter(({ status }) => status === 403)).toHaveLength(1);
  });

  it("is what a registry serves its blobs from", async () => {
    await saveAll();
    const { root, source } = await aSource();
    const shim = await RegistryShim.start({ folder: root, source });
    try {
      const [host, token] = shim.path.split("/");
      const bodies = [ONE, TWO, LARGE].map(async (bytes) => {
        const answer = await fetch(`http://${host}/v2/${token}/cache/blobs/${digestOf(bytes)}`);
        return Buffer.from(await answer.arrayBuffer());
      });
      expect(await Promise.all(bodies)).toEqual([ONE, TWO, LARGE]);
      expect(source.fetched.entries).toBe(2);
    } finally {
      await shim.close();
    }
  });
});
