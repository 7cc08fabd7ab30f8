import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  cacheHit,
  countSteps,
  distinctSteps,
  firstMisses,
  hitRatio,
} from "../../../src/domain/progress/step-count.ts";
import type { StepState } from "../../../src/domain/progress/step.ts";
import { aStep, outline, stepsOf } from "./a-progress.ts";

const states: readonly StepState[] = ["cached", "executed", "failed", "canceled", "running"];
const streams = fc.array(
  fc.array(
    fc
      .record({ id: fc.nat(5), state: fc.constantFrom(...states) })
      .map(({ id, state }) => aStep({ id: `${id}`, state })),
  ),
);

describe("distinctSteps", () => {
  it("has a step that streams share once, as the one tells it that has the most to say", () => {
    const streams = [
      [aStep({ id: "a", state: "cached" }), aStep({ id: "b", durationMs: 1 })],
      [aStep({ id: "a", state: "executed" }), aStep({ id: "b", durationMs: 2 })],
    ];
    expect(distinctSteps(streams)).toEqual([
      aStep({ id: "a", state: "executed" }),
      aStep({ id: "b", durationMs: 1 }),
    ]);
  });
});

describe("countSteps", () => {
  it("counts the steps that two streams share once", () => {
    const alone = ["alone-amd64", "alone-arm64"].map((name) => stepsOf(name));
    expect(alone.map((steps) => countSteps([steps]).total)).toEqual([4, 4]);
    expect(countSteps(alone)).toEqual({ total: 6, cached: 0, executed: 6, failed: 0 });
  });

  it.each([
    { name: "registry-cold", count: { total: 7, cached: 0, executed: 7, failed: 0 }, ratio: 0, hit: "none" },
    { name: "registry-warm", count: { total: 7, cached: 7, executed: 0, failed: 0 }, ratio: 1, hit: "full" },
    { name: "gha-warm", count: { total: 7, cached: 7, executed: 0, failed: 0 }, ratio: 1, hit: "full" },
    { name: "joint-warm", count: { total: 9, cached: 9, executed: 0, failed: 0 }, ratio: 1, hit: "full" },
    { name: "link-warm", count: { total: 6, cached: 6, executed: 0, failed: 0 }, ratio: 1, hit: "full" },
    {
      name: "joint-warm-rerun",
      count: { total: 15, cached: 13, executed: 2, failed: 0 },
      ratio: 13 / 15,
      hit: "partial",
    },
    {
      name: "blob-missing",
      count: { total: 4, cached: 3, executed: 0, failed: 1 },
      ratio: 0.75,
      hit: "partial",
    },
    { name: "cancel", count: { total: 1, cached: 0, executed: 0, failed: 0 }, ratio: 0, hit: "none" },
    {
      name: "dockerfile-syntax",
      count: { total: 0, cached: 0, executed: 0, failed: 0 },
      ratio: 1,
      hit: "full",
    },
  ])("counts the steps of $name", ({ name, count, ratio, hit }) => {
    expect(countSteps([stepsOf(name)])).toEqual(count);
    expect([hitRatio(count), cacheHit(count)]).toEqual([ratio, hit]);
  });

  it.each([
    { seen: ["cached", "executed"], count: { cached: 0, executed: 1, failed: 0 } },
    { seen: ["executed", "failed"], count: { cached: 0, executed: 0, failed: 1 } },
    { seen: ["canceled", "cached"], count: { cached: 1, executed: 0, failed: 0 } },
    { seen: ["running", "canceled"], count: { cached: 0, executed: 0, failed: 0 } },
  ] as const)("counts a step that streams saw as $seen", ({ seen, count }) => {
    expect(countSteps(seen.map((state) => [aStep({ state })]))).toEqual({ total: 1, ...count });
  });

  it("counts the same whatever the order of streams, and however often one comes", () => {
    fc.assert(
      fc.property(streams, (list) => {
        const count = countSteps(list);
        expect(countSteps(list.toReversed())).toEqual(count);
        expect(countSteps([...list, ...list])).toEqual(count);
        expect(countSteps([list.flat()])).toEqual(count);
        expect(count.cached + count.executed + count.failed).toBeLessThanOrEqual(count.total);
        expect(cacheHit(count) === "full").toBe(hitRatio(count) === 1);
      }),
    );
  });
});

describe("firstMisses", () => {
  it.each([
    { name: "registry-source-changed", misses: ["build 5/6 executed", "stage-1 3/3 executed"] },
    { name: "joint-warm-rerun", misses: ["linux/amd64 bbb 2/2 executed", "linux/amd64 cross 1/1 executed"] },
    { name: "scratch-stages", misses: ["linux/amd64 1/3 executed", "linux/arm64 1/3 executed"] },
    { name: "blob-missing", misses: ["build 5/6 failed"] },
    { name: "registry-warm", misses: [] },
    { name: "cancel", misses: [] },
  ])("finds where the cache of $name broke", ({ name, misses }) => {
    expect(outline(firstMisses(stepsOf(name)))).toEqual(misses);
  });

  it("goes by the place in the Dockerfile rather than by time", () => {
    const steps = [
      aStep({ id: "late", index: 3 }),
      aStep({ id: "first", index: 2 }),
      aStep({ id: "x", index: 9 }),
    ];
    expect(firstMisses(steps).map(({ id }) => id)).toEqual(["first"]);
  });
});
