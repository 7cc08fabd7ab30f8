import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CacheOutcome } from "../domain/cache-outcome.ts";
import { entryPath, indexPath } from "../domain/cache/entry-path.ts";
import type { FoundCache, ServedCache } from "../domain/cache/found-cache.ts";
import { knownBlobs, neededEntries, servedCaches } from "../domain/cache/found-cache.ts";
import { parseIndexEntry } from "../domain/cache/index-entry.ts";
import { labelSlug } from "../domain/cache/keys.ts";
import type { StoredBlob } from "../domain/cache/packing.ts";
import { cacheRights } from "../domain/cache-token.ts";
import type { Inputs } from "../domain/inputs.ts";
import type { ActionsCache } from "../domain/cache/plan.ts";
import type { SaveStamp } from "../domain/cache/save-plan.ts";
import type { IndexLookup } from "../domain/cache/scope.ts";
import { CACHE_NAMES } from "../domain/solve-plan.ts";
import type { FileBlob } from "../edges/cache/entry-source.ts";
import { EntrySource } from "../edges/cache/entry-source.ts";
import { engineReaches } from "../edges/cache/reach.ts";
import { RegistryShim } from "../edges/cache/shim.ts";
import type { CacheStoreOptions } from "../edges/cache-store/store.ts";
import { CacheStore } from "../edges/cache-store/store.ts";
import { sha256 } from "../edges/digest.ts";
import { maskValues, readCacheService } from "../edges/github.ts";
import { LayerCache } from "./layer-cache.ts";

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
  /** Hears of the process that saves the cache, which outlives the step. */
  readonly handOverSave: (pid: number) => void;
}

/** What went wrong while the cache was opened. */
interface Troubles {
  /** As parts of sentences. */
  readonly problems: string[];
  /** What the keys of indexes start with that are, or may be, stored and of no use. */
  readonly damaged: string[];
}

/** Starts the client of the Actions cache where the run may use that; it loads while the run goes on. */
export async function startCacheStore(
  { cache, cacheFrom, cacheTo }: Inputs,
  options: CacheStoreOptions & { readonly signal: AbortSignal },
): Promise<OpenStore | undefined> {
  const { read, write } = cacheRights(readCacheService());
  const isWanted = cache === "actions" && cacheFrom.length + cacheTo.length === 0;
  if (!isWanted || !(read || write)) return undefined;
  const { root, signal } = options;
  return { store: await CacheStore.start(options), root, signal };
}

/**
 * Opens the layer cache: looks for what earlier runs left, and starts the registry that BuildKit will read it from and
 * write this run's to. What cannot be found or had is left out; the cache tells why.
 * @returns `undefined` where the engine does not reach the registry.
 * @throws ActionError `cache` when the registry cannot be started.
 */
export async function openCache(plan: ActionsCache, means: CacheMeans): Promise<LayerCache | undefined> {
  const startedAt = performance.now();
  const troubles: Troubles = { problems: [], damaged: [] };
  const source = new EntrySource(means);
  const [shim, found] = await Promise.all([
    startShim(means, source),
    plan.read ? findCaches(plan.lookups, means, troubles) : [],
  ]);
  try {
    const [isReached, known] = await Promise.all([engineReaches(shim), lookUp(found, means, troubles)]);
    if (isReached) {
      const served = servedCaches(found, known, sha256);
      source.fill(known, await publish(shim, served, means.root));
      const openMs = performance.now() - startedAt;
      return new LayerCache({ ...means, ...troubles, plan, shim, source, known, served, found, openMs });
    }
  } catch (error) {
    // It would keep the process alive.
    await shim.close();
    throw error;
  }
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

/** Looks for all indexes side by side. */
async function findCaches(
  lookups: readonly IndexLookup[],
  means: CacheMeans,
  troubles: Troubles,
): Promise<readonly FoundCache[]> {
  // Without the folder no index can be put there, and each is told of then.
  await mkdir(join(means.root, "index"), { recursive: true }).catch(() => undefined);
  const found = await Promise.all(
    lookups.map(async (lookup) => {
      const own: Troubles = { problems: [], damaged: [] };
      return { own, cache: await findCache(lookup, means, own) };
    }),
  );
  // In the order of the lookups, whichever ended first.
  troubles.problems.push(...found.flatMap(({ own }) => own.problems));
  troubles.damaged.push(...found.flatMap(({ own }) => own.damaged));
  return found.flatMap(({ cache = [] }) => cache);
}

async function findCache(
  { label, prefixes }: IndexLookup,
  { store, root }: CacheMeans,
  { problems, damaged }: Troubles,
): Promise<FoundCache | undefined> {
  const path = indexPath(label);
  const outcome = await store.restoreNewest(prefixes, path);
  if (outcome.kind === "miss") return undefined;
  if (outcome.kind !== "hit") {
    problems.push(`the index for ${label} could not be read: ${reasonOf(outcome)}`);
    damaged.push(prefixes[0]);
    return undefined;
  }
  const index = parseIndexEntry(await readFile(join(root, path), "utf8").catch(() => ""), sha256);
  if (index.ok) return { label, isOwn: outcome.key.startsWith(prefixes[0]), index: index.value };
  problems.push(`the index for ${label} is of no use: ${index.reason}`);
  damaged.push(prefixes[0]);
  return undefined;
}

/** Asks for every entry that the caches need, so that BuildKit is promised no layer that is gone. */
async function lookUp(
  found: readonly FoundCache[],
  { store }: CacheMeans,
  { problems }: Troubles,
): Promise<ReadonlyMap<string, StoredBlob>> {
  const needed = [...neededEntries(found)];
  const outcomes = await Promise.all(
    needed.map(async ([key, [digest, stored]]) => {
      return [key, await store.lookup(key, [entryPath(digest, stored)])] as const;
    }),
  );
  const there = new Set(outcomes.flatMap(([key, { kind }]) => (kind === "hit" ? [key] : [])));
  const gone = outcomes.filter(([, { kind }]) => kind === "miss");
  if (gone.length > 0) problems.push(`${gone.length} of ${needed.length} entries with layers are gone`);
  const failure = outcomes.find(([key, { kind }]) => !there.has(key) && kind !== "miss")?.[1];
  if (failure !== undefined) problems.push(`entries could not be looked up: ${reasonOf(failure)}`);
  return knownBlobs(found, (entry) => there.has(entry));
}

/** Publishes the caches in the registry; their configs become blobs in files of their own. */
async function publish(
  shim: RegistryShim,
  served: readonly ServedCache[],
  root: string,
): Promise<ReadonlyMap<string, FileBlob>> {
  const configs = await Promise.all(
    served.map(async ({ label, texts }) => {
      const slug = labelSlug(label);
      const file = join(root, `config-${slug}.json`);
      await writeFile(file, texts.config);
      shim.putManifest(CACHE_NAMES.imported, slug, Buffer.from(texts.manifest));
      return [
        `sha256:${sha256(texts.config)}`,
        { file, sizeBytes: Buffer.byteLength(texts.config) },
      ] as const;
    }),
  );
  return new Map(configs);
}

function reasonOf(outcome: CacheOutcome): string {
  return "reason" in outcome ? outcome.reason : outcome.kind;
}
