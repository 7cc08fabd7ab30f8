import { printBytes, printDuration } from "../figures.ts";
import type { Alert } from "../history/trend.ts";
import type { StepMetrics } from "../metrics/metrics.ts";
import { enumerate } from "./enumeration.ts";
import { shownCommand, shownName } from "./shown-name.ts";

const MOST_ALERTS = 5;
const MOST_PLATFORMS = 4;

/** What of this run is clearly not as usual, and what did it. */
export function alertList(alerts: readonly Alert[]): string {
  return alerts.slice(0, MOST_ALERTS).map(printAlert).join("\n\n");
}

function printAlert({ kind, usual, actual, step, platform }: Alert): string {
  const [word, print] = kind === "slower" ? ["Slower", printDuration] : ["Bigger", printBytes];
  return [
    `⚠️ **${word} than usual**: ${print(actual)} instead of about ${print(usual)}.`,
    ...(step === undefined ? [] : [printStep(step, kind)]),
    ...(platform === undefined ? [] : [`The image for ${shownName(platform)} grew most.`]),
  ].join(" ");
}

function printStep(
  { command, stage, index, platforms, durationMs }: StepMetrics,
  kind: Alert["kind"],
): string {
  const place = stage === "" ? `step ${index}` : `step ${index} of ${shownName(stage)}`;
  const names = platforms.map(shownName);
  const where = names.length === 0 ? place : `${place} for ${enumerate(names, MOST_PLATFORMS)}`;
  const took = kind === "slower" ? `, which took ${printDuration(durationMs)}` : "";
  return `The step that did it is ${shownCommand(command)} (${where})${took}.`;
}
