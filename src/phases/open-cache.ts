import { cacheRights } from "../domain/cache-token.ts";
import type { ActionsCache } from "../domain/cache/plan.ts";
import type { SaveStamp } from "../domain/cache/save-plan.ts";
import type { Inputs } from "../domain/inputs.ts";
import { CACHE_NAMES } from "../domain/solve-plan.ts";
import { EntrySource } from "../edges/cache/entry-source.ts";
import { engineReaches } from "../edges/cache/reach.ts";
import { RegistryShim } from "../edges/cache/shim.ts";
import type { CacheStoreOptions } from "../edges/cache-store/store.ts";
import { CacheStore } from "../edges/cache-store/store.ts";
import { maskValues, readCacheService } from "../edges/github.ts";
import type { Timeline } from "../timeline.ts";
import { LayerCache } from "./layer-cache.ts";
import { NOTHING_RESTORED, restoreCaches } from "./restore-cache.ts";

/** The client of the Actions cache. */
export interface OpenStore {
  readonly store: CacheStore;
  /** The store's folder. */
  readonly root: string;
  /** Makes the cache end with the run. */
  readonly signal: AbortSignal;
}

/** What opening a cache works with. */
export interface CacheMeans extends OpenStore {
  /** Of which run a saved cache is. */
  readonly stamp: Omit<SaveStamp, "createdAt">;
  readonly timeline: Timeline;
  /** Hears of the process that saves the cache, which outlives the step. */
  readonly handOverSave: (pid: number) => void;
}

/** Starts the client of the Actions cache where the run may use that; it loads while the run goes on. */
export async function startCacheStore(
  { cache, cacheFrom, cacheTo, history }: Inputs,
  options: CacheStoreOptions & { readonly signal: AbortSignal },
): Promise<OpenStore | undefined> {
  const { read, write } = cacheRights(readCacheService());
  const isForLayers = cache === "actions" && cacheFrom.length + cacheTo.length === 0;
  if (!(isForLayers || history > 0) || !(read || write)) return undefined;
  const { root, signal } = options;
  return { store: await CacheStore.start(options), root, signal };
}

/**
 * Opens the layer cache: starts the registry that BuildKit will read it from and write this run's to, and looks for what
 * earlier runs left. That goes on while builds begin; the registry keeps them waiting when they ask for it.
 * @returns `undefined` where the engine does not reach the registry.
 * @throws ActionError `cache` when the registry cannot be started.
 */
export async function openCache(plan: ActionsCache, means: CacheMeans): Promise<LayerCache | undefined> {
  const { timeline } = means;
  const source = new EntrySource(means);
  const shim = await startShim(means, source);
  const isReached = engineReaches(shim);
  const restored = plan.read
    ? timeline.phase("cache.restore", () => restoreCaches(plan.lookups, { ...means, shim, source }))
    : Promise.resolve(NOTHING_RESTORED);
  shim.holdManifests(CACHE_NAMES.imported, restored);
  if (await isReached) return new LayerCache({ ...means, plan, shim, source, restored });
  await shim.close();
  return undefined;
}

async function startShim({ root, signal }: CacheMeans, source: EntrySource): Promise<RegistryShim> {
  const shim = await RegistryShim.start({ folder: root, source });
  signal.addEventListener("abort", () => void shim.close(), { once: true });
  if (signal.aborted) await shim.close();
  // What BuildKit prints has it, and steps of the build may reach the registry.
  maskValues([shim.path.slice(shim.host.length + 1)]);
  return shim;
}
