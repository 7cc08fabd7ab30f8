import { describe, expect, it } from "@jest/globals";
import { inDependencyOrder } from "../../../src/domain/cache/dependency-order.ts";

function order(...things: readonly (readonly number[])[]): readonly number[] {
  return inDependencyOrder(things, (dependencies) => dependencies).map(([at]) => at);
}

describe("inDependencyOrder", () => {
  it.each([
    { case: "nothing", things: [], ordered: [] },
    { case: "what is in order", things: [[], [0], [0, 1]], ordered: [0, 1, 2] },
    { case: "what is not", things: [[1], [2], []], ordered: [2, 1, 0] },
    { case: "what depends twice on the same", things: [[1, 1], []], ordered: [1, 0] },
    { case: "all but a loop and what depends on it", things: [[1], [0], [1], []], ordered: [3] },
    { case: "all but what depends on itself", things: [[0], []], ordered: [1] },
  ])("orders $case", ({ things, ordered }) => {
    expect(order(...things)).toEqual(ordered);
  });
});
