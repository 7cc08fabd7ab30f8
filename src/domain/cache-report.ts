import { printBytes, printDuration } from "./figures.ts";
import type { StepCount } from "./progress/step-count.ts";

/** What the layer cache did in a run: `metrics.cache`. What does not apply to a backend is absent. */
export interface CacheMetrics {
  readonly backend: "actions" | "gha" | "registry" | "custom" | "off";
  /** What was fetched from the Actions cache, if it was read: indexes, and entries that a layer was asked for of. */
  readonly restored?: { readonly bytes: number; readonly entries: number; readonly ms: number };
  /** What BuildKit read. */
  readonly served?: { readonly bytes: number };
  /** What is new and saved in the background, which the post phase waits for. */
  readonly saved?: { readonly bytes: number; readonly entries: number };
  /** Of all layers that the cache is made of after this run. */
  readonly liveBytes?: number;
  /** Why nothing is saved. */
  readonly skippedReason?: string;
  /** What went wrong with the cache, as parts of sentences. */
  readonly problems: readonly string[];
}

/** How saving ended. What was saved is of use to later runs even where the rest was not. */
export interface SaveResult {
  /** How many entries were sent, indexes included. */
  readonly entries: number;
  /** Of the blobs that were sent, before their compression. */
  readonly bytes: number;
  /** How many entries were there already, or were saved by another job meanwhile. */
  readonly sharedEntries: number;
  readonly durationMs: number;
  /** Why not everything was saved, as a part of a sentence. */
  readonly reason?: string | undefined;
}

/** Says in sentences what the cache did. */
export function describeCache(count: StepCount, cache: CacheMetrics): readonly string[] {
  return [
    ...(count.total > 0 ? [describeHits(count)] : []),
    ...describeTraffic(cache),
    ...describeSaving(cache),
    ...cache.problems.map(sentence),
  ];
}

/** Says how saving ended. */
export function describeSaved({ entries, bytes, sharedEntries, durationMs, reason }: SaveResult): string {
  if (reason !== undefined) return `The layer cache was not saved: ${reason}.`;
  const shared = sharedEntries > 0 ? `, ${sharedEntries} were there already` : "";
  return `Saved the layer cache: ${entryCount(entries)} with ${printBytes(bytes)} in ${printDuration(durationMs)}${shared}.`;
}

function describeHits({ total, cached }: StepCount): string {
  if (cached === total) return `All ${total} steps came from a cache.`;
  return `${cached} of ${total} steps came from a cache.`;
}

function describeTraffic({ restored, served, liveBytes, problems }: CacheMetrics): readonly string[] {
  if (restored === undefined || served === undefined) return [];
  if (restored.entries === 0) {
    return problems.length === 0 ? ["The Actions cache had nothing for this build yet."] : [];
  }
  const of = liveBytes === undefined ? "" : ` of the ${printBytes(liveBytes)} that it has`;
  return [
    `Restored ${entryCount(restored.entries)} with ${printBytes(restored.bytes)} from the Actions cache in ` +
      `${printDuration(restored.ms)}; the build read ${printBytes(served.bytes)}${of}.`,
  ];
}

function describeSaving({ saved, skippedReason }: CacheMetrics): readonly string[] {
  if (saved !== undefined) {
    return [
      `New in the cache: ${entryCount(saved.entries)} with ${printBytes(saved.bytes)}, saved in the background.`,
    ];
  }
  return skippedReason === undefined ? [] : [`Nothing is saved: ${skippedReason}.`];
}

function entryCount(count: number): string {
  return `${count} ${count === 1 ? "entry" : "entries"}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
