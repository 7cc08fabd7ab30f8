import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Measured } from "../../../src/domain/metrics/describe-metrics.ts";
import { describeMetrics } from "../../../src/domain/metrics/describe-metrics.ts";
import type { Metrics } from "../../../src/domain/metrics/metrics.ts";
import { rememberRun } from "../../../src/domain/metrics/remember.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { anInputs } from "../../support/an-inputs.ts";
import { aNativeRun, aPlan } from "../../support/a-plan.ts";
import { aCacheMetrics, aDigest, aVerified } from "../../support/a-result.ts";
import { aStep } from "../progress/a-progress.ts";
import {
  AMD64,
  ARM64,
  aBase,
  aChain,
  aMeasured,
  aMemory,
  aRemembered,
  aSolve,
  capturedSolve,
} from "./a-run.ts";
import { schemaDifferences } from "../../support/json-schema.ts";

const BOTH = [AMD64, ARM64];

/** Native for linux/amd64 and emulated for linux/arm64. */
const PLAN = aPlan();

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../../docs/metrics.schema.json", import.meta.url), "utf8"),
) as Parameters<typeof schemaDifferences>[0];

/** What is wrong with metrics, as JSON, by the schema. */
function differences(metrics: unknown): readonly string[] {
  return schemaDifferences(SCHEMA, JSON.parse(JSON.stringify(metrics)));
}

/** A run that built for both platforms in one solve, a step of the one emulated, and then published. */
function aColdRun(overrides: Partial<Measured> = {}): Measured {
  return aMeasured({
    startedAt: new Date("2026-11-24T00:03:54.000Z"),
    durationMs: 900,
    phases: [
      { name: "build", startMs: 100, durationMs: 620 },
      { name: "verify", startMs: 720, durationMs: 170 },
    ],
    retries: 1,
    cache: aCacheMetrics(),
    verified: aVerified(),
    solves: [{ ...capturedSolve("joint-cold", BOTH), startMs: 110, durationMs: 610, contextBytes: 34 }],
    previousSizes: new Map([[ARM64, 3_900_000]]),
    ...overrides,
  });
}

/** The figures of that run, counted by hand in what BuildKit printed. */
const COLD: Metrics = {
  schema: 1,
  startedAt: "2026-11-24T00:03:54.000Z",
  durationMs: 900,
  phases: [
    { name: "build", startMs: 100, durationMs: 620 },
    { name: "verify", startMs: 720, durationMs: 170 },
  ],
  platforms: [
    {
      platform: AMD64,
      emulated: false,
      builtOn: AMD64,
      startMs: 110,
      durationMs: 610,
      steps: { total: 5, cached: 0, executed: 5, failed: 0 },
      cacheHitRatio: 0,
      firstMiss: [
        { stage: "fin", index: 2, command: "RUN uname -m > /arch2" },
        { stage: "cross", index: 2, command: "WORKDIR /w" },
      ],
      digest: aDigest("1"),
      sizeBytes: 4_100_000,
      layers: 3,
    },
    {
      platform: ARM64,
      emulated: true,
      builtOn: AMD64,
      startMs: 110,
      durationMs: 610,
      steps: { total: 5, cached: 0, executed: 5, failed: 0 },
      cacheHitRatio: 0,
      firstMiss: [
        { stage: "fin", index: 2, command: "RUN uname -m > /arch2" },
        { stage: "cross", index: 2, command: "WORKDIR /w" },
      ],
      digest: aDigest("2"),
      sizeBytes: 3_950_000,
      layers: 4,
      previousSizeBytes: 3_900_000,
    },
  ],
  steps: { total: 9, cached: 0, executed: 9, failed: 0 },
  slowestSteps: [
    aSlowStep({
      platforms: [ARM64],
      command: "RUN uname -m > /arch2",
      emulated: true,
      startMs: 353,
      durationMs: 164,
    }),
    aSlowStep({ command: "RUN uname -m > /arch2", startMs: 397, durationMs: 123 }),
    aSlowStep({
      platforms: [ARM64],
      stage: "cross",
      index: 3,
      command: "RUN echo arm64 > /cross",
      startMs: 417,
      durationMs: 104,
    }),
    aSlowStep({ stage: "cross", index: 3, command: "RUN echo amd64 > /cross", startMs: 412, durationMs: 93 }),
    aSlowStep({ platforms: BOTH, stage: "cross", command: "WORKDIR /w", startMs: 397, durationMs: 14 }),
    aSlowStep({ index: 3, command: "COPY --from=cross /cross /x2/", startMs: 526, durationMs: 12 }),
    aSlowStep({ index: 4, command: "COPY s.txt /y/", startMs: 539, durationMs: 12 }),
    aSlowStep({
      platforms: [ARM64],
      index: 3,
      command: "COPY --from=cross /cross /x2/",
      startMs: 527,
      durationMs: 10,
    }),
    aSlowStep({ platforms: [ARM64], index: 4, command: "COPY s.txt /y/", startMs: 539, durationMs: 10 }),
  ],
  emulation: { steps: 1, durationMs: 164, compared: { steps: 1, emulatedMs: 164, nativeMs: 123 } },
  cache: aCacheMetrics(),
  retries: 1,
  contextBytes: 34,
};

function aSlowStep(overrides: Partial<Metrics["slowestSteps"][number]>): Metrics["slowestSteps"][number] {
  return {
    platforms: [AMD64],
    stage: "fin",
    index: 2,
    command: "RUN make",
    state: "executed",
    emulated: false,
    startMs: 0,
    durationMs: 0,
    pulledBytes: 0,
    ...overrides,
  };
}

/** Metrics with every field that there is. */
function aWholeMetrics(): Metrics {
  const metrics = describeMetrics(PLAN, aColdRun());
  const [first, ...others] = metrics.platforms;
  const firstMiss = first!.firstMiss.map((miss) => ({ ...miss, changed: "files" as const }));
  return {
    ...metrics,
    platforms: [{ ...first!, firstMiss, previousSizeBytes: 1 }, ...others],
    cache: { ...metrics.cache, skippedReason: "nothing is new", problems: ["an entry is gone"] },
    timeSavedMs: 12,
    prediction: { expectedMs: 500, kind: "sources", actualKind: "base", error: 0.8 },
  };
}

describe("describeMetrics", () => {
  it("tells of a real run the figures that a person counts", () => {
    expect(describeMetrics(PLAN, aColdRun())).toEqual(COLD);
  });

  it("tells of a real run that had everything in the cache that it had, and what that saved", () => {
    const memory = rememberRun(aColdRun().solves, undefined);
    const solves = [capturedSolve("joint-warm", BOTH)];
    const metrics = describeMetrics(PLAN, aColdRun({ solves, memory }));
    expect(metrics).toMatchObject({
      platforms: [
        { steps: { total: 5, cached: 5 }, cacheHitRatio: 1, firstMiss: [] },
        { steps: { total: 5, cached: 5 }, cacheHitRatio: 1, firstMiss: [] },
      ],
      steps: { total: 9, cached: 9, executed: 0, failed: 0 },
      slowestSteps: [],
      // 164 + 123 + 104 + 93 + 14 + 12 + 12 + 10 + 10, the step that both platforms share once.
      timeSavedMs: 542,
    });
    expect(metrics).not.toHaveProperty("emulation");
  });

  it("tells of two real solves side by side what they share once, and takes their shared stages for native", () => {
    const solves = [
      { ...capturedSolve("alone-amd64", [AMD64]), startMs: 100, contextBytes: 10 },
      { ...capturedSolve("alone-arm64", [ARM64]), startMs: 101, contextBytes: 20 },
    ];
    const metrics = describeMetrics(PLAN, aColdRun({ solves }));
    expect(metrics).toMatchObject({
      platforms: [
        { startMs: 100, steps: { total: 4, executed: 4 } },
        { startMs: 101, steps: { total: 4, executed: 4 } },
      ],
      steps: { total: 6, cached: 0, executed: 6, failed: 0 },
      contextBytes: 30,
    });
    expect(metrics.slowestSteps.map(({ platforms, durationMs }) => [platforms, durationMs])).toEqual([
      [BOTH, 3059],
      [[AMD64], 75],
      [[ARM64], 74],
      [[AMD64], 9],
      [BOTH, 8],
      [[ARM64], 8],
    ]);
    expect(metrics).not.toHaveProperty("emulation");
  });

  it("tells of a real run what changed since the one before", () => {
    const platforms = [aNativeRun()];
    const memory = rememberRun([capturedSolve("registry-cold", [AMD64])], undefined);
    const solves = [capturedSolve("registry-source-changed", [AMD64])];
    const metrics = describeMetrics(aPlan({ platforms }), aMeasured({ solves, memory }));
    expect(metrics.platforms[0]).toMatchObject({
      steps: { total: 7, cached: 4, executed: 3, failed: 0 },
      firstMiss: [
        { stage: "build", index: 5, command: "COPY src.txt .", changed: "files" },
        { stage: "stage-1", index: 3, command: "COPY --from=build /out /bin1 /app/", changed: "files" },
      ],
    });
    // WORKDIR /w 567, COPY dep.txt 14, RUN for … 2520, RUN dd … 2677.
    expect(metrics.timeSavedMs).toBe(5_778);
    expect(metrics.slowestSteps.map(({ index, pulledBytes }) => [index, pulledBytes])).toEqual([
      [6, 0],
      [5, 0],
      [3, 0],
    ]);
  });

  it("tells of a real failure which step failed, and of steps that were canceled only that they are", () => {
    const failed = describeMetrics(PLAN, aMeasured({ solves: [capturedSolve("run-fails-joint", BOTH)] }));
    expect(failed).toMatchObject({
      steps: { total: 2, cached: 0, executed: 0, failed: 1 },
      platforms: [
        { steps: { total: 1, failed: 1 }, firstMiss: [{ stage: "", index: 2 }] },
        { steps: { total: 1, failed: 0 }, firstMiss: [] },
      ],
      slowestSteps: [{ state: "failed", platforms: [AMD64], emulated: false }],
    });
    expect(failed).not.toHaveProperty("emulation");
    expect(differences(failed)).toEqual([]);
  });

  it("leaves out what was not measured, rather than telling zero", () => {
    const steps = { total: 0, cached: 0, executed: 0, failed: 0 };
    const nothing = { builtOn: AMD64, steps, cacheHitRatio: 1, firstMiss: [] };
    const metrics = describeMetrics(PLAN, aMeasured({ memory: aMemory() }));
    expect(JSON.parse(JSON.stringify(metrics))).toEqual({
      schema: 1,
      startedAt: "1970-01-01T00:00:00.000Z",
      durationMs: 10_000,
      phases: [],
      platforms: [
        { platform: AMD64, emulated: false, ...nothing },
        { platform: ARM64, emulated: true, ...nothing },
      ],
      steps,
      slowestSteps: [],
      cache: { backend: "off", problems: [] },
      retries: 0,
    });
  });

  it("tells what was expected of the run", () => {
    const prediction = { expectedMs: 500, kind: "sources", actualKind: "base", error: 0.8 } as const;
    expect(describeMetrics(PLAN, aMeasured({ prediction })).prediction).toEqual(prediction);
  });

  it("tells nothing of phases that a clock going backwards measured", () => {
    const phases = [
      { name: "inspect", startMs: -3, durationMs: 5 },
      { name: "build", startMs: 3.4, durationMs: 5.6 },
      { name: "verify", startMs: 9, durationMs: -1 },
    ];
    const { phases: told, durationMs } = describeMetrics(PLAN, aMeasured({ phases, durationMs: -5 }));
    expect([told, durationMs]).toEqual([[{ name: "build", startMs: 3, durationMs: 6 }], 0]);
  });

  it("does not say what changed in a run that was told to use no cache", () => {
    const memory = aMemory({ steps: [aRemembered({ command: "RUN other" })] });
    const solves = [aSolve({ steps: [aStep()] })];
    const changedWith = (noCache: boolean) => {
      const plan = aPlan({ platforms: [aNativeRun()], inputs: anInputs({ noCache }) });
      return describeMetrics(plan, aMeasured({ memory, solves })).platforms[0]!.firstMiss[0]!.changed;
    };
    expect([changedWith(false), changedWith(true)]).toEqual(["command", undefined]);
  });

  it("does not say that files changed where the cache lost something", () => {
    const steps = aChain("base", [{ state: "cached" }, { command: "COPY a b" }]);
    const changedWith = (problems: readonly string[]) =>
      describeMetrics(PLAN, aMeasured({ solves: [aSolve({ steps })], cache: { backend: "gha", problems } }))
        .platforms[0]!.firstMiss[0]!.changed;
    expect([changedWith([]), changedWith(["an entry is gone"])]).toEqual(["files", undefined]);
  });

  it("tells right figures of 5,000 steps, with commands of 100 kB among them", () => {
    const chainOf = (platform: string, base: string) =>
      aChain(
        base,
        Array.from({ length: 2_500 }, (_, at) => ({
          id: `${platform} ${at}`,
          platform,
          runsOn: platform,
          state: at < 1_000 ? ("cached" as const) : ("executed" as const),
          durationMs: at < 1_000 ? 0 : at,
          command: at % 500 === 0 ? `RUN ${"x".repeat(100_000)}` : "RUN make",
        })),
      );
    const steps = [...chainOf(AMD64, "amd64"), ...chainOf(ARM64, "arm64")];
    const baseImages = [aBase({ id: "amd64" }), aBase({ id: "arm64" })];
    const metrics = describeMetrics(
      PLAN,
      aMeasured({ solves: [aSolve({ platforms: BOTH, steps, baseImages })] }),
    );
    expect(metrics).toMatchObject({
      platforms: [
        { steps: { total: 2_500, cached: 1_000 }, cacheHitRatio: 0.4, firstMiss: [{ index: 1_002 }] },
        { steps: { total: 2_500, cached: 1_000 }, cacheHitRatio: 0.4, firstMiss: [{ index: 1_002 }] },
      ],
      steps: { total: 5_000, cached: 2_000, executed: 3_000, failed: 0 },
      // 1000 + … + 2499 for each.
      emulation: { steps: 1_500, durationMs: 2_624_250, compared: { steps: 1_500, nativeMs: 2_624_250 } },
    });
    expect(metrics.slowestSteps).toHaveLength(20);
    expect(differences(metrics)).toEqual([]);
  });
});

describe("docs/metrics.schema.json", () => {
  it.each([
    "joint-cold",
    "joint-warm",
    "joint-warm-rerun",
    "link-joint",
    "run-fails-joint",
    "scratch-stages",
  ])("describes the metrics of %s", (name) => {
    expect(differences(describeMetrics(PLAN, aColdRun({ solves: [capturedSolve(name, BOTH)] })))).toEqual([]);
  });

  it("describes metrics with and without all that may be absent", () => {
    expect(differences(aWholeMetrics())).toEqual([]);
    expect(differences(describeMetrics(PLAN, aMeasured()))).toEqual([]);
  });

  it("describes nothing else: each field has its kind, and there is no other", () => {
    const whole = aWholeMetrics();
    const accepted = placesIn(whole).flatMap(({ path, value }) =>
      wrongFor(value)
        .filter((wrong) => differences(replaced(whole, path, wrong)).length === 0)
        .map((wrong) => `${path.join(".")}: ${JSON.stringify(wrong)}`),
    );
    expect(accepted).toEqual([]);
  });

  it("wants each field that is always there", () => {
    const always = describeMetrics(
      PLAN,
      aMeasured({ solves: [aSolve({ steps: [aStep()] })], phases: COLD.phases }),
    );
    const names = placesIn(always).filter(({ path }) => typeof path.at(-1) === "string");
    const optional = names
      .filter(({ path }) => differences(replaced(always, path, undefined)).length === 0)
      .map(({ path }) => path.filter((part) => typeof part === "string").join("."));
    expect(optional).toEqual(["platforms.startMs", "platforms.durationMs", "contextBytes"]);
  });

  it.each([
    { path: ["schema"], wrong: 2 },
    { path: ["startedAt"], wrong: "yesterday" },
    { path: ["durationMs"], wrong: 1.5 },
    { path: ["platforms", 0, "platform"], wrong: "Linux" },
    { path: ["platforms", 0, "cacheHitRatio"], wrong: 1.1 },
    { path: ["platforms", 0, "digest"], wrong: "latest" },
    { path: ["platforms", 0, "firstMiss", 0, "changed"], wrong: "weather" },
    { path: ["platforms", 0, "firstMiss", 0, "index"], wrong: 0 },
    { path: ["slowestSteps", 0, "command"], wrong: "RUN a\nb" },
    { path: ["slowestSteps", 0, "command"], wrong: "x".repeat(201) },
    { path: ["slowestSteps", 0, "state"], wrong: "pending" },
    { path: ["slowestSteps"], wrong: Array(21).fill(COLD.slowestSteps[0]) },
    { path: ["cache", "backend"], wrong: "disk" },
    { path: ["prediction", "kind"], wrong: "weather" },
    { path: ["prediction", "error"], wrong: -1.5 },
  ])("refuses a wrong value at $path", ({ path, wrong }) => {
    expect(differences(replaced(aWholeMetrics(), path, wrong))).toHaveLength(1);
  });

  it("describes the metrics of whatever BuildKit tells", () => {
    const step: fc.Arbitrary<Step> = fc
      .record({
        id: fc.nat(9).map(String),
        inputs: fc.array(fc.nat(9).map(String), { maxLength: 3 }),
        platform: fc.constantFrom(undefined, AMD64, ARM64),
        runsOn: fc.constantFrom(undefined, AMD64, ARM64),
        stage: fc.constantFrom(undefined, "build", "stage-1"),
        index: fc.integer({ min: 1, max: 5 }),
        command: fc.oneof(
          fc.constantFrom("RUN make", "COPY a b"),
          fc.string({ unit: "binary", maxLength: 300 }),
        ),
        state: fc.constantFrom("cached", "executed", "failed", "canceled", "running"),
        startedAtMs: fc.integer({ min: -1_000, max: 20_000 }),
        durationMs: fc.integer({ min: -50, max: 5_000 }),
      })
      .map((fields) => aStep(fields as Partial<Step>));
    const solvesOf = (platforms: readonly (readonly string[])[], lists: readonly (readonly Step[])[]) =>
      platforms.map((names, at) =>
        aSolve({ platforms: names, steps: lists[at] ?? [], baseImages: [aBase({ id: "0" })] }),
      );
    fc.assert(
      fc.property(
        fc.array(fc.array(step), { minLength: 2, maxLength: 2 }),
        fc.boolean(),
        (lists, isJoint) => {
          const solves = solvesOf(isJoint ? [BOTH] : [[AMD64], [ARM64]], lists);
          const memory = rememberRun(solves, undefined);
          const metrics = describeMetrics(PLAN, aMeasured({ solves, memory }));
          expect(differences(metrics)).toEqual([]);
          for (const { steps } of metrics.platforms)
            expect(steps.total).toBeLessThanOrEqual(metrics.steps.total);
          expect(metrics.emulation?.durationMs ?? 0).toBeGreaterThanOrEqual(
            metrics.emulation?.compared?.emulatedMs ?? 0,
          );
        },
      ),
    );
  });
});

type Path = readonly (string | number)[];

/** Every value inside a JSON value, with where it is. */
function placesIn(
  value: unknown,
  path: Path = [],
): readonly { readonly path: Path; readonly value: unknown }[] {
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, field]) =>
          placesIn(field, [...path, Array.isArray(value) ? Number(name) : name]),
        )
      : [];
  return [{ path, value }, ...inside];
}

/** Values of every kind but that of the given one, and an object with a field more. */
function wrongFor(value: unknown): readonly unknown[] {
  const kinds = [null, true, "\u0000", -2.5, [null], { unknown: 1 }];
  const others = kinds.filter((kind) => kindOf(kind) !== kindOf(value));
  return kindOf(value) === "object" ? [...others, { ...(value as object), unknown: 1 }] : others;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** A copy of a JSON value with another value at a place, or without it. */
function replaced(whole: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy = Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) };
  const fields = copy as Record<string | number, unknown>;
  fields[name] = replaced(fields[name], rest, value);
  return copy;
}
