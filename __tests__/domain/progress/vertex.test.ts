import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Interval } from "../../../src/domain/progress/vertex.ts";
import { coveredMs, Vertex } from "../../../src/domain/progress/vertex.ts";
import { aLog, attempts } from "./a-progress.ts";

function vertexOf(notation: string): Vertex {
  const vertex = new Vertex("sha256:a");
  for (const { vertexes } of attempts(notation)) for (const update of vertexes) vertex.take(update);
  return vertex;
}

describe("Vertex", () => {
  it.each([
    { case: "was not begun", notation: "-", state: "pending" },
    { case: "runs", notation: "-s", state: "running" },
    { case: "was run", notation: "-sc", state: "executed" },
    { case: "was run and linked", notation: "-scsc", state: "executed" },
    { case: "is asked for in the cache", notation: "-C", state: "running" },
    { case: "was in the cache", notation: "-Cc", state: "cached" },
    { case: "was in the cache, and its layers are pulled", notation: "-Ccs", state: "cached" },
    { case: "was in the cache, and its layers were pulled", notation: "-Ccscscsc", state: "cached" },
    { case: "was in the cache and is asked for again", notation: "-CcsCcsc", state: "cached" },
    { case: "was run and then was in the cache", notation: "-scCc", state: "executed" },
    { case: "could not be loaded from the cache", notation: "-Ce", state: "running" },
    { case: "was run because it could not be loaded", notation: "-Cesc", state: "executed" },
    { case: "was run although one of two could be loaded", notation: "-CcCesc", state: "executed" },
    { case: "failed", notation: "-se", state: "failed" },
    { case: "failed and then went well", notation: "-sesc", state: "executed" },
    { case: "was in the cache, and its layers are not to be had", notation: "-Ccse", state: "failed" },
    { case: "was canceled", notation: "-sx", state: "canceled" },
    { case: "was in the cache, and its layers were not needed after all", notation: "-Cx", state: "cached" },
    { case: "was run, and is not needed again after all", notation: "-scCx", state: "executed" },
  ])("is $state if it $case", ({ notation, state }) => {
    expect(vertexOf(notation).state).toBe(state);
  });

  it("is made from what it was said to be when it is begun again without a word of it", () => {
    const name = "[2/3] ADD http://a /b";
    const vertex = new Vertex("sha256:a");
    const again = attempts("s", { name, inputs: [] });
    for (const { vertexes } of [...attempts("Cc", { name }), ...again]) {
      for (const update of vertexes) vertex.take(update);
    }
    expect([vertex.inputs, vertex.isDownload]).toEqual([["sha256:base"], false]);
  });

  it("was not in the cache if it has output", () => {
    const vertex = vertexOf("-Ccsc");
    vertex.takeLog(aLog("hello\n"));
    expect(vertex.state).toBe("executed");
  });

  it("counts as begun what only ended", () => {
    const vertex = new Vertex("sha256:a");
    vertex.take({ ...attempts("sc")[1]!.vertexes[0]!, startedAtMs: undefined });
    expect([vertex.state, vertex.startedAtMs, vertex.lastMs]).toEqual(["executed", 2_000, 0]);
  });

  it("keeps the last lines of a long output, in the order in which they came", () => {
    const vertex = new Vertex("sha256:a");
    for (let at = 1; at <= 100; at += 1)
      vertex.takeLog(aLog(`line ${at}\nhalf of `, { stream: 1 + (at % 2) }));
    expect(vertex.tail).toHaveLength(20);
    expect(vertex.tail.slice(-3)).toEqual(["half of line 100", "half of", "half of"]);
    expect(vertex.endLogs()).toEqual(["half of", "half of"]);
    expect(vertex.tail.slice(-3)).toEqual(["half of line 100", "half of", "half of"]);
  });
});

describe("coveredMs", () => {
  const interval = fc
    .record({ startedAtMs: fc.nat(30), lengthMs: fc.option(fc.nat(10), { nil: undefined }) })
    .map(({ startedAtMs, lengthMs }): Interval => ({
      startedAtMs,
      completedAtMs: lengthMs === undefined ? undefined : startedAtMs + lengthMs,
    }));

  it("counts each moment once", () => {
    fc.assert(
      fc.property(fc.array(interval), (intervals) => {
        const moments = Array.from({ length: 50 }, (_, ms) => ms);
        const covered = moments.filter((ms) =>
          intervals.some(
            ({ startedAtMs, completedAtMs }) =>
              completedAtMs !== undefined && startedAtMs <= ms && ms < completedAtMs,
          ),
        );
        expect(coveredMs(intervals)).toBe(covered.length);
      }),
    );
  });
});
