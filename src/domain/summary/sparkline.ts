const BLOCKS = "▁▂▃▄▅▆▇█";

/** Draws values from 0 on as bars of characters, the largest as a full one. */
export function sparkline(values: readonly number[]): string {
  const largest = Math.max(1, ...values);
  return values
    .map((value) => BLOCKS.charAt(Math.max(0, Math.ceil((value / largest) * BLOCKS.length) - 1)))
    .join("");
}
