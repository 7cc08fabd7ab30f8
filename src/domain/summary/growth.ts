import { printBytes } from "../figures.ts";
import { printSignedShare } from "./percent.ts";

/** Prints how the size of something changed, both in bytes: `+1.2 MB (+3 %)`, `−812 B`, `unchanged`. */
export function printGrowth(bytes: number, before: number): string {
  const more = bytes - before;
  if (more === 0) return "unchanged";
  const amount = `${more < 0 ? "−" : "+"}${printBytes(Math.abs(more))}`;
  // Of nothing there is no share, and less than half a percent is none that says anything.
  if (before === 0 || Math.abs(more / before) < 0.005) return amount;
  return `${amount} (${printSignedShare(more / before)})`;
}
