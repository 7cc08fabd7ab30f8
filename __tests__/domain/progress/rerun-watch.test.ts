import { describe, expect, it } from "@jest/globals";
import type { ProgressEvent, VertexUpdate } from "../../../src/domain/progress/event.ts";
import { RerunWatch } from "../../../src/domain/progress/rerun-watch.ts";

function told(update: Partial<VertexUpdate>): ProgressEvent {
  const vertex: VertexUpdate = {
    id: "sha256:1",
    name: "[build 2/3] RUN make",
    inputs: [],
    startedAtMs: 1_000,
    completedAtMs: undefined,
    isCached: false,
    error: undefined,
    group: undefined,
    ...update,
  };
  return { vertexes: [vertex], statuses: [], logs: [], warnings: [] };
}

describe("RerunWatch", () => {
  it.each<{ case: string; update: Partial<VertexUpdate>; is: boolean }>([
    { case: "a step that begins to run", update: {}, is: true },
    { case: "one that waits", update: { startedAtMs: undefined }, is: false },
    { case: "one that another build ran before", update: { completedAtMs: 1_100 }, is: false },
    { case: "one that is loaded from the cache", update: { isCached: true }, is: false },
    { case: "a step that copies files", update: { name: "[build 3/3] COPY . ." }, is: false },
    { case: "a base image that is pulled", update: { name: "[build 1/3] FROM alpine" }, is: false },
    { case: "what BuildKit does besides", update: { name: "[internal] load build context" }, is: false },
  ])("tells of $case: $is", ({ update, is }) => {
    expect(new RerunWatch().take(told(update))).toBe(is);
  });

  it("takes it for no run when layers of a cached step are pulled", () => {
    const watch = new RerunWatch();
    watch.take(told({ isCached: true, completedAtMs: 1_000 }));
    expect(watch.take(told({ startedAtMs: 1_200 }))).toBe(false);
    expect(watch.take(told({ id: "sha256:2", startedAtMs: 1_200 }))).toBe(true);
  });
});
