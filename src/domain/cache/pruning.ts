import { type CacheConfig, type CacheRecord, layerParents } from "./cache-config.ts";
import { inDependencyOrder } from "./dependency-order.ts";
import type { ExportedCache } from "./exported-cache.ts";

/**
 * Takes out of a cache what cannot be had any more: the missing blobs, every layer that stands on one, and the results
 * made of those. BuildKit fails a build for a blob that a manifest promises and nobody has. Records stay, so that later
 * steps whose layers are there are still found. The same cache is returned when nothing of it is missing; the config's
 * descriptor is right again after {@link printCache}.
 */
export function prune(cache: ExportedCache, missing: ReadonlySet<string>): ExportedCache {
  const { config, manifest } = cache;
  const positions = keptPositions(config, missing);
  if (positions.size === config.layers.length && !manifest.layers.some(({ digest }) => missing.has(digest)))
    return cache;
  const layers = config.layers.flatMap(({ blob, parent }, at) =>
    positions.has(at) ? [{ blob, parent: positions.get(parent) ?? -1 }] : [],
  );
  const blobs = new Set(layers.map(({ blob }) => blob));
  return {
    config: { layers, records: config.records.map((record) => pruneRecord(record, positions)) },
    manifest: { ...manifest, layers: manifest.layers.filter(({ digest }) => blobs.has(digest)) },
  };
}

/** The layers that stay, by their position, and where they stand afterwards. */
function keptPositions(config: CacheConfig, missing: ReadonlySet<string>): ReadonlyMap<number, number> {
  const gone = new Set<number>();
  for (const [at, { blob, parent }] of inDependencyOrder(config.layers, layerParents)) {
    if (missing.has(blob) || gone.has(parent)) gone.add(at);
  }
  const kept = [...config.layers.keys()].filter((at) => !gone.has(at));
  return new Map(kept.map((at, position) => [at, position]));
}

function pruneRecord(record: CacheRecord, positions: ReadonlyMap<number, number>): CacheRecord {
  return {
    ...record,
    results: record.results.flatMap((result) => {
      const layer = positions.get(result.layer);
      return layer === undefined ? [] : [{ ...result, layer }];
    }),
    chains: record.chains.flatMap((chain) => {
      const layers = chain.layers.flatMap((layer) => positions.get(layer) ?? []);
      return layers.length < chain.layers.length ? [] : [{ ...chain, layers }];
    }),
  };
}
