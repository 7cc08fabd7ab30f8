import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { ProgressEvent } from "../../../src/domain/progress/event.ts";
import {
  aLog,
  anEvent,
  aStatus,
  attempts,
  aVertex,
  captured,
  outline,
  readerOf,
  stepsOf,
} from "./a-progress.ts";

const CAPTURES = [
  "add-missing",
  "alone-amd64",
  "alone-arm64",
  "blob-missing",
  "cancel",
  "gha-warm",
  "joint-warm",
  "joint-warm-rerun",
  "link-cold",
  "link-joint",
  "link-missing",
  "link-warm",
  "push",
  "registry-cold",
  "registry-source-changed",
  "run-fails-joint",
  "scratch-stages",
];

describe("StepReader", () => {
  it.each(["registry-warm", "gha-warm", "joint-warm", "link-warm", "blob-missing-for-export"])(
    "finds every step of %s in the cache",
    (name) => {
      expect(new Set(stepsOf(name).map(({ state }) => state))).toEqual(new Set(["cached"]));
    },
  );

  it("takes a hit whose layers are pulled for a hit, and what changed for a miss", () => {
    const reader = readerOf("registry-source-changed", "linux/amd64");
    expect(outline(reader.steps())).toEqual([
      "linux/amd64 build 2/6 cached",
      "linux/amd64 build 3/6 cached",
      "linux/amd64 build 4/6 cached",
      "linux/amd64 build 5/6 executed",
      "linux/amd64 build 6/6 executed",
      "linux/amd64 stage-1 2/3 cached",
      "linux/amd64 stage-1 3/3 executed",
    ]);
    expect(reader.steps().map(({ durationMs }) => durationMs)).toEqual([0, 0, 0, 170, 2256, 0, 55]);
    expect(reader.steps().map(({ pulledBytes }) => pulledBytes)).toEqual([
      0, 0, 152_625_670, 0, 0, 41_946_846, 0,
    ]);
  });

  it("tells everything of a step", () => {
    const command =
      "echo one; echo two >&2; printf partial; sleep 1; echo ' rest'; i=0; while [ $i -lt 30 ]; do echo line $i; i=$((i+1)); done; exit 3";
    expect(stepsOf("run-fails", "linux/amd64")).toEqual([
      {
        id: "sha256:f61f280a260d5ea8b742e2c21d605b48c301b132525ecc3a42866718dcab98f1",
        inputs: [expect.stringMatching(/^sha256:f374de56/)],
        platform: "linux/amd64",
        runsOn: undefined,
        stage: undefined,
        index: 2,
        count: 2,
        command: `RUN ${command}`,
        state: "failed",
        startedAtMs: expect.closeTo(Date.UTC(2026, 10, 25, 2, 25, 2) + 787.7725, 2),
        durationMs: 1160,
        pulledBytes: 0,
        logTail: Array.from({ length: 20 }, (_, at) => `line ${at + 10}`),
        error: `process "/bin/sh -c ${command}" did not complete successfully: exit code: 3`,
      },
    ]);
  });

  it("finds the two steps that a joint solve ran again", () => {
    const executed = stepsOf("joint-warm-rerun").filter(({ state }) => state !== "cached");
    expect(outline(executed)).toEqual(["linux/amd64 bbb 2/2 executed", "linux/amd64 cross 1/1 executed"]);
  });

  it("knows the platform of steps whose name does not say it", () => {
    expect(outline(stepsOf("scratch-stages"))).toEqual([
      "linux/amd64 1/3 executed",
      "linux/arm64 1/3 executed",
      "linux/arm64 2/3 executed",
      "linux/amd64 2/3 executed",
      "linux/amd64 3/3 executed",
      "linux/arm64 3/3 executed",
    ]);
  });

  it("takes the platform of what a step continues rather than of what it copies", () => {
    const vertexes = [
      aVertex({ name: "[2/2] RUN x", inputs: ["sha256:b", "sha256:c"], startedAtMs: 1 }),
      aVertex({ id: "sha256:b", name: "[linux/arm64 1/2] COPY a b", startedAtMs: 2 }),
      aVertex({ id: "sha256:c", name: "[linux/amd64 x 1/1] COPY a b", startedAtMs: 3 }),
    ];
    expect(outline(stepsOf([anEvent({ vertexes })]))[0]).toBe("linux/arm64 2/2 running");
  });

  it("knows no platform where none is said", () => {
    expect(stepsOf("registry-warm").map(({ platform }) => platform)).toEqual(Array(7).fill(undefined));
    const loop = [
      aVertex({ startedAtMs: 1, inputs: ["sha256:a"] }),
      aVertex({ id: "sha256:x", name: "[linux/s390x 1/1] RUN x" }),
    ];
    expect(stepsOf([anEvent({ vertexes: loop })])).toMatchObject([{ platform: undefined }]);
  });

  it("makes one step of the vertexes of a linked copy, and of a download and its copy", () => {
    expect(stepsOf("link-cold").map(({ command, durationMs }) => [command, durationMs])).toEqual([
      ["ADD http://127.0.0.1:5000/v2/ /x", 31],
      ["COPY --link a.txt /l/", 25],
      ["COPY --link b.txt /l/", 28],
      ["COPY <<EOF /doc", 7],
      ["RUN <<EOT (set -e...)", 128],
      ["WORKDIR /w", 9],
    ]);
    expect(stepsOf("link-joint")).toHaveLength(12);
  });

  it.each([
    { name: "copy-missing", steps: ["2/3 failed"] },
    { name: "link-missing", steps: ["2/2 failed"] },
    { name: "add-missing", steps: ["2/3 failed"] },
    {
      name: "blob-missing",
      steps: ["build 2/6 cached", "build 3/6 cached", "build 4/6 cached", "build 5/6 failed"],
    },
    { name: "dockerfile-syntax", steps: [] },
    { name: "cancel", steps: ["2/2 canceled"] },
    { name: "stage-fails-beside-another", steps: ["two 2/2 failed", "one 2/2 canceled"] },
    { name: "run-fails-joint", steps: ["linux/arm64 2/2 canceled", "linux/amd64 2/2 failed"] },
  ])("tells the failed step of $name from those that were canceled with it", ({ name, steps }) => {
    expect(outline(stepsOf(name)).toSorted()).toEqual(steps.toSorted());
  });

  it("numbers the steps of an image's triggers", () => {
    expect(stepsOf("onbuild")[0]).toMatchObject({
      index: 2,
      count: 10,
      command: "ONBUILD RUN echo triggered",
    });
    expect(stepsOf("onbuild")[0]!.logTail).toEqual(["triggered"]);
  });

  it("reports base images apart", () => {
    expect(readerOf("registry-cold").baseImages()).toMatchObject([
      { platform: undefined, stage: "build", pulledBytes: 85_738_897, durationMs: 3377 },
    ]);
    expect(readerOf("joint-warm").baseImages()).toMatchObject([
      { platform: "linux/amd64", stage: "cross", pulledBytes: 0 },
      { platform: "linux/arm64", stage: "fin", pulledBytes: 0 },
    ]);
  });

  it("counts the bytes of the context that were sent, and nothing else that is transferred", () => {
    const ids = ["transferring context:", "transferring dockerfile:", "other"];
    const events = [
      anEvent({
        vertexes: [
          aVertex({ id: "sha256:c", name: "[internal] load build context" }),
          aVertex({ id: "sha256:i", name: "[internal] load .dockerignore" }),
        ],
        statuses: [
          aStatus({ id: "transferring context:", vertex: "sha256:c", current: 100 }),
          aStatus({ id: "transferring context:", vertex: "sha256:c", current: 250 }),
          ...ids.map((id) => aStatus({ id, vertex: "sha256:i", current: 2 })),
        ],
      }),
    ];
    expect(readerOf(events).contextBytes()).toBe(250);
    expect(readerOf([]).contextBytes()).toBe(0);
  });

  it("leaves out base images that were never asked for", () => {
    const base = aVertex({ name: "[1/2] FROM alpine" });
    expect(readerOf([anEvent({ vertexes: [base] })]).baseImages()).toEqual([]);
  });

  it("counts a layer once, for the one that asked for it first", () => {
    const events = [
      ...attempts("Ccsc", { id: "sha256:a" }),
      ...attempts("Ccsc", { id: "sha256:b", name: "[build 3/3] RUN x" }),
      anEvent({
        statuses: [
          aStatus({ vertex: "sha256:b", startedAtMs: 2, current: 70 }),
          aStatus({ vertex: "sha256:a", startedAtMs: 1, current: 10 }),
          aStatus({ vertex: "sha256:b", id: "sha256:other", startedAtMs: 2, current: 5 }),
          aStatus({ vertex: "sha256:a", id: "sha256:other", startedAtMs: 2, current: 4 }),
          aStatus({ vertex: "sha256:a", id: "sha256:again", startedAtMs: 1, current: 100 }),
          aStatus({ vertex: "sha256:b", id: "sha256:again", startedAtMs: 2, current: 200 }),
          aStatus({ vertex: "sha256:a", id: "sha256:timeless", startedAtMs: undefined, current: 1 }),
          aStatus({ vertex: "sha256:a", id: "extracting sha256:layer", current: 1000 }),
        ],
      }),
    ];
    expect(stepsOf(events).map(({ pulledBytes }) => pulledBytes)).toEqual([276, 0]);
  });

  it("counts a step as running while a part of it waits", () => {
    const group = { id: "g", name: "[build 2/3] COPY --link a b", isWeak: false };
    const main = attempts("-", { name: "[build 2/3] LINK COPY --link a b", group });
    const helper = { id: "sha256:0", name: "[build 2/3] COPY --link a b", group: { ...group, isWeak: true } };
    const stateAfter = (...events: readonly (readonly ProgressEvent[])[]) => stepsOf(events.flat())[0]?.state;
    expect(stateAfter(main, attempts("-", helper))).toBeUndefined();
    expect(stateAfter(main, attempts("Cc", helper))).toBe("running");
    expect(stateAfter(attempts("Cc", { group }), attempts("Cc", helper))).toBe("cached");
    expect(stateAfter(attempts("sc", { group }), attempts("Cc", helper))).toBe("executed");
    expect(stateAfter(attempts("Cc", { group }), attempts("sx", helper))).toBe("canceled");
    expect(stateAfter(attempts("se", { group }), attempts("sx", helper))).toBe("failed");
    expect(stepsOf([...attempts("Cc", helper), ...main])[0]).toMatchObject({
      id: "sha256:a",
      command: "COPY --link a b",
    });
  });

  it("calls a step by its own name if the group's is none of a step", () => {
    const group = { id: "g", name: "anything", isWeak: false };
    expect(stepsOf(attempts("sc", { group }))).toMatchObject([{ command: "RUN make" }]);
  });

  it("passes over a download that no step uses", () => {
    expect(stepsOf(attempts("sc", { name: "[2/3] ADD http://a /b", inputs: [] }))).toEqual([]);
  });

  it("takes a failed download for the failure of every step that uses it", () => {
    const users = ["linux/amd64", "linux/arm64"].map((platform, at) =>
      attempts("-", {
        id: `sha256:${"bc"[at]}`,
        name: `[${platform} 2/3] ADD http://a /b`,
        inputs: ["sha256:a"],
      }),
    );
    const source = attempts("se", { name: "[linux/amd64 2/3] ADD http://a /b", inputs: [] });
    const idsOf = (list: readonly (readonly ProgressEvent[])[]) => stepsOf(list.flat()).map(({ id }) => id);
    expect(idsOf([source, ...users])).toEqual(["sha256:b", "sha256:c"]);
    expect(idsOf([...users.toReversed(), source])).toEqual(["sha256:b", "sha256:c"]);
  });

  it("waits for the copy after a download", () => {
    const name = "[2/3] ADD http://a /b";
    const user = attempts("-", { id: "sha256:b", name, inputs: ["sha256:a", "sha256:unknown"] });
    const step = stepsOf([...attempts("sc", { name, inputs: [] }), ...user]);
    expect(step).toMatchObject([{ id: "sha256:b", state: "running", durationMs: 1_000 }]);
  });

  it("keeps the output of a step that is known by it only", () => {
    const events = [anEvent({ logs: [aLog("early\n")] }), ...attempts("sc")];
    expect(stepsOf(events)).toMatchObject([{ state: "executed", logTail: ["early"] }]);
  });

  it.each(CAPTURES)(
    "tells the same of %s whatever the order of what is independent, and however it is cut",
    (name) => {
      const atoms = atomsOf(captured(name));
      const expected = readerOf(captured(name));
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat(1_000)), fc.infiniteStream(fc.nat(3)), (turns, sizes) => {
          const reader = readerOf(cut(shuffled(atoms, turns), sizes));
          expect(reader.steps()).toEqual(expected.steps());
          expect(reader.baseImages()).toEqual(expected.baseImages());
        }),
        { numRuns: 20 },
      );
    },
  );
});

/** Events of one update each, a list for each vertex, in which the order counts. */
function atomsOf(events: readonly ProgressEvent[]): readonly (readonly ProgressEvent[])[] {
  const byVertex = new Map<string, ProgressEvent[]>();
  const add = (id: string, atom: Partial<ProgressEvent>): void => {
    byVertex.set(id, [...(byVertex.get(id) ?? []), anEvent(atom)]);
  };
  for (const { vertexes, statuses, logs } of events) {
    for (const vertex of vertexes) add(vertex.id, { vertexes: [vertex] });
    for (const status of statuses) add(status.vertex, { statuses: [status] });
    for (const log of logs) add(log.vertex, { logs: [log] });
  }
  return [...byVertex.values()];
}

function shuffled(
  lists: readonly (readonly ProgressEvent[])[],
  turns: Iterator<number>,
): readonly ProgressEvent[] {
  const open = lists.map((list) => [...list]);
  const mixed: ProgressEvent[] = [];
  for (
    let left = open.filter((list) => list.length > 0);
    left.length > 0;
    left = left.filter((list) => list.length > 0)
  ) {
    mixed.push(left[(turns.next().value as number) % left.length]!.shift()!);
  }
  return mixed;
}

/** Puts neighbours into one event. */
function cut(events: readonly ProgressEvent[], sizes: Iterator<number>): readonly ProgressEvent[] {
  const merged: ProgressEvent[] = [];
  for (let at = 0; at < events.length;) {
    const part = events.slice(at, at + 1 + (sizes.next().value as number));
    at += part.length;
    merged.push(
      anEvent({
        vertexes: part.flatMap(({ vertexes }) => vertexes),
        statuses: part.flatMap(({ statuses }) => statuses),
        logs: part.flatMap(({ logs }) => logs),
      }),
    );
  }
  return merged;
}
