import { describe, expect, it } from "@jest/globals";
import type { Memory } from "../../../src/domain/history/memory.ts";
import { describeMisses } from "../../../src/domain/metrics/first-misses.ts";
import type { Change } from "../../../src/domain/metrics/metrics.ts";
import { pastOf } from "../../../src/domain/metrics/past.ts";
import { rememberRun } from "../../../src/domain/metrics/remember.ts";
import type { RunStep } from "../../../src/domain/metrics/run-steps.ts";
import { runSteps } from "../../../src/domain/metrics/run-steps.ts";
import { AMD64, ARM64, aBase, aMemory, aRemembered, aRunStep, capturedSolve } from "./a-run.ts";

const COPY = aRunStep({ id: "copy", index: 3, command: "COPY a b" });
const HIT = aRunStep({ id: "hit", state: "cached", index: 2, command: "WORKDIR /w" });
const LINKED = aRunStep({ id: "linked", state: "cached", index: 2, command: "COPY --link x y" });
const BASES = [{ platform: AMD64, stage: "build", image: aBase().image }];

function missesIn(steps: readonly RunStep[], memory?: Memory, isCacheWhole = true) {
  return describeMisses(AMD64, steps, { past: memory && pastOf(memory), isCacheWhole });
}

/** What an earlier run left of the step `COPY`. */
function aCopyMemory(
  overrides: Parameters<typeof aRemembered>[0] = {},
  bases: Memory["bases"] = BASES,
): Memory {
  return aMemory({ steps: [aRemembered({ index: 3, command: "COPY a b", ...overrides })], bases });
}

function changeIn(steps: readonly RunStep[], memory?: Memory, isCacheWhole?: boolean): Change | undefined {
  return missesIn(steps, memory, isCacheWhole)[0]?.changed;
}

describe("describeMisses", () => {
  it("finds the first executed step of each stage, and what was copied into it", () => {
    const before = [capturedSolve("registry-cold", [AMD64])];
    const now = runSteps([capturedSolve("registry-source-changed", [AMD64])]);
    const misses = [
      { stage: "build", index: 5, command: "COPY src.txt .", changed: "files" },
      { stage: "stage-1", index: 3, command: "COPY --from=build /out /bin1 /app/", changed: "files" },
    ];
    expect(missesIn(now, rememberRun(before, undefined))).toEqual(misses);
    expect(missesIn(now)).toEqual(misses);
  });

  it("finds nothing where the cache had everything", () => {
    expect(missesIn(runSteps([capturedSolve("registry-warm", [AMD64])]))).toEqual([]);
    expect(missesIn([])).toEqual([]);
  });

  it("finds one step for each stage, also where images share some of it", () => {
    const steps = runSteps([capturedSolve("joint-cold", [AMD64, ARM64])]);
    const placesFor = (platform: string) => {
      const own = steps.filter(({ platforms }) => platforms.includes(platform));
      const misses = describeMisses(platform, own, { past: undefined, isCacheWhole: true });
      return misses.map(({ stage, index }) => [stage, index]);
    };
    expect([placesFor(AMD64), placesFor(ARM64)]).toEqual([
      [
        ["fin", 2],
        ["cross", 2],
      ],
      [
        ["fin", 2],
        ["cross", 2],
      ],
    ]);
  });

  it("cuts commands, and tells the only stage by an empty name", () => {
    const step = aRunStep({ stage: undefined, command: `RUN a\n${"b".repeat(300)}` });
    expect(missesIn([step])).toEqual([{ stage: "", index: 2, command: `RUN a ${"b".repeat(193)}…` }]);
  });

  it.each<{ case: string; steps: readonly RunStep[]; changed: Change | undefined }>([
    { case: "what is copied upon a hit", steps: [HIT, COPY], changed: "files" },
    {
      case: "what is downloaded upon a hit",
      steps: [HIT, { ...COPY, command: "ADD http://a b" }],
      changed: "files",
    },
    { case: "what fails upon a hit", steps: [HIT, { ...COPY, state: "failed" }], changed: undefined },
    { case: "what is run upon a hit", steps: [HIT, { ...COPY, command: "RUN make" }], changed: undefined },
    {
      case: "what is written into the Dockerfile",
      steps: [HIT, { ...COPY, command: "COPY <<EOF b" }],
      changed: undefined,
    },
    { case: "what is copied upon nothing cached", steps: [COPY], changed: undefined },
    { case: "what is copied upon a linked hit", steps: [LINKED, COPY], changed: undefined },
    {
      case: "what is copied upon a hit of another stage",
      steps: [{ ...HIT, stage: "x" }, COPY],
      changed: undefined,
    },
    { case: "what is copied before a hit", steps: [{ ...HIT, index: 4 }, COPY], changed: undefined },
  ])("tells without anything to compare with of $case: $changed", ({ steps, changed }) => {
    expect(changeIn(steps)).toBe(changed);
  });

  it.each<{ case: string; steps?: readonly RunStep[]; memory: Memory; changed: Change | undefined }>([
    { case: "other files", memory: aCopyMemory(), changed: "files" },
    { case: "the same files", memory: aCopyMemory({ id: "copy" }), changed: undefined },
    { case: "another command", memory: aCopyMemory({ command: "COPY x b" }), changed: "command" },
    {
      case: "another command, of the stage's first step",
      steps: [COPY],
      memory: aCopyMemory({ command: "COPY x b" }),
      changed: "command",
    },
    {
      case: "the same command, of the stage's first step",
      steps: [COPY],
      memory: aCopyMemory(),
      changed: undefined,
    },
    { case: "a step that is new", memory: aMemory({ bases: BASES }), changed: undefined },
    {
      case: "the step of another platform",
      memory: aCopyMemory({ platform: ARM64, command: "x" }),
      changed: undefined,
    },
    {
      case: "the step of another stage",
      memory: aCopyMemory({ stage: "x", command: "x" }),
      changed: undefined,
    },
    {
      case: "a run of the same command",
      steps: [HIT, { ...COPY, command: "RUN make" }],
      memory: aCopyMemory({ command: "RUN make" }),
      changed: undefined,
    },
    {
      case: "another base under the first step",
      steps: [COPY],
      memory: aCopyMemory({}, [{ ...BASES[0]!, image: "old" }]),
      changed: "base",
    },
    {
      case: "another base and another command",
      steps: [COPY],
      memory: aCopyMemory({ command: "x" }, [{ ...BASES[0]!, image: "old" }]),
      changed: "base",
    },
    {
      case: "another base under linked hits",
      steps: [LINKED, COPY],
      memory: aCopyMemory({}, [{ ...BASES[0]!, image: "old" }]),
      changed: "base",
    },
    {
      case: "another base under a hit, which it did not change",
      memory: aCopyMemory({}, [{ ...BASES[0]!, image: "old" }]),
      changed: "files",
    },
    { case: "a base that was not known", steps: [COPY], memory: aCopyMemory({}, []), changed: undefined },
    {
      case: "a base that is not known now",
      steps: [{ ...COPY, base: undefined }],
      memory: aCopyMemory({}, [{ ...BASES[0]!, image: "old" }]),
      changed: undefined,
    },
  ])("tells of $case: $changed", ({ steps = [HIT, COPY], memory, changed }) => {
    expect(changeIn(steps, memory)).toBe(changed);
  });

  it("does not know whether files changed where the cache lost something", () => {
    expect(changeIn([HIT, COPY], undefined, false)).toBeUndefined();
    expect(changeIn([HIT, COPY], aCopyMemory(), false)).toBeUndefined();
    expect(changeIn([HIT, COPY], aCopyMemory({ command: "x" }), false)).toBe("command");
  });

  it("does not know whether files changed where the commands may differ in what is not shown", () => {
    const command = `COPY ${"a".repeat(300)} b`;
    const memory = aCopyMemory({ command: `COPY ${"a".repeat(194)}…` });
    expect(changeIn([HIT, { ...COPY, command }], memory)).toBeUndefined();
    expect(changeIn([HIT, { ...COPY, command: command.replace("COPY", "ADD") }], memory)).toBe("command");
  });
});
