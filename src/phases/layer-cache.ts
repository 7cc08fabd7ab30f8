import { readFile } from "node:fs/promises";
import { parseManifest } from "../domain/cache/cache-manifest.ts";
import type { CacheTexts } from "../domain/cache/exported-cache.ts";
import type { FoundCache } from "../domain/cache/found-cache.ts";
import { cacheFor } from "../domain/cache/found-cache.ts";
import { labelSlug } from "../domain/cache/keys.ts";
import type { CacheMetrics } from "../domain/cache-report.ts";
import type { Step } from "../domain/progress/step.ts";
import type { ActionsCache } from "../domain/cache/plan.ts";
import type { CacheExport, Save, SavePlan, SaveStamp } from "../domain/cache/save-plan.ts";
import { planSave } from "../domain/cache/save-plan.ts";
import type { CacheServer } from "../domain/solve-plan.ts";
import { CACHE_NAMES } from "../domain/solve-plan.ts";
import type { EntrySource } from "../edges/cache/entry-source.ts";
import type { RegistryShim } from "../edges/cache/shim.ts";
import { stagedLayerDigests } from "../edges/cache/staged-layers.ts";
import { sha256 } from "../edges/digest.ts";
import { emptyRunFolder } from "../edges/workspace.ts";
import { TRANSFERS } from "../edges/cache-store/message.ts";
import type { Restored } from "./restore-cache.ts";
import { NOTHING_RESTORED } from "./restore-cache.ts";
import { startSave, stopSave } from "./save-cache.ts";

/** What a {@link LayerCache} is made of. */
export interface LayerCacheParts {
  readonly plan: ActionsCache;
  /** Of which run a saved cache is. */
  readonly stamp: Omit<SaveStamp, "createdAt">;
  /** The folder of registry and store. */
  readonly root: string;
  readonly shim: RegistryShim;
  readonly source: EntrySource;
  /** What earlier runs left. It never fails. */
  readonly restored: Promise<Restored>;
  /** Hears of the process that saves the cache. */
  readonly handOverSave: (pid: number) => void;
}

/** How long saving may take in all, in milliseconds. */
const SAVE_MS = 15 * 60_000;

/** A layer cache that is open: BuildKit reads it, and writes this run's, through a registry on the loopback interface. */
export class LayerCache {
  readonly #parts: LayerCacheParts;
  readonly shim: RegistryShim;
  /** What is known by now of what earlier runs left. */
  #restored = NOTHING_RESTORED;
  #saving: SavePlan | undefined;
  /** The number of the process that saves. */
  #pid: number | undefined;
  readonly #problems: string[] = [];

  constructor(parts: LayerCacheParts) {
    this.#parts = parts;
    this.shim = parts.shim;
    this.shim.acceptWrites(true);
    void parts.restored.then((restored) => {
      this.#restored = restored;
    });
  }

  /** The registry as a builder is told of it. */
  get server(): CacheServer {
    const { plan, shim } = this.#parts;
    return { path: shim.path, isRead: plan.read, mode: plan.write ? plan.mode : undefined };
  }

  /** Something went wrong, as a part of a sentence. */
  addProblem(problem: string): void {
    this.#problems.push(problem);
  }

  /**
   * Tells whether all that a solve is made of is stored, under its own name, so that there is nothing of it to export.
   * That is seen by the layers of its image: its steps may also have come from the builder's own cache, of a build that
   * saved nothing. An image that is not in the registry here proves nothing.
   */
  hasAll(label: string, steps: readonly Step[]): boolean {
    const { served, known } = this.#restored;
    const cache = cacheFor(label, served);
    const isWhole = cache?.label === label && cache.whole !== undefined && this.#lost.size === 0;
    if (!isWhole || !steps.every(({ state }) => state === "cached")) return false;
    const layers = stagedLayerDigests({ name: CACHE_NAMES.image, tag: labelSlug(label) }, this.shim);
    return layers.length > 0 && layers.every((digest) => known.has(digest));
  }

  /**
   * Starts to save what solves exported, in a process that outlives this step; one that was started before is ended.
   * Whatever keeps it from that is told in the metrics.
   * @param exported those of the labels that were exported; of the others what was found is all there is
   */
  async save(labels: readonly string[], exported: ReadonlySet<string>): Promise<void> {
    if (!this.#parts.plan.write) return;
    try {
      await Promise.all([this.#parts.restored, this.#stopSave()]);
      this.#saving = await this.#planSave(labels, exported);
      if (this.#saving.kind === "save") await this.#startSave(this.#saving);
    } catch (error) {
      this.#saving = { kind: "nothing", reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What it did so far. */
  get metrics(): CacheMetrics {
    const { source, plan } = this.#parts;
    const { found, served, problems, durationMs: openMs } = this.#restored;
    const { entries, bytes, durationMs, failures } = source.fetched;
    const indexBytes = found.map(
      ({ index: { entry } }) => entry.texts.config.length + entry.texts.manifest.length,
    );
    const lost = served.filter(({ lostLayers }) => lostLayers > 0);
    return {
      backend: "actions",
      ...(plan.read && {
        restored: {
          bytes: sum(indexBytes) + bytes,
          entries: found.length + entries,
          ms: Math.round(openMs + durationMs),
        },
      }),
      served: { bytes: this.shim.counts().total.servedBytes },
      ...savingMetrics(this.#saving, plan),
      liveBytes: this.#saving?.kind === "save" ? this.#saving.figures.liveBytes : foundBytes(found),
      problems: [
        ...problems,
        ...this.#problems,
        ...lost.map(({ label, lostLayers }) => `the cache of ${label} lost ${lostLayers} layers`),
        ...[...failures].map(([entry, reason]) => `the entry ${entry} could not be fetched: ${reason}`),
      ],
    };
  }

  /** Gives it up: nothing is served or saved any more, and what may fill the disk is removed. */
  async abandon(): Promise<void> {
    await this.#stopSave();
    await this.close();
    this.#saving = { kind: "nothing", reason: "the cache got in the way of the build" };
    await emptyRunFolder(this.#parts.root, TRANSFERS).catch(() => undefined);
  }

  /** Ends the registry; a save goes on. */
  async close(): Promise<void> {
    await this.shim.close();
  }

  async #planSave(labels: readonly string[], exported: ReadonlySet<string>): Promise<SavePlan> {
    const exports = await Promise.all(labels.map((label) => this.#readCache(label, exported.has(label))));
    const lost = this.#lost;
    return planSave(
      {
        exports: exports.filter((found) => found !== undefined),
        known: new Map([...this.#restored.known].filter(([, { entry }]) => !lost.has(entry))),
        damaged: [...this.#restored.damaged, ...lost],
        stamp: { ...this.#parts.stamp, createdAt: new Date().toISOString() },
      },
      sha256,
    );
  }

  /** What turned out to be gone or damaged; it is saved anew. */
  get #lost(): ReadonlySet<string> {
    const counts = [...this.shim.counts().byDigest];
    const digests = counts.flatMap(([digest, { failures }]) => (failures > 0 ? [digest] : []));
    return new Set(digests.flatMap((digest) => this.#restored.known.get(digest)?.entry ?? []));
  }

  async #startSave(plan: Save): Promise<void> {
    const { root, handOverSave } = this.#parts;
    // What is not here is of a pack that is written anew, which that process restores.
    const files = plan.uploads
      .flatMap(({ digests }) => digests)
      .flatMap((digest) => {
        const file = this.shim.blob(digest)?.file;
        return file === undefined ? [] : [[digest, file] as const];
      });
    const job = { plan, files: new Map(files), root, folder: root, deadlineMs: SAVE_MS };
    this.#pid = await startSave(job);
    if (this.#pid !== undefined) handOverSave(this.#pid);
  }

  /** A build that is done again saves what is whole; nobody would wait for two, and both use the same folder. */
  async #stopSave(): Promise<void> {
    if (this.#pid !== undefined) await stopSave({ folder: this.#parts.root, pid: this.#pid });
  }

  async #readCache(label: string, isExported: boolean): Promise<CacheExport | undefined> {
    const prefix = this.#parts.plan.lookups.find((lookup) => lookup.label === label)?.prefixes[0];
    const { whole, texts: restored } = this.#restored.served.find((cache) => cache.label === label) ?? {};
    const texts = isExported ? await this.#exportedTexts(label) : restored;
    return prefix === undefined || texts === undefined
      ? undefined
      : { label, prefix, texts, restored: whole };
  }

  async #exportedTexts(label: string): Promise<CacheTexts | undefined> {
    const manifest = this.shim.manifest(CACHE_NAMES.exported, labelSlug(label))?.bytes.toString();
    const read = manifest === undefined ? undefined : parseManifest(manifest);
    if (manifest === undefined || !read?.ok) return undefined;
    const config = await this.shim.fetchBlob(read.value.config.digest);
    return config && { manifest, config: await readFile(config.file, "utf8") };
  }
}

function savingMetrics(
  saving: SavePlan | undefined,
  plan: ActionsCache,
): Pick<CacheMetrics, "saved" | "skippedReason"> {
  if (saving === undefined) return plan.write ? {} : { skippedReason: plan.reason };
  if (saving.kind === "nothing") return { skippedReason: saving.reason };
  const { newEntries, newBytes } = saving.figures;
  return { saved: { entries: newEntries + saving.indexes.length, bytes: newBytes } };
}

/** The bytes of all layers that what was found is made of. */
function foundBytes(found: readonly FoundCache[]): number {
  const layers = found.flatMap(({ index }) => index.cache.manifest.layers);
  return sum([...new Map(layers.map(({ digest, sizeBytes }) => [digest, sizeBytes])).values()]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
