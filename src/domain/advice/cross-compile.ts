import type { Dockerfile, Instruction, Stage } from "../dockerfile/dockerfile.ts";
import {
  baseChain,
  mayBeStage,
  neededStages,
  rootStage,
  sourceStages,
  targetStage,
} from "../dockerfile/stage-graph.ts";
import { printDuration } from "../figures.ts";
import type { Advice } from "./advice.ts";
import { bundles, compiles, isCompilerImage } from "./compiler.ts";
import type { AdviceFacts } from "./facts.ts";
import type { PlacedStep } from "./placed-step.ts";
import { placeSteps } from "./placed-step.ts";
import { quote } from "./quote.ts";
import { advice } from "./rule.ts";

/**
 * Compilers are some five to twenty times slower under QEMU. Less than three times is also what a busy machine or a slow
 * download does, as platforms are built side by side.
 */
const LEAST_FACTOR = 3;
/** Below that a stage that is set up to cross-compile is more work to keep than it saves. */
const LEAST_MS = 20_000;
/**
 * Without the same step run natively there is no factor to tell. A step this long would still lose more than `LEAST_MS`
 * if it were only `LEAST_FACTOR` times slower.
 */
const LEAST_ALONE_MS = LEAST_FACTOR * LEAST_MS;
/** Where bundlers put what they make. */
const BUNDLES = /(?:^|\/)(?:dist|build|out|public|static|www|_site)(?:\/|$)/;

/** A step that was executed under emulation, and the same step executed natively where there is one. */
interface Emulated {
  readonly placed: PlacedStep;
  readonly native: PlacedStep | undefined;
}

/** A stage compiles under emulation, and could do so on the build machine's platform. */
export function adviseCrossCompile(facts: AdviceFacts): Advice | undefined {
  const { dockerfile, target } = facts;
  const result = dockerfile && targetStage(dockerfile, target);
  if (dockerfile === undefined || result === undefined) return undefined;
  const executed = placeSteps(facts).filter(({ step }) => step.state === "executed");
  const [worst] = executed
    .filter(({ platform, instruction }) => platform.emulated && instruction.keyword === "RUN")
    .map((placed): Emulated => ({ placed, native: nativeCounterpart(placed, executed) }))
    .filter((emulated) => isSlow(emulated))
    .filter(({ placed }) => isSeparate(placed.stage, dockerfile, result))
    .filter(({ placed }) => makesWhatCanBeCopied(placed, dockerfile, result))
    .toSorted((one, other) => lostMs(other) - lostMs(one));
  return worst && describe(worst, rootStage(dockerfile, worst.placed.stage));
}

/** The slowest one where several platforms are native. */
function nativeCounterpart(
  { instruction }: PlacedStep,
  executed: readonly PlacedStep[],
): PlacedStep | undefined {
  return executed
    .filter((other) => other.instruction === instruction && !other.platform.emulated)
    .toSorted((one, other) => other.step.durationMs - one.step.durationMs)[0];
}

function isSlow({ placed, native }: Emulated): boolean {
  const { durationMs } = placed.step;
  if (native === undefined) return durationMs >= LEAST_ALONE_MS;
  return durationMs >= LEAST_MS && durationMs >= LEAST_FACTOR * native.step.durationMs;
}

function lostMs({ placed, native }: Emulated): number {
  return placed.step.durationMs - (native?.step.durationMs ?? 0);
}

/**
 * Tells whether a stage runs on the result's platform now and need not: its file system is no part of the result's, but
 * for what is copied out of it.
 */
function isSeparate(stage: Stage, dockerfile: Dockerfile, result: Stage): boolean {
  const root = rootStage(dockerfile, stage);
  return (
    baseChain(dockerfile, stage).every(({ platform }) =>
      /^\$\{?TARGETPLATFORM\}?$|^$/.test(platform ?? ""),
    ) && baseChain(dockerfile, result).every((part) => part !== root && !mayBeStage(part.base))
  );
}

/** Tells whether a stage compiles, or makes what is the same for all platforms and nothing else is copied out of it. */
function makesWhatCanBeCopied(
  { stage, instruction }: PlacedStep,
  dockerfile: Dockerfile,
  result: Stage,
): boolean {
  if (compiles(instruction) || isCompilerImage(rootStage(dockerfile, stage).base)) return true;
  if (!bundles(instruction)) return false;
  const copies = [...neededStages(dockerfile, result)]
    .flatMap(({ instructions }) => instructions)
    .filter((other) => sourceStages(dockerfile, other).includes(stage));
  return copies.length > 0 && copies.every(copiesBundles);
}

/** A mount makes all of a stage available. */
function copiesBundles({ keyword, words }: Instruction): boolean {
  return keyword === "COPY" && words.slice(0, -1).every((path) => BUNDLES.test(path));
}

function describe({ placed, native }: Emulated, root: Stage): Advice {
  const { step, platform, instruction } = placed;
  const took = `${quote(instruction.text)} took ${printDuration(step.durationMs)} under emulation for ${platform.platform}`;
  return advice("cross-compile", {
    advice: `Begin line ${root.line} with FROM --platform=$BUILDPLATFORM and let that stage compile for $TARGETARCH, so that no compiler is emulated.`,
    evidence: native === undefined ? `${took}.` : `${took}, ${compare(step.durationMs, native)}.`,
    line: root.line,
  });
}

function compare(emulatedMs: number, { step, platform }: PlacedStep): string {
  const factor = emulatedMs / Math.max(step.durationMs, 1);
  return `${factor.toFixed(factor < 10 ? 1 : 0)} times as long as natively for ${platform.platform} (${printDuration(step.durationMs)})`;
}
