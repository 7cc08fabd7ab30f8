import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Entry } from "../../scripts/lib/cache-service/entries.mjs";
import type { Fault, Faults } from "../../scripts/lib/cache-service/faults.mjs";
import { changedSource } from "../support/cache-world.ts";
import { cacheOf, FaultWorld } from "../support/fault-world.ts";
import { describeCold, emptyBuilder } from "../support/world.ts";

const ONLY_READ = { "cache-write": "never" };
const PACK = /^bx1-p-/;
const ANSWERS: readonly (Fault & { readonly reason: string })[] = [
  { status: 401, reason: "answered 401" },
  { status: 403, reason: "answered 403" },
  { status: 404, reason: "answered 404" },
  { status: 429, retryAfterSeconds: 2, reason: "rate limit will reset in 2 seconds" },
];

let saved: readonly Entry[];
const worlds: FaultWorld[] = [];
const lasting: FaultWorld[] = [];

beforeAll(async () => {
  saved = await cacheOf();
});
afterEach(() => removeAll(worlds));
afterAll(() => removeAll(lasting));

async function removeAll(list: FaultWorld[]): Promise<void> {
  await Promise.all(list.splice(0).map((world) => world[Symbol.asyncDispose]()));
}

/** A world whose service has such faults, until the end of a test. */
async function worldWith(faults: Faults, entries = saved, until = worlds): Promise<FaultWorld> {
  const world = await FaultWorld.create(entries);
  until.push(world);
  world.service.faults = faults;
  return world;
}

/** The same until the end of all tests. */
function lastingWorld(faults: Faults, entries = saved): Promise<FaultWorld> {
  return worldWith(faults, entries, lasting);
}

describeCold("a cache service that refuses", () => {
  it("lookups is done without, whatever it answers", async () => {
    await emptyBuilder();
    await Promise.all(
      ANSWERS.map(async ({ reason, ...lookup }) => {
        const world = await worldWith({ lookup });
        for (const { text } of await world.publishAndProve({ inputs: ONLY_READ })) {
          expect(text).toContain("The index for linux/arm64 could not be read: ");
          expect(text).toContain(reason);
        }
      }),
    );
  });

  // Such an answer is taken for the archive, which it is not; only of a server's error the client tells.
  it.each([401, 403, 404, 429, 500])(
    "a download with %s makes the run build what it was promised",
    async (status) => {
      const world = await worldWith({ download: { status, key: PACK } });
      await emptyBuilder();
      const [published] = await world.publishAndProve({ inputs: ONLY_READ });
      expect(published.text).toMatch(/The entry bx1-p-\w+ could not be fetched: /);
      expect(published.metrics.retries).toBe(1);
    },
  );
});

describeCold("a cache service that does not answer, or cannot be written to", () => {
  const STALL: Fault = { stallMs: 20_000 };
  let given: Promise<unknown>;
  let stalled: Promise<unknown>;

  // These mostly wait, and do so while the others work.
  beforeAll(() => {
    stalled = Promise.all(
      [
        { faults: { lookup: STALL }, lookups: 3, downloads: 0 },
        { faults: { lookup: { ...STALL, key: PACK } }, lookups: 4, downloads: 2 },
        { faults: { download: STALL }, lookups: 3, downloads: 2 },
      ].map(isWaitedForOnce),
    );
    const broken = [{ status: 500 }, { reset: true }] satisfies Fault[];
    const reads = (["lookup", "download"] as const).flatMap((operation) =>
      broken.map((fault) => ({ faults: { [operation]: fault }, entries: saved, inputs: ONLY_READ })),
    );
    const writes = (["reserve", "upload", "finalize"] as const).flatMap((operation) =>
      broken.map((fault) => ({ faults: { [operation]: fault }, entries: [], inputs: {} })),
    );
    given = Promise.all([...reads, ...writes].map(isGivenUp));
    // They are awaited in a test of their own.
    for (const work of [stalled, given]) work.catch(() => undefined);
  });

  interface Case {
    readonly faults: Faults;
    readonly lookups: number;
    readonly downloads: number;
  }

  async function isWaitedForOnce({ faults, lookups, downloads }: Case): Promise<void> {
    const world = await lastingWorld(faults);
    const runs = await world.publishAndProve({ inputs: ONLY_READ });
    for (const { text } of runs) expect(text).toContain("there was no answer within 10 s");
    // What each of the two runs asks for side by side; it asks for nothing that hangs on what it did not get.
    const asked = world.service.seen("lookup").filter(({ key = "" }) => key.startsWith("bx1-"));
    expect(asked).toHaveLength(2 * lookups);
    expect(world.service.seen("download")).toHaveLength(2 * downloads);
  }

  async function isGivenUp(start: {
    faults: Faults;
    entries: readonly Entry[];
    inputs: object;
  }): Promise<void> {
    const world = await lastingWorld(start.faults, start.entries);
    const { text } = await world.publish({ inputs: { ...start.inputs } });
    expect(text).toMatch(/The index for linux\/amd64 could not be read: |The layer cache was not saved: /);
  }

  it.each(ANSWERS)(
    "saves no index when any part of a save ends with $status",
    async ({ reason, ...fault }) => {
      const [reserve, upload, finalize] = await Promise.all([
        worldWith({ reserve: fault }, []),
        worldWith({ upload: fault }, []),
        worldWith({ finalize: fault }, []),
      ]);
      const runs = await Promise.all([reserve.publish(), upload.prove(), finalize.prove()]);
      for (const { text } of runs) expect(text).toContain("The layer cache was not saved: ");
      // The storage behind the service has words of its own.
      for (const { text } of [runs[0], runs[2]]) expect(text).toContain(reason);
      for (const { service } of [reserve, upload, finalize])
        expect(service.seen("reserve").map(({ key }) => key)).not.toContainEqual(
          expect.stringMatching(/^bx1-i-/),
        );
    },
  );

  it("is waited for once when it does not answer", () => stalled);

  it("is given up when it fails again and again", () => given);

  it("is waited for as long as a layer takes", async () => {
    const world = await worldWith({ download: { stallMs: 3_000, key: PACK } });
    await emptyBuilder();
    const { outputs } = await world.publish({ inputs: ONLY_READ });
    expect(outputs["cache-hit"]).toBe("full");
  });
});

describeCold("a cache service that goes away", () => {
  it("before the run is done without", async () => {
    const world = await worldWith({});
    await world.service.close();
    await emptyBuilder();
    for (const { text } of await world.publishAndProve()) {
      expect(text).toContain("the service cannot be reached (ECONNREFUSED)");
      expect(text).toContain("The layer cache was not saved: the service cannot be reached");
    }
  });

  it("after it promised layers makes the run build them", async () => {
    const world = await worldWith({});
    world.write(changedSource());
    world.service.onRequest = ({ operation, key = "" }) => {
      if (operation === "lookup" && key.startsWith("bx1-p-")) setImmediate(() => void world.service.close());
    };
    await emptyBuilder();
    const { text, metrics } = await world.publish();
    expect(metrics.retries).toBe(1);
    expect(text).toMatch(/The entry bx1-p-\w+ could not be fetched: the service cannot be reached/);
  });

  it("before the save costs only that", async () => {
    const world = await worldWith({});
    world.write(changedSource());
    world.service.onRequest = async ({ operation }) => {
      if (operation === "reserve") await world.service.close();
    };
    await emptyBuilder();
    const { text, outputs } = await world.publish();
    expect(outputs["cache-hit"]).toBe("partial");
    expect(text).toContain("The layer cache was not saved: the service cannot be reached");
  });
});

describeCold("a token of the cache service", () => {
  it("that tells of no rights is tried, and what is refused done without", async () => {
    const part = Buffer.from("{}").toString("base64url");
    const world = await worldWith({});
    await emptyBuilder();
    const env = { ACTIONS_RUNTIME_TOKEN: [part, part, "x"].join(".") };
    for (const { text } of await world.publishAndProve({ env }))
      expect(text).toContain("the service answered 401");
  });

  it("that may only read is enough for a full hit", async () => {
    const world = await worldWith({});
    await emptyBuilder();
    for (const { text, outputs } of await world.publishAndProve({
      env: world.service.env({ "refs/heads/main": 1 }),
    })) {
      expect(outputs["cache-hit"]).toBe("full");
      expect(text).toContain("Nothing is saved: the job's token may not write to the cache.");
    }
  });
});
