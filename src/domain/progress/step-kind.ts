import type { Step } from "./step.ts";

type Commanded = Pick<Step, "command">;

/** Whether a step runs a program. All others are done by BuildKit itself, which needs no emulator for it. */
export function isRun({ command }: Commanded): boolean {
  return /^(?:ONBUILD )?RUN\s/.test(command);
}

/** Whether a step copies files from elsewhere. */
export function isCopy({ command }: Commanded): boolean {
  return /^(?:ONBUILD )?(?:COPY|ADD)\s/.test(command);
}

/** Whether a step copies files into a layer that does not depend on those below. */
export function isLinked(step: Commanded): boolean {
  return isCopy(step) && /\s--link(?:=true)?\s/.test(step.command);
}
