import { appendFileSync } from "node:fs";
import type { Handover } from "./domain/handover.ts";

// Written and read by hand: loading @actions/core first would leave a moment in which a run that is cancelled has not
// yet said that it began, and its post phase would take itself for the main one.

const PHASE = "phase";
const HANDOVER = "handover";

/** Tells whether this process is the post phase, and marks the next one as that. */
export function enterPhase(): "main" | "post" {
  if (getState(PHASE) === "post") return "post";
  saveState(PHASE, "post");
  return "main";
}

/** Hands over to the post phase. A later call replaces an earlier one. */
export function saveHandover(handover: Handover): void {
  saveState(HANDOVER, JSON.stringify(handover));
}

/** What the main phase handed over; `undefined` when it ended before there was anything to remove. */
export function readHandover(): Handover | undefined {
  const text = getState(HANDOVER);
  return text === "" ? undefined : (JSON.parse(text) as Handover);
}

/** The value has one line. */
function saveState(name: string, value: string): void {
  const file = process.env["GITHUB_STATE"];
  if (file) appendFileSync(file, `${name}=${value}\n`);
}

function getState(name: string): string {
  return process.env[`STATE_${name}`] ?? "";
}
