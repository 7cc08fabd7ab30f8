import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { CacheService, makeToken } from "../../scripts/lib/cache-service.mjs";
import { CacheStore } from "../../src/edges/cache-store/store.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const COMMAND = [NODE, fileURLToPath(new URL("../../src/index.ts", import.meta.url)), "cache-store"] as const;
const MAIN = { "refs/heads/main": 3 };
const FEATURE = { "refs/heads/feature": 3, "refs/heads/main": 1 };

type Options = NonNullable<Parameters<typeof CacheService.start>[0]>;

async function withService(options: Options, work: (service: CacheService) => Promise<void>) {
  const service = await CacheService.start(options);
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

/** Calls the service as its clients do. */
function aClient(service: CacheService, scopes: Record<string, number> = MAIN) {
  const headers = { authorization: `Bearer ${makeToken(scopes)}` };
  const call = async (method: string, question: object) => {
    const url = `${service.url}twirp/github.actions.results.api.v1.CacheService/${method}`;
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(question) });
    return (await response.json()) as Record<string, string>;
  };
  const save = async (key: string, content: string) => {
    const { signed_upload_url: url } = await call("CreateCacheEntry", { key, version: "1" });
    await fetch(url!, { method: "PUT", body: content });
    await call("FinalizeCacheEntryUpload", { key, version: "1", size_bytes: content.length });
  };
  const find = async (key: string, restoreKeys: readonly string[] = [], version = "1") => {
    const question = { key, restore_keys: restoreKeys, version };
    return (await call("GetCacheEntryDownloadURL", question))["matched_key"];
  };
  return { call, save, find };
}

describe("the loopback cache service", () => {
  it("looks in the run's own scope first, for the key and then for what begins with it", () =>
    withService({}, async (service) => {
      const [main, feature] = [aClient(service), aClient(service, FEATURE)];
      await main.save("a", "main");
      await main.save("ab", "main");
      await feature.save("abc", "feature");
      await feature.save("b", "feature");
      expect(await feature.find("a")).toBe("abc");
      expect(await feature.find("x", ["nothing", "a"])).toBe("abc");
      expect(await main.find("a")).toBe("a");
      expect(await main.find("x", ["ab"])).toBe("ab");
      expect(await main.find("b")).toBe("");
      expect(await main.find("a", [], "2")).toBe("");
    }));

  it("removes what was not used for the longest time when there is no room", () =>
    withService({ limitBytes: 10 }, async (service) => {
      const { save, find } = aClient(service);
      await save("one", "12345");
      await save("two", "12345");
      await find("one");
      await save("six", "12345");
      expect(service.entries.ready.map(({ key }) => key)).toEqual(["one", "six"]);
      expect(service.entries.usedBytes).toBe(10);
    }));

  it("has no entry before the upload is complete, and never another one for its key", () =>
    withService({}, async (service) => {
      const { call, find } = aClient(service);
      const { signed_upload_url: url } = await call("CreateCacheEntry", { key: "a", version: "1" });
      expect(await call("CreateCacheEntry", { key: "a", version: "1" })).toMatchObject({
        code: "already_exists",
      });
      expect(await call("FinalizeCacheEntryUpload", { key: "a", version: "1", size_bytes: 3 })).toMatchObject(
        {
          ok: false,
        },
      );
      expect(await find("a")).toBe("");
      expect((await fetch(url!)).status).toBe(403);
      expect((await fetch(url!.replace("sig=", "sig=x"), { method: "PUT", body: "abc" })).status).toBe(403);
    }));

  it("serves parts of a blob that was put together from blocks", () =>
    withService({}, async (service) => {
      const { call } = aClient(service);
      const { signed_upload_url: url } = await call("CreateCacheEntry", { key: "a", version: "1" });
      for (const id of ["two", "one"])
        await fetch(`${url!}&comp=block&blockid=${id}`, { method: "PUT", body: id });
      const list = "<BlockList><Latest>one</Latest><Latest>two</Latest></BlockList>";
      await fetch(`${url!}&comp=blocklist`, { method: "PUT", body: list });
      await call("FinalizeCacheEntryUpload", { key: "a", version: "1", size_bytes: 6 });
      const found = await call("GetCacheEntryDownloadURL", { key: "a", version: "1" });
      const part = await fetch(found["signed_download_url"]!, { headers: { range: "bytes=2-4" } });
      expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 2-4/6"]);
      expect(await part.text()).toBe("etw");
    }));

  it("takes its time", () =>
    withService({ latencyMs: 30, megabytesPerSecond: 1 }, async (service) => {
      const startedAt = performance.now();
      await aClient(service).save("a", "x".repeat(200_000));
      expect(performance.now() - startedAt).toBeGreaterThan(280);
      expect(service.seen("upload")).toMatchObject([{ key: "a", status: 201, receivedBytes: 200_000 }]);
    }));

  it("serves the cache client by way of Azure's, a large file in blocks and parts", () =>
    withService({ isAzure: true }, async (service) => {
      const root = mkdtempSync(join(tmpdir(), "cache-service-"));
      const store = await CacheStore.start({
        root,
        command: COMMAND,
        env: { ...process.env, ...service.env() },
      });
      try {
        const content = randomBytes(136_000_000);
        mkdirSync(join(root, "blobs"));
        writeFileSync(join(root, "blobs/large"), content);
        expect(await store.save("large", ["blobs/large"])).toEqual({ kind: "saved" });
        rmSync(join(root, "blobs/large"));
        expect(await store.restore("large", ["blobs/large"])).toEqual({ kind: "hit", key: "large" });
        expect(readFileSync(join(root, "blobs/large")).equals(content)).toBe(true);
        expect(service.seen("upload")).toHaveLength(4);
        expect(service.seen("download").length).toBeGreaterThan(30);
      } finally {
        await store.close();
        rmSync(root, { recursive: true, force: true });
      }
    }));
});
