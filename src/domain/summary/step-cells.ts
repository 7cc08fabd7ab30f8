import type { Metrics } from "../metrics/metrics.ts";
import { enumerate } from "./enumeration.ts";
import { shownCommand, shownName } from "./shown-name.ts";

const MOST_PLATFORMS = 4;

/** A step by its number in the stage and its command, as a table's cell. */
export function stepCommand(step: { readonly index: number; readonly command: string }): string {
  return `${step.index}: ${shownCommand(step.command)}`;
}

/** The platforms of a step, as a table's cell; empty where the build is for one only. */
export function platformNames(names: readonly string[], { platforms }: Metrics): string {
  return platforms.length < 2 ? "" : enumerate(names.map(shownName), MOST_PLATFORMS);
}
