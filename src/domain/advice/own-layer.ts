import type { Instruction } from "../dockerfile/dockerfile.ts";
import { baseChain, targetStage } from "../dockerfile/stage-graph.ts";
import type { AdviceFacts, ImageLayers } from "./facts.ts";

/** A layer that this Dockerfile made, rather than its base image. */
export interface OwnLayer {
  readonly image: ImageLayers;
  readonly layer: ImageLayers["layers"][number];
  readonly instruction: Instruction;
}

/** The layers of all platforms whose instruction is certain. */
export function ownLayers(facts: AdviceFacts): readonly OwnLayer[] {
  const instructions = instructionsOfResult(facts);
  return facts.images.flatMap((image) => {
    // They are the uppermost, in the order of the instructions.
    let before = instructions.length;
    return image.layers.toReversed().flatMap((layer) => {
      const at = instructions.findLastIndex(
        (instruction, index) => index < before && hasMade(instruction, layer),
      );
      const instruction = instructions[at];
      if (instruction === undefined) return [];
      before = at;
      return { image, layer, instruction };
    });
  });
}

/** The instructions that the result's file system is made by, in their order. */
export function instructionsOfResult({ dockerfile, target }: AdviceFacts): readonly Instruction[] {
  if (dockerfile === undefined) return [];
  const stage = targetStage(dockerfile, target);
  const chain = stage === undefined ? [] : baseChain(dockerfile, stage);
  return chain.toReversed().flatMap(({ instructions }) => instructions);
}

/** The layer that takes most bytes, if there is one. */
export function largestLayer(layers: readonly OwnLayer[]): OwnLayer | undefined {
  return layers.toSorted((one, other) => other.layer.sizeBytes - one.layer.sizeBytes)[0];
}

function hasMade(instruction: Instruction, { createdBy }: ImageLayers["layers"][number]): boolean {
  const { keyword, words } = instruction;
  const made = oneLine(createdBy ?? "").replace(/ # buildkit$/, "");
  if (keyword === "RUN") return hasRun(scriptOf(instruction), made);
  if (keyword !== "COPY" && keyword !== "ADD") return false;
  return made.replace(/ --\S+/g, "") === oneLine(`${keyword} ${words.join(" ")}`);
}

/** Tells whether what made a layer is `RUN`, maybe build arguments and a shell, and then the script. */
function hasRun(script: string, made: string): boolean {
  if (script === "" || !made.startsWith("RUN ") || !made.endsWith(script)) return false;
  return /^RUN (?:.* -\w*c )?$/.test(made.slice(0, made.length - script.length));
}

/** The script that a `RUN` gives to the shell, or the words of its list, on one line. */
function scriptOf({ isList, words, body, heredocs }: Instruction): string {
  if (isList) return oneLine(words.join(" "));
  // A heredoc alone is the script; others are left to the shell.
  if (heredocs.length === 1 && words.length === 1) return oneLine(String(heredocs[0]?.content));
  return oneLine([body, ...heredocs.flatMap(({ content, name }) => [content, name])].join("\n"));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
