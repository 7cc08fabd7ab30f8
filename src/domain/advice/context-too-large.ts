import type { Dockerfile, Instruction } from "../dockerfile/dockerfile.ts";
import { copiesContext, mountsOf } from "../dockerfile/dockerfile.ts";
import { shellCommands } from "../dockerfile/shell-command.ts";
import { neededStages, targetStage } from "../dockerfile/stage-graph.ts";
import { printBytes } from "../figures.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { installsWith } from "./installer.ts";
import { advice } from "./rule.ts";

/** Less is sent in about a second, whatever it is. */
const LEAST_BYTES = 20_000_000;
/** Folders whose content a build makes by itself, if it does so with one of these. */
const MADE: readonly (readonly [folder: string, families: readonly string[]])[] = [
  ["node_modules", ["npm"]],
  [".venv", ["pip"]],
  ["target", ["cargo", "maven"]],
];

/** Folders that the build does not need were sent to the builder, as only what is copied, or mounted, is sent at all. */
export function adviseContextTooLarge({ metrics, needless = [] }: AdviceFacts): Advice | undefined {
  const folders = needless.filter(({ bytes }) => bytes > 0).toSorted((one, other) => other.bytes - one.bytes);
  const bytes = folders.reduce((sum, folder) => sum + folder.bytes, 0);
  // A builder that has them from an earlier build is sent what has changed of them.
  if (bytes < LEAST_BYTES || (metrics.contextBytes ?? 0) < bytes) return undefined;
  const sizes = folders.map((folder) => `${folder.name} (${printBytes(folder.bytes)})`);
  return advice("context-too-large", {
    advice: `List ${folders.map(({ name }) => name).join(" and ")} in .dockerignore, unless the build reads that.`,
    evidence: `The whole context is copied or mounted, and with it ${sizes.join(" and ")} was sent to the builder.`,
  });
}

/**
 * The folders that are sent with the whole context where there are such, and that the build seems not to need.
 * @param ignored the text of .dockerignore
 */
export function needlessFolders(
  dockerfile: Dockerfile,
  target: string | undefined,
  ignored: string,
): readonly string[] {
  const stage = targetStage(dockerfile, target);
  const stages = stage === undefined ? [] : [...neededStages(dockerfile, stage)];
  const instructions = stages.flatMap((needed) => needed.instructions);
  if (!instructions.some(takesEverything)) return [];
  const families = new Set(instructions.flatMap(installsWith));
  const made = MADE.filter(([, makers]) => makers.some((family) => families.has(family)));
  const folders = [...(instructions.some(callsGit) ? [] : [".git"]), ...made.map(([folder]) => folder)];
  return folders.filter((folder) => !mayIgnore(ignored, folder));
}

function takesEverything(instruction: Instruction): boolean {
  if (copiesContext(instruction)) return instruction.words.slice(0, -1).some(isEverything);
  return mountsOf(instruction).some(
    ({ type, from, source = "", src = source }) => type === "bind" && from === undefined && isEverything(src),
  );
}

function isEverything(path: string): boolean {
  return /^(?:\.?\/?|\*)$/.test(path);
}

function callsGit(instruction: Instruction): boolean {
  return instruction.keyword === "RUN" && shellCommands(instruction).some(([program]) => program === "git");
}

/** Tells whether a line may keep anything of a folder from being sent; what is excepted from that is not looked at. */
function mayIgnore(ignored: string, folder: string): boolean {
  return ignored.split("\n").some((line) => {
    const [first] = line
      .trim()
      .replace(/^(?:\.?\/|\*\*\/)+/, "")
      .split("/") as [string];
    if (first === "" || /^[#!]/.test(first)) return false;
    const pattern = first.replace(/[.+^${}()|\\]/g, "\\$&").replace(/\*+|\?|\[.*/g, ".*");
    return new RegExp(`^${pattern}$`).test(folder);
  });
}
