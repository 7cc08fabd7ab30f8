import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { CacheRun } from "../support/cache-world.ts";
import {
  CacheWorld,
  digestsOf,
  indexLabels,
  layerKeys,
  SMALL_STEPS,
  uploadedBytes,
} from "../support/cache-world.ts";
import { pidsWithEnvironment } from "../support/processes.ts";
import { describeCold, docker, freshName, publishBase } from "../support/world.ts";

const MACHINES = { "linux/amd64": "x86_64", "linux/arm64": "aarch64", "linux/riscv64": "riscv64" };
const PLATFORMS = Object.keys(MACHINES);
const WARM_RUNS = 4;

describeCold("a build of seven stages and three platforms", () => {
  const name = freshName();
  /** Those of each platform, and those of the machine that builds, which all platforms share. */
  const OWN_STEPS = 19;
  const TOOL_STEPS = 5;
  let world: CacheWorld;
  let first: CacheRun;
  let added: CacheRun;
  const warm: CacheRun[] = [];
  let changed: CacheRun;

  let base: string;

  const build = (platforms: readonly string[]) =>
    world.build({
      images: name,
      tags: "latest",
      platforms: platforms.join(","),
      "build-args": `BASE=${base}`,
    });

  beforeAll(async () => {
    world = await CacheWorld.ofFixture("full-hit");
    base = await publishBase(PLATFORMS.join(","));
    first = await build(PLATFORMS.slice(0, 2));
    added = await build(PLATFORMS);
    for (let run = 0; run < WARM_RUNS; run += 1) warm.push(await build(PLATFORMS));
    world.write({ "src/main.txt": "another line\n" });
    changed = await build(PLATFORMS);
  }, 240_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("starts with nothing and saves one pack, and an index for each platform", () => {
    expect(first.metrics.cache).toMatchObject({ backend: "actions", restored: { bytes: 0, entries: 0 } });
    expect(first.metrics.steps.executed).toBeGreaterThanOrEqual(TOOL_STEPS + 2 * OWN_STEPS);
    expect(layerKeys(first.saved)).toHaveLength(1);
    expect(indexLabels(first.saved)).toEqual(["amd64", "arm64"]);
    expect(first.fetched).toEqual([]);
  });

  it("runs only a new platform's own steps when it is added", () => {
    // The stage for the machine that builds comes out of the other platforms' caches.
    expect(added.metrics.steps).toMatchObject({ executed: OWN_STEPS, failed: 0 });
    expect(added.outputs["cache-hit"]).toBe("partial");
    expect(indexLabels(added.saved)).toEqual(["riscv64"]);
    expect(layerKeys(added.saved)).toHaveLength(1);
    expect(digestsOf(added)).toMatchObject(digestsOf(first));
  });

  it("finds every step every time when nothing changed", () => {
    const { total } = added.metrics.steps;
    for (const run of warm) {
      expect(run.metrics.steps).toEqual({ total, cached: total, executed: 0, failed: 0 });
      expect(run.outputs).toMatchObject({ "cache-hit": "full", "cache-hit-ratio": "1" });
    }
    expect(total).toBeGreaterThanOrEqual(TOOL_STEPS + 3 * OWN_STEPS);
  });

  it("publishes the very same images again when nothing changed", () => {
    for (const run of warm) {
      expect(digestsOf(run)).toEqual(digestsOf(added));
    }
  });

  it("fetches indexes only, and saves nothing, when nothing changed", () => {
    for (const { requests, fetched, metrics } of warm) {
      expect(requests.filter(({ operation }) => operation === "reserve" || operation === "upload")).toEqual(
        [],
      );
      expect(layerKeys(fetched)).toEqual([]);
      expect(indexLabels(fetched)).toEqual(["amd64", "arm64", "riscv64"]);
      // Four lookups of indexes, three downloads, and a lookup of each entry with layers.
      expect(requests).toHaveLength(9);
      expect(metrics.cache).toMatchObject({ skippedReason: "nothing changed", problems: [] });
    }
  });

  it("runs what comes after a line that changed, and uploads no more than that", () => {
    const { total } = added.metrics.steps;
    expect(changed.metrics.steps).toEqual({ total, cached: total - 12, executed: 12, failed: 0 });
    const { bytes = 0 } = changed.metrics.cache.saved ?? {};
    // Of each platform a layer with 200,000 bytes that no compression makes smaller, and some tiny ones.
    expect([bytes > 600_000, bytes < 620_000]).toEqual([true, true]);
    expect(uploadedBytes(changed)).toBeLessThanOrEqual(1.15 * bytes);
    expect(layerKeys(changed.saved)).toHaveLength(1);
    expect(indexLabels(changed.saved)).toEqual(["amd64", "arm64", "riscv64"]);
  });

  it.each(Object.entries(MACHINES))("leaves an image for %s that runs", async (platform, machine) => {
    const image = `${name}@${digestsOf(changed)[platform] ?? ""}`;
    const output = await docker("run", "--rm", "--platform", platform, image);
    expect(output).toBe(`another line\nsecond line\n${machine}\n`);
  });

  it("leaves no file and no process behind", () => {
    expect(world.leftovers()).toEqual([]);
    expect(pidsWithEnvironment(`RUNNER_TEMP=${world.temp}`)).toEqual([]);
  });
});

describeCold("a base image that changed under its tag", () => {
  const platforms = "linux/amd64";
  const base = `${freshName()}:stable`;
  let world: CacheWorld;

  beforeAll(async () => {
    world = await CacheWorld.create();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("makes everything run again, once", async () => {
    const inputs = { images: freshName(), tags: "latest", platforms, "build-args": `BASE=${base}` };
    await publishBase(platforms, base);
    const before = await world.build(inputs);
    await publishBase(platforms, base);
    const after = await world.build(inputs);
    const again = await world.build(inputs);
    const total = SMALL_STEPS;
    expect(before.metrics.steps).toEqual({ total, cached: 0, executed: total, failed: 0 });
    expect(after.metrics.steps).toEqual({ total, cached: 0, executed: total, failed: 0 });
    expect(again.metrics.steps).toEqual({ total, cached: total, executed: 0, failed: 0 });
    expect(digestsOf(again)).toEqual(digestsOf(after));
    expect(digestsOf(again)).not.toEqual(digestsOf(before));
    // Nothing of the first base is of use.
    expect(layerKeys(after.fetched)).toEqual([]);
  });
});
