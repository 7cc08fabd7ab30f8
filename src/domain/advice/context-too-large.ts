import type { Dockerfile, Instruction } from "../dockerfile/dockerfile.ts";
import { mountsOf } from "../dockerfile/dockerfile.ts";
import { neededStages, targetStage } from "../dockerfile/stage-graph.ts";
import { printBytes } from "../figures.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { advice } from "./rule.ts";

/** Less is sent in about a second, whatever it is. */
const LEAST_BYTES = 20_000_000;
/** Some files are sent that nothing copies in every project; five times as much are folders that nobody thought of. */
const LEAST_FACTOR = 5;

/** Far more of the context was sent to the builder than can have been copied. */
export function adviseContextTooLarge(facts: AdviceFacts): Advice | undefined {
  const { dockerfile, target, contextBytes, copiedBytes } = facts;
  if (contextBytes === undefined || copiedBytes === undefined || dockerfile === undefined) return undefined;
  if (contextBytes < LEAST_BYTES || contextBytes < LEAST_FACTOR * copiedBytes) return undefined;
  if (mountsContext(dockerfile, target)) return undefined;
  return advice("context-too-large", {
    advice: "List what the build does not need in .dockerignore.",
    evidence: `${printBytes(contextBytes)} of the context were sent to the builder, and the Dockerfile copies ${printBytes(copiedBytes)} of it.`,
  });
}

/** Tells whether a step may have read all of the context without copying it, or that is not known. */
function mountsContext(dockerfile: Dockerfile, target: string | undefined): boolean {
  const stage = targetStage(dockerfile, target);
  if (stage === undefined) return true;
  return [...neededStages(dockerfile, stage)].some(({ instructions }) => instructions.some(mountsEverything));
}

function mountsEverything(instruction: Instruction): boolean {
  return mountsOf(instruction).some(
    ({ type, from, source = "", src = source }) =>
      type === "bind" && from === undefined && /^(?:\.?\/?)$/.test(src),
  );
}
