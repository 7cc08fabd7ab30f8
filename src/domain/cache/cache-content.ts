import { type CacheConfig, layerParents, recordLinks } from "./cache-config.ts";
import { inDependencyOrder } from "./dependency-order.ts";

/**
 * Names what a cache can do, in hex: two configs with the same name need not be saved twice. Order, times and records
 * that lead to no result do not count: BuildKit writes such a record in one run and leaves it out in the next, so that
 * its own digest of the config changes although nothing else did. The layers themselves count, since a step that was
 * executed once more, as with `no-cache`, may have come to something new.
 * @param config as `parseConfig` reads it, thus without loops
 */
export function contentId(config: CacheConfig, sha256: (text: string) => string): string {
  const layers = layerIds(config, sha256);
  const records = recordIds(config, layers, sha256);
  const useful = usefulRecords(config);
  return sha256(JSON.stringify([distinct(layers), distinct(records.filter((_, at) => useful.has(at)))]));
}

/** Names each layer after its blob and all that it stands on. */
function layerIds(config: CacheConfig, sha256: (text: string) => string): readonly string[] {
  const ids: string[] = [];
  for (const [at, { blob, parent }] of inDependencyOrder(config.layers, layerParents)) {
    ids[at] = sha256(JSON.stringify([blob, ids[parent] ?? null]));
  }
  return ids;
}

/** Names each record after what it does, on what, and what it came to. */
function recordIds(
  config: CacheConfig,
  layers: readonly string[],
  sha256: (text: string) => string,
): readonly string[] {
  const ids: string[] = [];
  for (const [at, { digest, inputs, results, chains }] of inDependencyOrder(config.records, recordLinks)) {
    const parts = [
      digest,
      inputs.map((ways) => distinct(ways.map(({ selector, link }) => JSON.stringify([selector, ids[link]])))),
      distinct(results.map(({ layer }) => String(layers[layer]))),
      distinct(chains.map((chain) => JSON.stringify(chain.layers.map((layer) => layers[layer])))),
    ];
    ids[at] = sha256(JSON.stringify(parts));
  }
  return ids;
}

/** The positions of the records that have a result, and of those that these have inputs from. */
function usefulRecords(config: CacheConfig): ReadonlySet<number> {
  const useful = new Set<number>();
  for (const [at, record] of inDependencyOrder(config.records, recordLinks).toReversed()) {
    if (record.results.length + record.chains.length > 0) useful.add(at);
    if (useful.has(at)) recordLinks(record).forEach((link) => useful.add(link));
  }
  return useful;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}
