import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Entry } from "../../scripts/lib/cache-service/entries.mjs";
import { ActionError } from "../../src/domain/failure.ts";
import type { BlobSource } from "../../src/edges/cache/blob-store.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";
import { sha256 } from "../../src/edges/digest.ts";
import { changedSource, SMALL_BUILD } from "../support/cache-world.ts";
import { cacheOf, FaultWorld } from "../support/fault-world.ts";
import { describeCold, emptyBuilder } from "../support/world.ts";

let saved: readonly Entry[];
let world: FaultWorld;
beforeAll(async () => {
  saved = await cacheOf();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

/** Has a small disk at a folder while some work is done. */
async function withDisk(folder: string, sizeKilobytes: number, work: () => Promise<void>): Promise<void> {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeKilobytes}k`, "tmpfs", folder], {
    stdio: "ignore",
  });
  try {
    await work();
  } finally {
    execFileSync("umount", ["--lazy", folder]);
  }
}

async function canMount(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "disk-"));
  const may = await withDisk(folder, 4, () => Promise.resolve()).then(
    () => true,
    () => false,
  );
  rmSync(folder, { recursive: true });
  return may;
}

const withMounts = (await canMount()) ? it : it.skip;

describeCold("a disk that is full", () => {
  const problem = /no space left on device|tar failed/;

  withMounts.each([
    { what: "an index", sizeKilobytes: 48 },
    { what: "a layer", sizeKilobytes: 1_500 },
    { what: "an image", sizeKilobytes: 3_000 },
  ])(
    "has no room for $what, and the run does without (needs the right to mount)",
    async ({ sizeKilobytes }) => {
      world = await FaultWorld.create(saved);
      world.write(changedSource());
      await withDisk(world.temp, sizeKilobytes, async () => {
        await emptyBuilder();
        expect((await world.publish()).text).toMatch(problem);
        await emptyBuilder();
        expect((await world.prove()).text).toMatch(problem);
      });
    },
  );
});

describeCold("a registry on the loopback interface that does not start", () => {
  it.each([
    { fault: { FAULT_LISTEN: "EADDRINUSE" }, reason: "did not start: EADDRINUSE" },
    { fault: { FAULT_MKDIR: "/cache" }, reason: "did not start: EACCES" },
  ])("leaves the cache to BuildKit's own client: $reason", async ({ fault, reason }) => {
    world = await FaultWorld.create();
    await emptyBuilder();
    for (const { text, metrics } of await world.publishAndProve({ env: world.faultEnv(fault) })) {
      expect(text).toContain(reason);
      expect(metrics.cache.backend).toBe("gha");
    }
  });

  it("is told of when its port is taken", async () => {
    world = await FaultWorld.create();
    const other = createServer();
    await once(other.listen(0, "127.0.0.1"), "listening");
    const { port } = other.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), "shim-"));
    const start = RegistryShim.start({ folder, port });
    await expect(start).rejects.toThrow(ActionError);
    await expect(start).rejects.toMatchObject({
      code: "cache",
      message: expect.stringContaining("EADDRINUSE"),
    });
    other.close();
    rmSync(folder, { recursive: true });
  });
});

describeCold("a registry on the loopback interface that ends while a step runs", () => {
  /** A step that takes its time, and after it one that needs a layer out of the cache. */
  const SLOW_BUILD = {
    "source.txt": SMALL_BUILD["source.txt"],
    Dockerfile: SMALL_BUILD.Dockerfile.replace("COPY --from=build", "RUN sleep 2\nCOPY --from=build"),
  };

  it.each(["publish", "prove"] as const)("makes the run build without it: %s", async (what) => {
    world = await FaultWorld.create(saved, SLOW_BUILD);
    const file = join(world.temp, "end");
    const onOutput = (text: string) => {
      // The step's name comes when it begins.
      if (text.includes("RUN sleep 2") && !existsSync(file)) writeFileSync(file, "");
    };
    await emptyBuilder();
    const { text, metrics } = await world[what]({
      env: world.faultEnv({ FAULT_END_SERVERS: file }),
      onOutput,
    });
    expect(metrics.retries).toBeGreaterThan(0);
    expect(text).toContain("connection refused");
    expect(text).toMatch(
      /Nothing is saved: (?:the cache got in the way of the build|BuildKit exported no cache)/,
    );
    // The next run has a registry again, and what was saved before.
    world.write(SMALL_BUILD);
    await emptyBuilder();
    expect((await world.publish()).outputs["cache-hit"]).toBe("full");
  });
});

describeCold("a save", () => {
  it("that is killed leaves what was there before, and keeps nobody from saving", async () => {
    world = await FaultWorld.create(saved);
    world.write(changedSource());
    world.service.onRequest = async ({ operation, key = "" }) => {
      if (operation !== "upload" || !key.startsWith("bx1-i-")) return;
      world.service.onRequest = () => undefined;
      process.kill(world.saveProcess()!, "SIGKILL");
      // The upload of the index is not answered before the process is gone.
      await new Promise((resolve) => setTimeout(resolve, 500));
    };
    await emptyBuilder();
    expect((await world.publish()).text).toContain(
      "The layer cache was not saved: the process that saves it ended",
    );
    await emptyBuilder();
    const next = await world.publish();
    expect(next.outputs["cache-hit"]).toBe("partial");
    expect(next.metrics.cache.problems).toEqual([]);
    await emptyBuilder();
    expect((await world.publish()).outputs["cache-hit"]).toBe("full");
  });

  it("of the same by two jobs at once is one", async () => {
    world = await FaultWorld.create();
    await emptyBuilder();
    const runs = await Promise.all([world.publish(), world.publish()]);
    for (const { text } of runs) expect(text).not.toContain("was not saved");
    const keys = world.service.entries.ready.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    await emptyBuilder();
    expect((await world.publish()).outputs["cache-hit"]).toBe("full");
  });
});

describeCold("many layers at once", () => {
  const STAGES = Array.from({ length: 20 }, (_, at) => `s${at}`);
  const WIDE_BUILD = {
    "source.txt": "hello\n",
    Dockerfile: [
      "ARG BASE",
      ...STAGES.flatMap((name) => [`FROM \${BASE} AS ${name}`, `COPY source.txt /${name}.txt`]),
      "FROM ${BASE}",
      ...STAGES.map((name) => `COPY --from=${name} /${name}.txt /srv/`),
      "COPY later.txt /srv/",
      "COPY source.txt /srv/built.txt",
    ].join("\n"),
    "later.txt": "1",
  };

  it("are read by steps that run side by side", async () => {
    world = await FaultWorld.create([], WIDE_BUILD);
    await emptyBuilder();
    await world.prove();
    await emptyBuilder();
    world.write({ "later.txt": "2" });
    // The step whose file changed stands on all the others' layers.
    const { outputs, metrics } = await world.publish();
    expect(outputs["cache-hit"]).toBe("partial");
    expect(metrics.cache.problems).toEqual([]);
    expect(metrics.retries).toBe(0);
  });

  it("are fetched once each for hundreds of requests", async () => {
    world = await FaultWorld.create();
    const texts = Array.from({ length: 40 }, (_, at) => `layer ${at}`);
    const files = new Map(texts.map((text) => [`sha256:${sha256(text)}`, join(world.temp, text)]));
    for (const text of texts) writeFileSync(join(world.temp, text), text);
    const fetched: string[] = [];
    const source: BlobSource = {
      has: () => ({ sizeBytes: 1 }),
      fetch: async (digest) => {
        fetched.push(digest);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return files.get(digest);
      },
    };
    await using shim = await RegistryShim.start({ folder: world.temp, source });
    const url = `http://${shim.path.replace("/", "/v2/")}/cache/blobs/`;
    const asked = Array.from({ length: 15 }, () => [...files.keys()]).flat();
    const bodies = await Promise.all(
      asked.map(async (digest) => `sha256:${sha256(await (await fetch(url + digest)).text())}`),
    );
    expect(bodies).toEqual(asked);
    expect(fetched.toSorted()).toEqual([...files.keys()].toSorted());
  });
});
