import { describe, expect, it } from "@jest/globals";
import { parseHistory, printHistory } from "../../../src/domain/history/history-file.ts";
import { rememberRun } from "../../../src/domain/metrics/remember.ts";
import { aStep } from "../progress/a-progress.ts";
import { AMD64, ARM64, aBase, aChain, aMemory, aRemembered, aSolve, capturedSolve } from "./a-run.ts";

describe("rememberRun", () => {
  it("keeps what the steps of a run took, under each platform, and what their stages start from", () => {
    const solves = [capturedSolve("alone-amd64", [AMD64]), capturedSolve("alone-arm64", [ARM64])];
    const { steps, bases } = rememberRun(solves, undefined);
    expect(
      steps.map(({ platform, stage, index, executedMs }) => [platform, stage, index, executedMs]),
    ).toEqual([
      [AMD64, "shared", 3, 3059],
      [ARM64, "shared", 3, 3059],
      [AMD64, "cross", 1, 75],
      [ARM64, "cross", 1, 74],
      [AMD64, "fin", 2, 9],
      [AMD64, "shared", 2, 8],
      [ARM64, "shared", 2, 8],
      [ARM64, "fin", 2, 8],
    ]);
    expect(steps[2]).toMatchObject({ command: "RUN echo amd64 > /cross", id: solves[0]!.steps[2]!.id });
    const image =
      "127.0.0.1:5056/mp:1@sha256:6b128a012e19512ace8ea9b0e3baf9d9104f31262d6704f6e0cb12eaf7f0b8c2";
    expect(bases.map(({ platform, stage }) => `${platform} ${stage}`).toSorted()).toEqual([
      "linux/amd64 cross",
      "linux/amd64 fin",
      "linux/amd64 shared",
      "linux/arm64 cross",
      "linux/arm64 fin",
      "linux/arm64 shared",
    ]);
    expect(new Set(bases.map((base) => base.image))).toEqual(new Set([image]));
  });

  it("carries over what a step took when it was executed, as long as its command stays", () => {
    const steps = [
      aStep({ id: "a", state: "cached", index: 2, durationMs: 0 }),
      aStep({ id: "b", state: "cached", index: 3, durationMs: 0 }),
      aStep({ id: "c", state: "cached", index: 4, durationMs: 0, stage: undefined }),
    ];
    const memory = aMemory({
      steps: [aRemembered(), aRemembered({ index: 3, command: "RUN other" }), aRemembered({ index: 9 })],
    });
    const place = { platform: AMD64, command: "RUN make" };
    expect(rememberRun([aSolve({ steps })], memory)).toEqual({
      steps: [
        { ...place, stage: "build", index: 2, id: "a", executedMs: 700 },
        { ...place, stage: "build", index: 3, id: "b" },
        { ...place, stage: "", index: 4, id: "c" },
      ],
      bases: [],
    });
  });

  it("remembers nothing of what was not finished, and no time that a clock going backwards measured", () => {
    const states = ["failed", "canceled", "running"] as const;
    const unfinished = states.map((state) => aStep({ id: state, state }));
    const backwards = aStep({ id: "back", durationMs: -4 });
    const { steps } = rememberRun(
      [aSolve({ steps: [...unfinished, backwards] })],
      aMemory({ steps: [aRemembered()] }),
    );
    expect(steps).toEqual([{ platform: AMD64, stage: "build", index: 2, command: "RUN make", id: "back" }]);
  });

  it("keeps of very many steps the 500 that took longest", () => {
    const chain = aChain(
      "base",
      Array.from({ length: 5_000 }, (_, at) => ({ durationMs: (at * 7) % 5_000 })),
    );
    const { steps } = rememberRun([aSolve({ steps: chain, baseImages: [aBase()] })], undefined);
    expect(steps.map(({ executedMs }) => executedMs)).toEqual(
      Array.from({ length: 500 }, (_, at) => 4_999 - at),
    );
  });

  it("leaves what a history can keep, even of commands of 100 kB", () => {
    const steps = aChain("base", [{ command: `RUN a\n${"x".repeat(100_000)}` }]);
    const memory = rememberRun([aSolve({ steps, baseImages: [aBase()] })], undefined);
    expect(memory.steps[0]!.command).toHaveLength(200);
    expect(parseHistory(printHistory({ records: [], memory }))).toEqual({
      ok: true,
      value: { records: [], memory },
    });
    expect(rememberRun([], undefined)).toEqual(aMemory());
  });

  it("leaves the same again after a run that had everything in the cache", () => {
    const cold = rememberRun([capturedSolve("joint-cold", [AMD64, ARM64])], undefined);
    const warm = rememberRun([capturedSolve("joint-warm", [AMD64, ARM64])], cold);
    const timesOf = ({ steps }: typeof cold) =>
      steps
        .map(({ platform, stage, index, executedMs }) => `${platform} ${stage} ${index} ${executedMs}`)
        .toSorted();
    expect(timesOf(warm)).toEqual(timesOf(cold));
    expect(warm.bases.toSorted(byPlace)).toEqual(cold.bases.toSorted(byPlace));
  });
});

function byPlace(
  one: { platform: string; stage: string },
  other: { platform: string; stage: string },
): number {
  return `${one.platform} ${one.stage}` < `${other.platform} ${other.stage}` ? -1 : 1;
}
