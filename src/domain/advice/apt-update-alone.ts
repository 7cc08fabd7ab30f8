import type { Instruction, Stage } from "../dockerfile/dockerfile.ts";
import type { ShellCommand } from "../dockerfile/shell-command.ts";
import { shellCommands } from "../dockerfile/shell-command.ts";
import { neededStages, targetStage } from "../dockerfile/stage-graph.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { quote } from "./quote.ts";
import { advice } from "./rule.ts";

/** A `RUN` that only updates the package lists, and a later one that installs with them. */
interface Apart {
  readonly update: Instruction;
  readonly install: Instruction;
}

/** The package lists are updated in a step of their own, so that packages are installed with what the cache has of them. */
export function adviseAptUpdateAlone({ dockerfile, target }: AdviceFacts): Advice | undefined {
  const stage = dockerfile && targetStage(dockerfile, target);
  if (dockerfile === undefined || stage === undefined) return undefined;
  const [found] = [...neededStages(dockerfile, stage)].flatMap(findApart);
  if (found === undefined) return undefined;
  const { update, install } = found;
  return advice("apt-update-alone", {
    advice: "Update the package lists and install packages in one RUN: apt-get update && apt-get install.",
    evidence: `Line ${update.line} only updates the package lists, so that the cache keeps them, and ${quote(install.text)} in line ${install.line} installs with whatever they were.`,
    line: update.line,
  });
}

function findApart({ instructions }: Stage): readonly Apart[] {
  const runs = instructions.filter(({ keyword }) => keyword === "RUN");
  return runs.flatMap((update, at) => {
    const install = runs.slice(at + 1).find((later) => {
      const commands = shellCommands(later);
      return commands.some((command) => isApt(command, "install")) && !commands.some(isUpdate);
    });
    return install !== undefined && onlyUpdates(update) ? [{ update, install }] : [];
  });
}

function onlyUpdates(instruction: Instruction): boolean {
  const commands = shellCommands(instruction).filter(([program]) => program !== "set");
  return commands.length > 0 && commands.every(isUpdate);
}

function isUpdate(command: ShellCommand): boolean {
  return isApt(command, "update");
}

function isApt([program, ...args]: ShellCommand, action: string): boolean {
  return /^apt(?:-get)?$/.test(program) && args.includes(action);
}
