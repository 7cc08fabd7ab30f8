/** Prints a share from 0 to 1 as `87 %`. Only what is whole is 100 %, and only what is nothing is 0 %. */
export function printShare(share: number): string {
  const percent = Math.round(share * 100);
  if (share > 0 && share < 1) return `${Math.min(99, Math.max(1, percent))} %`;
  return `${percent} %`;
}

/** Prints by how much something is more or less than something else: `+14 %`, `−3 %`, `±0 %`. */
export function printSignedShare(share: number): string {
  const percent = Math.round(Math.abs(share) * 100);
  if (percent === 0) return "±0 %";
  return `${share < 0 ? "−" : "+"}${percent} %`;
}
