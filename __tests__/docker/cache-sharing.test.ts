import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { CacheRun, CacheRunOptions } from "../support/cache-world.ts";
import {
  changedSource,
  CacheWorld,
  digestsOf,
  indexLabels,
  layerKeys,
  SMALL_STEPS,
  uploadedBytes,
} from "../support/cache-world.ts";
import { describeCold, docker, freshName } from "../support/world.ts";

const MAIN = "refs/heads/main";
const FEATURE = "refs/heads/feature";
const AMD64 = "linux/amd64";
const ARM64 = "linux/arm64";
const BOTH = `${AMD64},${ARM64}`;

let world: CacheWorld;

beforeAll(async () => {
  world = await CacheWorld.create();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describeCold("a branch", () => {
  const inputs = { images: freshName(), tags: "latest", platforms: AMD64 };
  const onFeature: CacheRunOptions = {
    scopes: { [FEATURE]: 3, [MAIN]: 1 },
    env: { GITHUB_REF: FEATURE, GITHUB_REF_NAME: "feature" },
  };
  const keysIn = (scope: string) =>
    world.service.entries.ready.filter((entry) => entry.scope === scope).map(({ key }) => key);

  it("finds what main left, saves only what is new, and keeps that from main", async () => {
    const main = await world.build(inputs);
    const unchanged = await world.build(inputs, onFeature);
    expect(unchanged.outputs["cache-hit"]).toBe("full");
    expect([unchanged.saved, keysIn(FEATURE)]).toEqual([[], []]);

    world.write(changedSource());
    const commit = await world.build(inputs, onFeature);
    expect(commit.metrics.steps).toMatchObject({ cached: 1, executed: SMALL_STEPS - 1 });
    expect(commit.metrics.cache.saved?.bytes).toBeLessThan((main.metrics.cache.saved?.bytes ?? 0) / 50);
    expect(keysIn(FEATURE).toSorted()).toEqual(commit.saved);

    const again = await world.build(inputs, onFeature);
    expect(again.outputs["cache-hit"]).toBe("full");

    const merged = await world.build(inputs);
    expect(merged.metrics.steps).toMatchObject({ cached: 1, executed: SMALL_STEPS - 1 });
    expect(keysIn(MAIN).toSorted()).toEqual([...main.saved, ...merged.saved].toSorted());
  });
});

describeCold("a target that is built for the first time", () => {
  it("finds what the whole Dockerfile left, and then has an index of its own", async () => {
    const inputs = { images: freshName(), tags: "latest", platforms: AMD64 };
    await world.build(inputs);
    const target = await world.build({ ...inputs, target: "build" });
    expect(target.outputs["cache-hit"]).toBe("full");
    expect([layerKeys(target.saved), indexLabels(target.saved)]).toEqual([[], ["amd64"]]);
    const again = await world.build({ ...inputs, target: "build" });
    expect(again.outputs["cache-hit"]).toBe("full");
    expect(again.saved).toEqual([]);
  });
});

describeCold("jobs that build other platforms of the same image", () => {
  let inputs: Record<string, string>;
  const build = (platforms: string, more: Readonly<Record<string, string>> = {}): Promise<CacheRun> =>
    world.build({ ...inputs, platforms, ...more });

  beforeEach(() => {
    inputs = { images: freshName(), tags: "latest" };
  });

  it("leave all that a job for both needs", async () => {
    const [one, other] = [await build(AMD64), await build(ARM64)];
    const both = await build(BOTH);
    expect(both.outputs["cache-hit"]).toBe("full");
    expect(both.metrics.steps.total).toBe(2 * SMALL_STEPS);
    expect([both.saved, layerKeys(both.fetched)]).toEqual([[], []]);
    expect(digestsOf(both)).toEqual({ ...digestsOf(one), ...digestsOf(other) });
  });

  it("find all that a job for both left", async () => {
    const both = await build(BOTH);
    const [one, other] = [await build(AMD64), await build(ARM64)];
    for (const run of [one, other]) {
      expect(run.outputs["cache-hit"]).toBe("full");
      expect([run.saved, layerKeys(run.fetched)]).toEqual([[], []]);
    }
    expect({ ...digestsOf(one), ...digestsOf(other) }).toEqual(digestsOf(both));
  });

  const ARCHIVE = { push: "false", outputs: "type=oci,dest=image.tar" };

  // Of what several platforms take from the same folder, a single solve does not always find all.
  it("leave what one needs that builds both in a single solve, which adds an index of its own", async () => {
    const parts = await build(BOTH);
    const joint = await build(BOTH, ARCHIVE);
    const { total, cached } = joint.metrics.steps;
    expect(total).toBe(parts.metrics.steps.total);
    expect(cached).toBeGreaterThanOrEqual(total / 2);
    expect(indexLabels(joint.saved)).toContain("joint");
    expect(uploadedBytes(joint)).toBeLessThan(uploadedBytes(parts) / 50);
  });

  it("find what a single solve for both left, and have indexes of their own then", async () => {
    const joint = await build(BOTH, ARCHIVE);
    expect([layerKeys(joint.saved).length, indexLabels(joint.saved)]).toEqual([1, ["joint"]]);
    const parts = await build(BOTH);
    expect(parts.outputs["cache-hit"]).toBe("full");
    expect([layerKeys(parts.saved), indexLabels(parts.saved)]).toEqual([[], ["amd64", "arm64"]]);
  });

  it("leave what fills the engine's store, with an image that runs", async () => {
    await build(BOTH);
    const loaded = await build(BOTH, { push: "false", load: "true" });
    const { total, cached } = loaded.metrics.steps;
    expect(cached).toBeGreaterThanOrEqual(total / 2);
    const reference = `${inputs["images"] ?? ""}:latest`;
    const output = await docker("run", "--rm", "--pull", "never", "--platform", ARM64, reference);
    expect(output).toBe(readFileSync(`${world.workspace}/source.txt`, "utf8"));
    await docker("image", "rm", "--force", reference);
  });
});
