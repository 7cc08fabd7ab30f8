/**
 * The value that a share of values is below, between two of them where it falls there; 0 where there are none.
 * @param share from 0 to 1: 0.5 for the median
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [below = 0, above = below] = sorted.slice(Math.max(0, Math.floor(place)));
  return below + (above - below) * (place - Math.floor(place));
}

/** The value in the middle; 0 where there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** How far values typically are from their median, which a few that are far out do not change; 0 where there are none. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}
