import { printDuration } from "../figures.ts";
import type { EmulationCost, Metrics } from "../metrics/metrics.ts";
import { printCount } from "./enumeration.ts";

/** What emulation cost; empty where nothing was emulated. */
export function emulationText({ emulation }: Metrics): string {
  if (emulation === undefined) return "";
  const { steps, durationMs } = emulation;
  const what = `${printCount(steps, "step")} ran under emulation, in ${printDuration(durationMs)} of work.`;
  return [what, ...comparison(emulation)].join(" ");
}

function comparison({ steps, compared }: EmulationCost): readonly string[] {
  if (compared === undefined) return [];
  const { emulatedMs, nativeMs } = compared;
  const same = compared.steps === steps ? "The same" : `${compared.steps} of them`;
  const times = nativeMs > 0 ? `, ${printTimes(emulatedMs / nativeMs)}` : "";
  return [
    `${same} also ran natively for another platform, in ${printDuration(nativeMs)} instead of ` +
      `${printDuration(emulatedMs)}${times}.`,
  ];
}

function printTimes(ratio: number): string {
  // A figure behind the point says something of small ratios only.
  return `so emulation took ${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} times as long`;
}
