import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SummaryView } from "../../scripts/lib/summary-view.mjs";
import type { Metrics, StepMetrics } from "../../src/domain/metrics/metrics.ts";
import type { CacheRun } from "../support/cache-world.ts";
import { CacheWorld, digestsOf, download, SMALL_BUILD, SMALL_STEPS } from "../support/cache-world.ts";
import { schemaDifferences } from "../support/json-schema.ts";
import { BROWSER_TIMEOUT_MS, haveBrowser, lookAt } from "../support/summary-page.ts";
import { describeCold, docker, freshName } from "../support/world.ts";

const PLATFORMS = ["linux/amd64", "linux/arm64"];
const SCHEMA = JSON.parse(
  readFileSync(new URL("../../docs/metrics.schema.json", import.meta.url), "utf8"),
) as Parameters<typeof schemaDifferences>[0];

const SLOW_MS = 3_000;
const RANDOM_BYTES = 40_000_000;
const SOURCE_BYTES = 100_000;
const SLOW = `RUN [ "$(uname -m)" = x86_64 ] || sleep ${SLOW_MS / 1_000}; cp source.txt built.txt`;
const RANDOM = `RUN head -c ${RANDOM_BYTES} /dev/urandom >/random.bin`;
const INSTALL = "RUN cat /proc/sys/kernel/random/uuid >/installed.txt";
const TOOL = "RUN cat /proc/sys/kernel/random/uuid >/tool.txt";
const COPY_SOURCE = "COPY source.txt .";
const COPY_BUILT = "COPY --from=build /built.txt /srv/";
const COPY_TOOL = "COPY --from=tools /tool.txt /srv/";

/** Each image is made of seven steps, one of which both share. Four depend on the source, three do not. */
const FILES = {
  Dockerfile: `ARG BASE
FROM --platform=$BUILDPLATFORM \${BASE} AS tools
${TOOL}
FROM \${BASE} AS build
${INSTALL}
${COPY_SOURCE}
${SLOW}
FROM \${BASE}
${RANDOM}
${COPY_BUILT}
${COPY_TOOL}
`,
  "source.txt": "a".repeat(SOURCE_BYTES),
  // No step copies it, so it is not sent.
  "unused.txt": "b".repeat(10 * SOURCE_BYTES),
};
const ALL_STEPS = 13;
const IMAGE_STEPS = 7;

const PHASES = ["inspect", "prepare.registry", "cache.restore", "build", "publish", "verify"];
const MORE_PHASES = ["prepare.emulation", "prepare.builder", "cache.export"];

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** What a registry says of each platform's image of a run, by the platform. */
async function published(name: string, { outputs }: CacheRun) {
  const index = await documentAt<{ manifests: Descriptor[] }>(name, outputs["digest"] ?? "");
  const images = await Promise.all(
    PLATFORMS.map(async (wanted) => {
      const found = index.manifests.find(({ platform: p }) => `${p?.os}/${p?.architecture}` === wanted);
      const digest = found?.digest ?? "";
      const { layers } = await documentAt<{ layers: Descriptor[] }>(name, digest);
      return [wanted, { digest, sizeBytes: total(layers.map(({ size }) => size)), layers: layers.length }];
    }),
  );
  return Object.fromEntries(images) as Record<string, Pick<Descriptor, "digest"> & Record<string, unknown>>;
}

async function documentAt<T>(name: string, digest: string): Promise<T> {
  return JSON.parse((await download(name, `manifests/${digest}`)).toString()) as T;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** What the steps with such commands took, on all platforms. */
function tookMs({ metrics }: CacheRun, ...commands: readonly string[]): number {
  const steps = metrics.slowestSteps.filter(({ command }) => commands.includes(command));
  return total(steps.map(({ durationMs }) => durationMs));
}

function stepOf({ metrics }: CacheRun, command: string, platform: string): StepMetrics | undefined {
  return metrics.slowestSteps.find((step) => step.command === command && step.platforms.includes(platform));
}

function places(steps: readonly StepMetrics[]): readonly string[] {
  return steps
    .map(({ platforms, stage, index, command, state, emulated }) =>
      [platforms.join("+"), stage, index, command, state, emulated ? "emulated" : "natively"].join(" | "),
    )
    .toSorted();
}

/** Of each platform such a step, in the words of {@link places}. */
function eachExecuted(stage: string, index: number, command: string): readonly string[] {
  const how = (platform: string) =>
    command.startsWith("RUN") && platform === "linux/arm64" ? "emulated" : "natively";
  return PLATFORMS.map((platform) =>
    [platform, stage, index, command, "executed", how(platform)].join(" | "),
  );
}

/** That each part of the run lies where it must. */
function expectSoundTimes({ phases, platforms, durationMs }: Metrics): void {
  const names = phases.map(({ name }) => name);
  expect(new Set([...PHASES, ...MORE_PHASES, ...names]).size).toBe(PHASES.length + MORE_PHASES.length);
  expect(names).toEqual(expect.arrayContaining(PHASES));
  for (const phase of phases) expect(phase.startMs + phase.durationMs).toBeLessThanOrEqual(durationMs);
  const at = (wanted: string) => {
    const { startMs = NaN, durationMs: ms = NaN } = phases.find(({ name }) => name === wanted) ?? {};
    return { startMs, endMs: startMs + ms };
  };
  const [build, publish, verify] = [at("build"), at("publish"), at("verify")];
  expect(build.startMs).toBeGreaterThanOrEqual(at("inspect").endMs);
  expect(publish.startMs).toBeGreaterThanOrEqual(build.endMs);
  expect(verify.startMs).toBeGreaterThanOrEqual(publish.endMs);
  for (const { startMs = NaN, durationMs: ms = NaN } of platforms) {
    expect(startMs).toBeGreaterThanOrEqual(build.startMs);
    expect(startMs + ms).toBeLessThanOrEqual(build.endMs);
  }
}

describeCold("the metrics of a build for two platforms", () => {
  const name = freshName();
  let world: CacheWorld;
  let builtOn: string;
  let cold: CacheRun;
  let warm: CacheRun;
  let changed: CacheRun;
  let unpublished: CacheRun;
  let single: CacheRun;

  beforeAll(async () => {
    world = await CacheWorld.create(FILES);
    const build = (more: Readonly<Record<string, string>> = {}) =>
      world.build({ images: name, tags: "latest", platforms: PLATFORMS.join(","), history: "50", ...more });
    builtOn = (await docker("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}")).trim();
    cold = await build();
    warm = await build();
    world.write({ "source.txt": "c".repeat(SOURCE_BYTES) });
    changed = await build();
    unpublished = await build({ push: "false", summary: "compact" });
    single = await build({ platforms: "linux/amd64", summary: "off" });
  }, 240_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("are as their schema says", () => {
    for (const run of [cold, warm, changed, unpublished, single]) {
      expect(schemaDifferences(SCHEMA, run.metrics)).toEqual([]);
    }
  });

  it("count the steps that were cached and executed", () => {
    const all = { total: ALL_STEPS, cached: ALL_STEPS, executed: 0, failed: 0 };
    expect(cold.metrics.steps).toEqual({ ...all, cached: 0, executed: ALL_STEPS });
    expect(warm.metrics.steps).toEqual(all);
    expect(changed.metrics.steps).toEqual({ ...all, cached: 5, executed: 8 });
    expect(unpublished.metrics.steps).toEqual(all);
    expect(single.metrics.steps).toEqual({ ...all, total: IMAGE_STEPS, cached: IMAGE_STEPS });
    expect(changed.outputs).toMatchObject({ "cache-hit": "partial", "cache-hit-ratio": "0.3846" });
  });

  it.each([
    { what: "the first", of: () => cold, cached: 0 },
    { what: "an unchanged", of: () => warm, cached: 7 },
    { what: "a changed", of: () => changed, cached: 3 },
    { what: "an unpublished", of: () => unpublished, cached: 7 },
  ])("count the steps of each image of $what run", ({ of, cached }) => {
    const steps = { total: IMAGE_STEPS, cached, executed: IMAGE_STEPS - cached, failed: 0 };
    expect(of().metrics.platforms).toMatchObject(
      PLATFORMS.map((platform) => ({ platform, steps, cacheHitRatio: cached / IMAGE_STEPS })),
    );
  });

  it("tell which platforms were emulated, and on what", () => {
    expect(builtOn).toBe("linux/amd64");
    for (const { metrics } of [cold, warm, changed, unpublished]) {
      expect(metrics.platforms.map(({ emulated, builtOn: on }) => [emulated, on])).toEqual([
        [false, builtOn],
        [true, builtOn],
      ]);
    }
  });

  it("tell where the cache broke, and why where that can be told", () => {
    const copies = [
      { stage: "build", index: 3, command: COPY_SOURCE, changed: "files" },
      { stage: "stage-2", index: 3, command: COPY_BUILT, changed: "files" },
    ];
    const all = [
      { stage: "build", index: 2, command: INSTALL },
      { stage: "stage-2", index: 2, command: RANDOM },
      { stage: "tools", index: 2, command: TOOL },
    ];
    for (const { firstMiss } of changed.metrics.platforms) expect(firstMiss).toEqual(copies);
    for (const { firstMiss } of warm.metrics.platforms) expect(firstMiss).toEqual([]);
    for (const { firstMiss } of cold.metrics.platforms) {
      expect(firstMiss.toSorted((one, other) => (one.stage < other.stage ? -1 : 1))).toEqual(all);
    }
  });

  it("tell the digest and size of each image, and the size before, as the registry has them", async () => {
    const [first, again, last] = [
      await published(name, cold),
      await published(name, warm),
      await published(name, changed),
    ];
    for (const [run, images, before] of [
      [cold, first, undefined],
      [warm, again, first],
      [changed, last, again],
    ] as const) {
      for (const { platform, ...told } of run.metrics.platforms) {
        expect(told).toMatchObject(images[platform]!);
        expect(told.sizeBytes).toBeGreaterThan(RANDOM_BYTES);
        expect(told.digest).toBe(digestsOf(run)[platform]);
        expect(told.previousSizeBytes).toBe(before?.[platform]?.["sizeBytes"]);
      }
    }
    expect(single.metrics.platforms[0]).toMatchObject(last["linux/amd64"]!);
    for (const platform of unpublished.metrics.platforms) {
      for (const field of ["digest", "sizeBytes", "layers"]) expect(platform).not.toHaveProperty(field);
    }
  });

  it("tell the steps that were executed, the slowest first", () => {
    const { slowestSteps, durationMs, platforms } = changed.metrics;
    expect(slowestSteps[0]).toMatchObject({
      platforms: ["linux/arm64"],
      stage: "build",
      index: 4,
      command: SLOW,
      emulated: true,
    });
    expect(slowestSteps[0]!.durationMs).toBeGreaterThanOrEqual(SLOW_MS);
    expect(slowestSteps[0]!.durationMs).toBeLessThan(platforms[1]!.durationMs!);
    expect(platforms[1]!.durationMs).toBeLessThan(durationMs);
    const times = slowestSteps.map((step) => step.durationMs);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const ofSource = [
      ...eachExecuted("build", 3, COPY_SOURCE),
      ...eachExecuted("build", 4, SLOW),
      ...eachExecuted("stage-2", 3, COPY_BUILT),
      ...eachExecuted("stage-2", 4, COPY_TOOL),
    ];
    const others = [
      [PLATFORMS.join("+"), "tools", 2, TOOL, "executed", "natively"].join(" | "),
      ...eachExecuted("build", 2, INSTALL),
      ...eachExecuted("stage-2", 2, RANDOM),
    ];
    expect(places(slowestSteps)).toEqual(ofSource.toSorted());
    expect(places(cold.metrics.slowestSteps)).toEqual([...ofSource, ...others].toSorted());
    expect(warm.metrics.slowestSteps).toEqual([]);
  });

  it("tell what emulation cost", () => {
    const emulatedMs = stepOf(changed, SLOW, "linux/arm64")!.durationMs;
    const nativeMs = stepOf(changed, SLOW, "linux/amd64")!.durationMs;
    expect(changed.metrics.emulation).toEqual({
      steps: 1,
      durationMs: emulatedMs,
      compared: { steps: 1, emulatedMs, nativeMs },
    });
    const runs = [INSTALL, SLOW, RANDOM];
    const [native, emulated] = PLATFORMS.map((platform) =>
      total(runs.map((command) => stepOf(cold, command, platform)!.durationMs)),
    );
    expect(cold.metrics.emulation).toEqual({
      steps: 3,
      durationMs: emulated,
      compared: { steps: 3, emulatedMs: emulated, nativeMs: native },
    });
    expect(warm.metrics).not.toHaveProperty("emulation");
  });

  it("tell the bytes of the context that were sent", () => {
    for (const { metrics } of [cold, warm, changed, unpublished]) {
      // Both platforms may share them.
      expect(metrics.contextBytes).toBeGreaterThanOrEqual(SOURCE_BYTES);
      expect(metrics.contextBytes).toBeLessThan(2 * SOURCE_BYTES + 1_000);
    }
    expect(single.metrics.contextBytes).toBeGreaterThanOrEqual(SOURCE_BYTES);
    expect(single.metrics.contextBytes).toBeLessThan(SOURCE_BYTES + 500);
  });

  it("tell the time that the cache saved, by the run that executed the steps", () => {
    expect(cold.metrics).not.toHaveProperty("timeSavedMs");
    expect(warm.metrics.timeSavedMs).toBe(total(cold.metrics.slowestSteps.map((step) => step.durationMs)));
    expect(changed.metrics.timeSavedMs).toBe(tookMs(cold, TOOL, INSTALL, RANDOM));
    expect(unpublished.metrics.timeSavedMs).toBe(
      tookMs(cold, TOOL, INSTALL, RANDOM) +
        total(changed.metrics.slowestSteps.map((step) => step.durationMs)),
    );
  });

  it("tell what was expected once there are three runs to expect it from", () => {
    const [, expectedMs = NaN] = [cold, warm, changed]
      .map(({ metrics }) => metrics.durationMs)
      .toSorted((one, other) => one - other);
    expect(changed.metrics).not.toHaveProperty("prediction");
    expect(unpublished.metrics.prediction).toEqual({
      expectedMs,
      kind: "sources",
      actualKind: "nothing",
      error: (unpublished.metrics.durationMs - expectedMs) / expectedMs,
    });
  });

  it("tell phases that lie in the run, and platforms that lie in the build", () => {
    for (const { metrics } of [cold, warm, changed]) expectSoundTimes(metrics);
    const names = (run: CacheRun) => run.metrics.phases.map((phase) => phase.name);
    expect(names(cold).filter((phase) => phase === "cache.export")).toHaveLength(PLATFORMS.length);
    expect(names(warm)).not.toContain("cache.export");
    expect(names(unpublished)).not.toContain("publish");
  });

  it("tell what the cache did", () => {
    for (const run of [cold, warm, changed, unpublished, single]) {
      const { cache, retries } = run.metrics;
      const entries = run.fetched.filter((key) => key.startsWith("bx1-")).length;
      expect(cache).toMatchObject({ backend: "actions", restored: { entries }, problems: [] });
      expect(retries).toBe(0);
      const saved = run.saved.filter((key) => key.startsWith("bx1-")).length;
      expect(cache.saved?.entries ?? 0).toBe(saved);
    }
    for (const { metrics } of [warm, unpublished, single]) {
      expect(metrics.cache).toMatchObject({ skippedReason: "nothing changed" });
    }
    // Both images' random layers were saved by the first run and read by the one that built on them.
    expect(cold.metrics.cache.saved!.bytes).toBeGreaterThan(2 * RANDOM_BYTES);
    expect(changed.metrics.cache.served!.bytes).toBeGreaterThan(2 * RANDOM_BYTES);
    expect(changed.metrics.cache.saved!.bytes).toBeLessThan(SOURCE_BYTES);
    expect(warm.metrics.cache.served!.bytes).toBeLessThan(SOURCE_BYTES);
  });

  describe("in the summary", () => {
    let view: SummaryView;

    beforeAll(haveBrowser, BROWSER_TIMEOUT_MS);
    beforeAll(async () => {
      view = await lookAt(changed.summary);
    });

    it("are shown without faults", () => {
      expect(view).toMatchObject({ faults: [], leftovers: [] });
      // A digest in full is long, for it is to be copied.
      expect(view.scrolled.filter((text) => !text.includes(`${name}@sha256:`))).toEqual([]);
    });

    it("are told in the headline", async () => {
      const { headings } = await lookAt(warm.summary);
      expect(headings[0]).toContain(`with all ${ALL_STEPS} steps from the cache (100 %)`);
      expect(view.headings[0]).toContain(`with 5 of ${ALL_STEPS} steps from the cache (38 %)`);
    });

    it("are told of each platform", () => {
      const { head, rows } = view.tables[0]!;
      const columns = ["Platform", "Built", "Cached", "Compressed", "Digest"];
      const cells = rows.map((row) => columns.map((column) => row[head.indexOf(column)]));
      expect(cells).toEqual(
        changed.metrics.platforms.map(({ platform, emulated, sizeBytes = NaN, digest = "" }) => [
          platform,
          emulated ? "emulated" : "native",
          "3/7",
          `${(sizeBytes / 1e6).toFixed(1)} MB`,
          digest.slice(0, "sha256:".length + 12),
        ]),
      );
    });

    it("have a bar for each phase and platform, where its time is", () => {
      const { phases, platforms, durationMs } = changed.metrics;
      const [chart, ...more] = view.charts;
      expect([chart!.kind, chart!.sections, more]).toEqual(["gantt", ["Run", "Platforms"], []]);
      const expected = [
        { name: "whole run", startMs: 0, durationMs },
        ...phases,
        ...platforms.map(({ platform, emulated, startMs = NaN, durationMs: ms = NaN }) => {
          return { name: emulated ? `${platform} (emulated)` : platform, startMs, durationMs: ms };
        }),
      ];
      expect(chart!.bars).toHaveLength(expected.length);
      const { left, width } = chart!.plot!;
      // Short bars are made wide enough to be seen.
      const tolerance = width / 100;
      for (const { name: label, startMs, durationMs: ms } of expected) {
        const bars = chart!.bars.filter((bar) => bar.name.startsWith(`${label}, `));
        const distances = bars.map((bar) =>
          Math.max(
            Math.abs(bar.left - left - (startMs / durationMs) * width),
            Math.abs(bar.width - (ms / durationMs) * width),
          ),
        );
        expect([label, Math.min(...distances) < tolerance]).toEqual([label, true]);
      }
    });

    it("have no chart in a compact one, and there is none where none is wanted", async () => {
      const { charts, tables, faults } = await lookAt(unpublished.summary);
      expect([charts, faults]).toEqual([[], []]);
      expect(tables[0]!.rows.map(([platform]) => platform)).toEqual(PLATFORMS);
      expect(single.summary).toBe("");
    });
  });
});

describeCold("the metrics of a small build", () => {
  const inputs = { images: freshName(), tags: "latest", platforms: PLATFORMS.join(","), history: "50" };
  const executed = { total: 2 * SMALL_STEPS, cached: 0, executed: 2 * SMALL_STEPS, failed: 0 };
  let world: CacheWorld;
  let uncached: CacheRun;

  beforeAll(async () => {
    world = await CacheWorld.create();
    uncached = await world.build({ ...inputs, cache: "off" });
  }, 120_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("are whole without a cache", () => {
    expect(schemaDifferences(SCHEMA, uncached.metrics)).toEqual([]);
    expect(uncached.metrics).toMatchObject({ steps: executed, cache: { backend: "off", problems: [] } });
    expect(uncached.requests.filter(({ key = "" }) => key.startsWith("bx1-"))).toEqual([]);
  });

  it("tell of a changed command, and of none where all steps were to be run", async () => {
    await world.build(inputs);
    const Dockerfile = SMALL_BUILD.Dockerfile.replace("RUN { cat source.txt;", "RUN { tac source.txt;");
    world.write({ Dockerfile });
    const { metrics } = await world.build(inputs);
    const rerun = await world.build({ ...inputs, "no-cache": "true" });
    for (const told of [metrics, rerun.metrics]) expect(schemaDifferences(SCHEMA, told)).toEqual([]);
    const command = "RUN { tac source.txt; cat /proc/sys/kernel/random/uuid; } >/built.txt";
    for (const { firstMiss, cacheHitRatio } of metrics.platforms) {
      expect(firstMiss).toEqual([
        { stage: "build", index: 4, command, changed: "command" },
        { stage: "stage-1", index: 2, command: "COPY --from=build /built.txt /srv/built.txt" },
      ]);
      expect(cacheHitRatio).toBe(2 / SMALL_STEPS);
    }
    expect(rerun.metrics.steps).toEqual(executed);
    for (const { firstMiss, cacheHitRatio } of rerun.metrics.platforms) {
      expect(firstMiss.map(({ stage, index, changed }) => [stage, index, changed])).toEqual([
        ["build", 2, undefined],
        ["stage-1", 2, undefined],
      ]);
      expect(cacheHitRatio).toBe(0);
    }
  });
});
