import { copiesContext } from "../dockerfile/dockerfile.ts";
import { rootStage, targetStage } from "../dockerfile/stage-graph.ts";
import { printBytes } from "../figures.ts";
import type { Advice } from "./advice.ts";
import { compiles, isCompilerImage } from "./compiler.ts";
import type { AdviceFacts } from "./facts.ts";
import { totalBytes } from "../image-layer.ts";
import { leftoversOf } from "./leftover.ts";
import { instructionsOfResult, largestLayer, ownLayers } from "./own-layer.ts";
import { quote } from "./quote.ts";
import { advice } from "./rule.ts";

/** Less is pulled in well under a second, and not worth a stage more. */
const LEAST_BYTES = 30_000_000;

/** The image holds what only the build needs: compilers, package lists, caches of package managers. */
export function adviseBuildToolsInImage(facts: AdviceFacts): Advice | undefined {
  return adviseBase(facts) ?? adviseLayer(facts);
}

/** The image is based on one that is there to compile with, and what is copied into it is compiled there. */
function adviseBase(facts: AdviceFacts): Advice | undefined {
  const { dockerfile, target, images } = facts;
  const stage = dockerfile && targetStage(dockerfile, target);
  const root = dockerfile && stage && rootStage(dockerfile, stage);
  if (root === undefined || !isCompilerImage(root.base)) return undefined;
  const instructions = instructionsOfResult(facts);
  // An image for developers has a compiler too, and nothing of the context.
  const copied = instructions.findIndex(copiesContext);
  const compiling = instructions.find((each, at) => copied !== -1 && at > copied && compiles(each));
  const [largest] = images.toSorted((one, other) => totalBytes(other.layers) - totalBytes(one.layers));
  if (compiling === undefined || largest === undefined || totalBytes(largest.layers) < LEAST_BYTES)
    return undefined;
  return advice("build-tools-in-image", {
    advice:
      "Compile in a stage of its own, and copy what it makes into a stage whose base image has no compiler.",
    evidence: `${quote(compiling.text)} compiles in the stage that becomes the image, so that ${quote(root.base)} is part of its ${printBytes(totalBytes(largest.layers))} for ${largest.platform}.`,
    line: root.line,
  });
}

/** The largest layer that something is left in. */
function adviseLayer(facts: AdviceFacts): Advice | undefined {
  const variables = instructionsOfResult(facts).filter(({ keyword }) => /^(?:ENV|ARG)$/.test(keyword));
  const layers = ownLayers(facts).filter(
    ({ layer, instruction }) =>
      layer.sizeBytes >= LEAST_BYTES && leftoversOf(instruction, variables).length > 0,
  );
  const largest = largestLayer(layers);
  if (largest === undefined) return undefined;
  const { layer, instruction, image } = largest;
  const leftovers = leftoversOf(instruction, variables);
  return advice("build-tools-in-image", {
    advice: String(leftovers[0]?.remedy),
    evidence: `${quote(instruction.text)} leaves ${leftovers.map(({ what }) => what).join(" and ")} in its layer, which has ${printBytes(layer.sizeBytes)} for ${image.platform}.`,
    line: instruction.line,
  });
}
