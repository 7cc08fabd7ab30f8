import type { Dockerfile, Instruction, Stage } from "./dockerfile.ts";
import { sourcesOf } from "./dockerfile.ts";

/**
 * The stage whose result is built.
 * @param target its name, of any case; the last stage if it is undefined
 * @returns undefined if there is none of that name.
 */
export function targetStage({ stages }: Dockerfile, target: string | undefined): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  return stages.findLast(({ name }) => name === target.toLowerCase());
}

/** The stage that a stage is based on; undefined if its base is an image. */
export function baseStage({ stages }: Dockerfile, { number, base }: Stage): Stage | undefined {
  return stages.slice(0, number).findLast(({ name }) => name === base.toLowerCase());
}

/** The stage and those that it is based on, down to the one whose base is an image. */
export function baseChain(dockerfile: Dockerfile, stage: Stage): readonly Stage[] {
  const chain = [stage];
  for (let base = baseStage(dockerfile, stage); base !== undefined; base = baseStage(dockerfile, base)) {
    chain.push(base);
  }
  return chain;
}

/** The lowest of these, whose base is an image. */
export function rootStage(dockerfile: Dockerfile, stage: Stage): Stage {
  let root = stage;
  for (let base = baseStage(dockerfile, root); base !== undefined; base = baseStage(dockerfile, base)) {
    root = base;
  }
  return root;
}

/** All stages that have to be built for a stage, itself included. */
export function neededStages(dockerfile: Dockerfile, stage: Stage): ReadonlySet<Stage> {
  const needed = new Set<Stage>();
  const waiting = [stage];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    waiting.push(
      ...[baseStage(dockerfile, next)].filter((base) => base !== undefined),
      ...next.instructions.flatMap((instruction) => sourceStages(dockerfile, instruction)),
    );
  }
  return needed;
}

/** Tells whether a base may turn out to be a stage when its variables have their values: `${FLAVOR}`. */
export function mayBeStage(base: string): boolean {
  return base.includes("$") && !/[/:@]/.test(base.replace(/\$\{[^}]*\}/g, ""));
}

/** The stages that an instruction copies from or mounts. */
export function sourceStages({ stages }: Dockerfile, instruction: Instruction): readonly Stage[] {
  return sourcesOf(instruction).flatMap((source) => {
    const isNumber = /^\d+$/.test(source);
    const stage = isNumber
      ? stages[Number(source)]
      : stages.findLast(({ name }) => name === source.toLowerCase());
    return stage ?? [];
  });
}
