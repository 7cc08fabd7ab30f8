/** GitHub drops a step's summary of more than 1 MiB; 64 KiB are left to what others write to it in the same step. */
export const MOST_BYTES = (1024 - 64) * 1024;

/** The first of several versions of a text that is not too large in UTF-8; empty where all are. */
export function fitting(versions: readonly string[], mostBytes: number): string {
  const encoder = new TextEncoder();
  return versions.find((version) => encoder.encode(version).length <= mostBytes) ?? "";
}
