import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Entry } from "../../scripts/lib/cache-service/entries.mjs";
import { CacheStore } from "../../src/edges/cache-store/store.ts";
import { changedSource, SMALL_BUILD } from "../support/cache-world.ts";
import { cacheOf, FaultWorld } from "../support/fault-world.ts";
import { describeCold, emptyBuilder } from "../support/world.ts";

const PACK = /^bx1-p-/;
const SINGLE = /^bx1-b-/;
const INDEX = /^bx1-i-/;

/** With a layer that is large enough for an entry of its own. */
const LARGE_BUILD = {
  ...SMALL_BUILD,
  Dockerfile: SMALL_BUILD.Dockerfile.replace(
    "COPY --from=build",
    "RUN head -c 17000000 /dev/urandom >/large.bin\nCOPY --from=build",
  ),
};

let world: FaultWorld;
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

async function publishAnew() {
  await emptyBuilder();
  return world.publish();
}

/** The run after the one that met the fault finds everything, and nothing to complain of. */
async function expectWhole() {
  const { outputs, metrics } = await publishAnew();
  expect(outputs["cache-hit"]).toBe("full");
  expect(metrics.cache.problems).toEqual([]);
}

type Spoil = () => void | Promise<void>;

const corruptPack: Spoil = () => {
  world.corrupt(PACK);
};
const truncatePack: Spoil = () => {
  world.truncate(PACK);
};
const evictPack: Spoil = () => {
  world.evict(PACK);
};
const corruptIndexes: Spoil = () => {
  world.corrupt(INDEX);
};

/** Evicts the pack as soon as a run has been told that it is there. */
const evictPromisedPack: Spoil = () => {
  world.service.onRequest = ({ operation, key = "" }) => {
    if (operation !== "lookup" || !key.startsWith("bx1-p-")) return;
    world.service.onRequest = () => undefined;
    setImmediate(() => void evictPack());
  };
};

/** Saves, for each platform, an index of a version that this one does not know. */
async function saveFutureIndexes(): Promise<void> {
  const root = join(world.temp, "future");
  mkdirSync(join(root, "index"), { recursive: true });
  const script = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
  const command = [process.env["MULTIARCH_BUILD_NODE24"] ?? "", script, "cache-store"] as const;
  await using store = await CacheStore.start({
    root,
    command,
    env: { ...process.env, ...world.service.env() },
  });
  for (const { key } of world.entries(INDEX)) {
    const path = `index/${/-(linux-\w+)--/.exec(key)?.[1] ?? ""}`;
    writeFileSync(join(root, path), JSON.stringify({ v: 2 }));
    expect(await store.save(key.replace(/--.*$/, "--future"), [path])).toEqual({ kind: "saved" });
  }
}

describeCold("what is in the cache and of no use", () => {
  let saved: readonly Entry[];
  beforeAll(async () => {
    saved = await cacheOf();
  });

  it.each([
    { what: "a corrupted pack", spoil: corruptPack, reason: "could not be fetched: tar failed" },
    { what: "a truncated pack", spoil: truncatePack, reason: "could not be fetched: tar failed" },
    { what: "a pack that is gone", spoil: evictPack, reason: "1 of 1 entries with layers are gone" },
    { what: "a pack that goes later", spoil: evictPromisedPack, reason: "could not be fetched: it is gone" },
    { what: "a corrupted index", spoil: corruptIndexes, reason: "could not be read: tar failed" },
    { what: "an index of another version", spoil: saveFutureIndexes, reason: "is of another version" },
  ])("is done without and replaced: $what", async ({ spoil, reason }) => {
    world = await FaultWorld.create(saved);
    await spoil();
    expect((await publishAnew()).text).toContain(reason);
    await expectWhole();
  });

  it("is replaced where the same would be saved under the same key", async () => {
    world = await FaultWorld.create();
    await publishAnew();
    await corruptIndexes();
    expect((await world.publish()).text).toContain("could not be read: tar failed");
    await expectWhole();
  });

  it.each([
    { what: "corrupted", spoil: corruptPack },
    { what: "gone", spoil: evictPromisedPack },
  ])("makes the run build again when a step stands on it: $what", async ({ spoil }) => {
    world = await FaultWorld.create(saved);
    world.write(changedSource());
    await spoil();
    const { text, metrics } = await publishAnew();
    expect(metrics.retries).toBe(1);
    expect(text).toContain("could not fetch content descriptor");
    await expectWhole();
  });

  it("is built again without a push, too", async () => {
    world = await FaultWorld.create(saved);
    world.write(changedSource());
    await evictPromisedPack();
    await emptyBuilder();
    const { text, metrics } = await world.prove();
    expect(metrics.retries).toBe(1);
    expect(text).toContain("could not fetch content descriptor");
    await expectWhole();
  });
});

describeCold("a layer in an entry of its own", () => {
  it("is built and saved again when it is corrupted, and when it is gone", async () => {
    world = await FaultWorld.create([], LARGE_BUILD);
    await publishAnew();
    world.corrupt(SINGLE);
    expect((await publishAnew()).text).toMatch(/The entry bx1-b-\w+ could not be fetched: tar failed/);
    world.evict(SINGLE);
    const { text } = await publishAnew();
    expect(text).toMatch(/entries with layers are gone.*The cache of linux\/arm64 lost \d layers/);
    await expectWhole();
  });
});

describeCold("a key that is taken by an upload that never ends", () => {
  it("is passed by", async () => {
    world = await FaultWorld.create();
    world.service.faults = { finalize: { status: 404, key: PACK } };
    expect((await publishAnew()).text).toContain("The layer cache was not saved: ");
    world.service.faults = {};
    // With all in the builder the same is exported once more.
    await world.publish();
    expect(world.entries(PACK).map(({ key }) => key)).toEqual([expect.stringMatching(/-r1$/)]);
    await expectWhole();
  });
});
