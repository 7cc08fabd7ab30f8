import type { Dockerfile, Instruction } from "../dockerfile/dockerfile.ts";
import { copiesContext, mountsOf } from "../dockerfile/dockerfile.ts";
import { baseChain } from "../dockerfile/stage-graph.ts";
import { printDuration } from "../figures.ts";
import { firstMisses } from "../progress/step-count.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { installsWith, isOfSystem } from "./installer.ts";
import type { PlacedStep } from "./placed-step.ts";
import { placeSteps } from "./placed-step.ts";
import { quote } from "./quote.ts";
import { advice } from "./rule.ts";

/** A faster installation is not worth another order of the Dockerfile: fetching its layer would take as long. */
const LEAST_MS = 10_000;
/** All files, or a folder that holds sources in most projects; others may hold what an installation needs: `patches`. */
const SOURCES = /^(?:\.?\/)?(?:\.?|\*|(?:src|source|app|lib|cmd|internal|server|client|test|tests)\/?)$/;

/** An installation that was executed because sources had been copied before it. */
interface Reinstalled {
  readonly copy: PlacedStep;
  readonly install: PlacedStep;
}

/** Sources are copied before dependencies are installed, so that a change of a source installed them again. */
export function adviseCopyBeforeInstall(facts: AdviceFacts): Advice | undefined {
  const { dockerfile } = facts;
  if (dockerfile === undefined) return undefined;
  const steps = placeSteps(facts);
  const first = new Set(facts.solves.flatMap((solve) => firstMisses(solve.steps)));
  const [worst] = steps
    .filter((copy) => first.has(copy.step) && copiesSources(copy.instruction) && hasChanged(copy, steps))
    .flatMap((copy) =>
      installsAfter(copy, steps, dockerfile).map((install): Reinstalled => ({ copy, install })),
    )
    .filter(({ install }) => install.step.durationMs >= LEAST_MS)
    .toSorted((one, other) => other.install.step.durationMs - one.install.step.durationMs);
  return worst && describe(worst);
}

function copiesSources(instruction: Instruction): boolean {
  const sources = instruction.words.slice(0, -1);
  return copiesContext(instruction) && sources.some((source) => SOURCES.test(source));
}

/**
 * Tells whether it was the files that made a copy be executed. Where that is not remembered, it is certain if the step
 * before it came from the cache: neither the base image nor the cache as a whole was another then.
 */
function hasChanged(copy: PlacedStep, steps: readonly PlacedStep[]): boolean {
  const { step, platform } = copy;
  const miss = platform.firstMiss.find(
    ({ stage, index }) => stage === (step.stage ?? "") && index === step.index,
  );
  if (miss?.changed !== undefined) return miss.changed === "files";
  return besides(copy, steps).some((other) => other.step.index < step.index && other.step.state === "cached");
}

/** The installations that follow a copy, but for those whose dependencies were there before it. */
function installsAfter(
  copy: PlacedStep,
  steps: readonly PlacedStep[],
  dockerfile: Dockerfile,
): readonly PlacedStep[] {
  const chain = baseChain(dockerfile, copy.stage).toReversed();
  const instructions = chain.flatMap((stage) => stage.instructions);
  const known = familiesBefore(instructions.slice(0, instructions.indexOf(copy.instruction)));
  return besides(copy, steps).filter(
    ({ step, instruction }) =>
      step.index > copy.step.index &&
      step.state === "executed" &&
      installsWith(instruction).some((family) => isOfSystem(family) || !known.has(family)),
  );
}

/** With what dependencies are installed from a few files that were copied, or mounted, for nothing else. */
function familiesBefore(instructions: readonly Instruction[]): ReadonlySet<string> {
  const firstCopy = instructions.findIndex(copiesContext);
  return new Set(
    instructions
      .filter((instruction, at) => (firstCopy !== -1 && at > firstCopy) || mountsFiles(instruction))
      .flatMap(installsWith),
  );
}

function mountsFiles(instruction: Instruction): boolean {
  return mountsOf(instruction).some((mount) => mount["type"] === "bind" && mount["from"] === undefined);
}

/** The steps of the same stage for the same platform. */
function besides({ step, platform, stage }: PlacedStep, steps: readonly PlacedStep[]): readonly PlacedStep[] {
  return steps.filter((other) => other.platform === platform && other.stage === stage && other.step !== step);
}

function describe({ copy, install }: Reinstalled): Advice {
  const [copied, installed] = [quote(copy.instruction.text), quote(install.instruction.text)];
  return advice("copy-before-install", {
    advice: installsWith(install.instruction).some(isOfSystem)
      ? `Move ${installed} above ${copied}, so that a change of a source does not install the packages again.`
      : `Copy only the files that name the dependencies before ${installed}, and the sources after it.`,
    evidence: `${copied} was the first step of its stage that was executed, and so ${installed} after it was executed too, which took ${printDuration(install.step.durationMs)} for ${install.platform.platform}.`,
    line: copy.instruction.line,
  });
}
