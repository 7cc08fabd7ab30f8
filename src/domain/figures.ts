/** Prints milliseconds as a person would say them: `340 ms`, `4.2 s`, `3 min 05 s`. */
export function printDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** Prints bytes as registries do, in powers of ten: `812 B`, `4.1 MB`. */
export function printBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  // The unit is that of the rounded amount: 999 960 bytes are 1.0 MB rather than 1000.0 kB.
  const power = Math.min(Math.floor(Math.log10(Number(bytes.toPrecision(4))) / 3), 4);
  return `${(bytes / 1000 ** power).toFixed(1)} ${"kMGT".charAt(power - 1)}B`;
}
