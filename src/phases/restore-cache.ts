import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CacheOutcome } from "../domain/cache-outcome.ts";
import { entryPath, indexPath } from "../domain/cache/entry-path.ts";
import type { FoundCache, ServedCache } from "../domain/cache/found-cache.ts";
import { cacheFor, knownBlobs, neededEntries, servedCaches } from "../domain/cache/found-cache.ts";
import { parseIndexEntry } from "../domain/cache/index-entry.ts";
import { labelSlug } from "../domain/cache/keys.ts";
import type { StoredBlob } from "../domain/cache/packing.ts";
import type { IndexLookup } from "../domain/cache/scope.ts";
import { CACHE_NAMES } from "../domain/solve-plan.ts";
import type { EntrySource, FileBlob } from "../edges/cache/entry-source.ts";
import type { RegistryShim } from "../edges/cache/shim.ts";
import type { CacheStore } from "../edges/cache-store/store.ts";
import { sha256 } from "../edges/digest.ts";

/** What earlier runs left, as far as it could be had. */
export interface Restored {
  readonly found: readonly FoundCache[];
  readonly served: readonly ServedCache[];
  /** What is stored for certain, by its digest. */
  readonly known: ReadonlyMap<string, StoredBlob>;
  /** What went wrong, as parts of sentences. */
  readonly problems: readonly string[];
  /** What the keys of indexes start with that are, or may be, stored and of no use. */
  readonly damaged: readonly string[];
  readonly durationMs: number;
}

/** What there is before anything was restored, or where nothing is read. */
export const NOTHING_RESTORED: Restored = {
  found: [],
  served: [],
  known: new Map(),
  problems: [],
  damaged: [],
  durationMs: 0,
};

/** What restoring works with. */
export interface RestoreMeans {
  readonly store: CacheStore;
  /** The store's folder. */
  readonly root: string;
  readonly source: EntrySource;
  readonly shim: RegistryShim;
}

/** What went wrong so far. */
interface Troubles {
  readonly problems: string[];
  readonly damaged: string[];
}

/**
 * Looks for what earlier runs left, asks for every entry of it, and publishes what can be had of it in the registry.
 * What cannot be found or had is left out; nothing is thrown for it.
 */
export async function restoreCaches(lookups: readonly IndexLookup[], means: RestoreMeans): Promise<Restored> {
  const startedAt = performance.now();
  const troubles: Troubles = { problems: [], damaged: [] };
  const found = await findCaches(lookups, means, troubles);
  const known = await lookUp(found, means, troubles);
  const served = servedCaches(found, known, sha256);
  try {
    await publish(served, lookups, { ...means, known });
  } catch (error) {
    troubles.problems.push(`what was restored cannot be served: ${String(error)}`);
  }
  return { found, served, known, ...troubles, durationMs: performance.now() - startedAt };
}

/** Looks for all indexes side by side. */
async function findCaches(
  lookups: readonly IndexLookup[],
  means: RestoreMeans,
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
  { store, root }: RestoreMeans,
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
  { store }: RestoreMeans,
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

/** Publishes for each label the cache that helps it most; their configs become blobs in files of their own. */
async function publish(
  served: readonly ServedCache[],
  lookups: readonly IndexLookup[],
  { shim, source, root, known }: RestoreMeans & Pick<Restored, "known">,
): Promise<void> {
  const configs = await Promise.all(
    served.map(async ({ label, texts: { config } }) => {
      const file = join(root, `config-${labelSlug(label)}.json`);
      await writeFile(file, config);
      const blob: FileBlob = { file, sizeBytes: Buffer.byteLength(config) };
      return [`sha256:${sha256(config)}`, blob] as const;
    }),
  );
  source.fill(known, new Map(configs));
  for (const { label } of lookups) {
    const cache = cacheFor(label, served);
    if (cache) shim.putManifest(CACHE_NAMES.imported, labelSlug(label), Buffer.from(cache.texts.manifest));
  }
}

function reasonOf(outcome: CacheOutcome): string {
  return "reason" in outcome ? outcome.reason : outcome.kind;
}
