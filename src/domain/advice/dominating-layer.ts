import type { Instruction } from "../dockerfile/dockerfile.ts";
import { sourcesOf } from "../dockerfile/dockerfile.ts";
import { printBytes } from "../figures.ts";
import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";
import { totalBytes } from "../image-layer.ts";
import { largestLayer, ownLayers } from "./own-layer.ts";
import { quote } from "./quote.ts";
import { advice } from "./rule.ts";

/** Below a second or two of pulling it does not matter how an image is made up. */
const LEAST_BYTES = 100_000_000;
/** From here on nothing else that could be made smaller counts; whoever pulls a new version pulls most of it again. */
const LEAST_SHARE = 0.6;

/** Most of the image is one layer that the Dockerfile makes. */
export function adviseDominatingLayer(facts: AdviceFacts): Advice | undefined {
  const layers = ownLayers(facts).filter(
    ({ layer, image }) =>
      layer.sizeBytes >= LEAST_BYTES && layer.sizeBytes >= LEAST_SHARE * totalBytes(image.layers),
  );
  const largest = largestLayer(layers);
  if (largest === undefined) return undefined;
  const { layer, image, instruction } = largest;
  const total = totalBytes(image.layers);
  return advice("dominating-layer", {
    advice: remedyFor(instruction),
    evidence: `The layer of ${quote(instruction.text)} has ${printBytes(layer.sizeBytes)} of the ${printBytes(total)} of the image for ${image.platform} (${Math.floor((100 * layer.sizeBytes) / total)} %).`,
    line: instruction.line,
  });
}

function remedyFor(instruction: Instruction): string {
  if (instruction.keyword === "RUN") {
    return "Look at what that step leaves behind, remove in the same RUN what is not needed, or do it in a stage of its own.";
  }
  return sourcesOf(instruction).length > 0
    ? "Copy only what is needed when the image runs."
    : "Copy only what is needed when the image runs, or list the rest in .dockerignore.";
}
