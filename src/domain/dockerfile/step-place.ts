import type { Step } from "../progress/step.ts";
import type { Dockerfile, Instruction, Stage } from "./dockerfile.ts";
import { baseStage } from "./stage-graph.ts";

/** Where a step of a build is in its Dockerfile. */
export interface StepPlace {
  readonly stage: Stage;
  readonly instruction: Instruction;
}

/** The instructions that BuildKit counts as steps. */
const STEPS: readonly string[] = ["RUN", "COPY", "ADD", "WORKDIR"];

/**
 * Finds the instruction that a step comes of. Undefined where it is not certain: when the base image adds steps of its
 * own (`ONBUILD`), or the step says something else than the instruction.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
export function placeStep(dockerfile: Dockerfile, step: Step): StepPlace | undefined {
  const stage = stageOf(dockerfile, step.stage);
  if (stage === undefined) return undefined;
  const counted = stage.instructions.filter(({ keyword }) => STEPS.includes(keyword));
  // An image is pulled in a step, a stage and `scratch` are just there.
  const before = stage.base === "scratch" || baseStage(dockerfile, stage) !== undefined ? 0 : 1;
  if (step.count !== counted.length + before) return undefined;
  // Nothing is to be done for it, so that it is counted and has no number.
  const numbered = counted.filter(({ text }) => text !== "WORKDIR /");
  const instruction = numbered[step.index - 1 - before];
  if (instruction === undefined || !says(step, instruction)) return undefined;
  return { stage, instruction };
}

function stageOf({ stages }: Dockerfile, name: string | undefined): Stage | undefined {
  if (name === undefined) return stages.length === 1 ? stages[0] : undefined;
  const number = /^stage-(\d+)$/.exec(name)?.[1];
  const unnamed = number === undefined ? undefined : stages[Number(number)];
  return (
    stages.findLast((stage) => stage.name === name) ?? (unnamed?.name === undefined ? unnamed : undefined)
  );
}

/** Compares up to what BuildKit may have changed: variables, quotes, escapes, and files that are written into it. */
function says({ command }: Step, { text }: Instruction): boolean {
  return command.replace(/\s+/g, " ").startsWith(String(/^[^$"'\\<]*/.exec(text)?.[0]));
}
