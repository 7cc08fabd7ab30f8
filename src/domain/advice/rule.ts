import type { Advice } from "./advice.ts";
import type { AdviceFacts } from "./facts.ts";

/** Gives advice if what was seen gives rise to it. Pure; what is missing of the facts makes it silent. */
export type Rule = (facts: AdviceFacts) => Advice | undefined;

/** The names of the rules, each of which is also a heading of the page that explains them. */
export type RuleName =
  | "apt-update-alone"
  | "build-tools-in-image"
  | "cache-costs-more"
  | "context-too-large"
  | "copy-before-install"
  | "cross-compile"
  | "dominating-layer";

const PAGE = "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md";

/** Completes what a rule has found. */
export function advice(rule: RuleName, found: Omit<Advice, "rule" | "url">): Advice {
  return { rule, ...found, url: `${PAGE}#${rule}` };
}
