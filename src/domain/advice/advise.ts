import type { Advice } from "./advice.ts";
import { adviseAptUpdateAlone } from "./apt-update-alone.ts";
import { adviseBuildToolsInImage } from "./build-tools-in-image.ts";
import { adviseCacheCostsMore } from "./cache-costs-more.ts";
import { adviseContextTooLarge } from "./context-too-large.ts";
import { adviseCopyBeforeInstall } from "./copy-before-install.ts";
import { adviseCrossCompile } from "./cross-compile.ts";
import { adviseDominatingLayer } from "./dominating-layer.ts";
import type { AdviceFacts } from "./facts.ts";
import type { Rule } from "./rule.ts";

/** More is not read. */
const MOST = 5;

/**
 * By what following them usually gives: minutes of every run, minutes of most, seconds of every run, then what everybody
 * pulls, and last what only makes builds differ.
 */
const RULES: readonly Rule[] = [
  adviseCrossCompile,
  adviseCopyBeforeInstall,
  adviseCacheCostsMore,
  adviseContextTooLarge,
  adviseBuildToolsInImage,
  adviseDominatingLayer,
  adviseAptUpdateAlone,
];

/** What advice a run gives rise to, the most valuable first, at most five. */
export function advise(facts: AdviceFacts): readonly Advice[] {
  const found = RULES.flatMap((rule) => rule(facts) ?? []);
  const tools = found.find(({ rule }) => rule === "build-tools-in-image");
  // That a layer is large needs not be said again where it was said what should not be in it.
  return found.filter(({ rule, line }) => rule !== "dominating-layer" || line !== tools?.line).slice(0, MOST);
}
