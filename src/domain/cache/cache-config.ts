import { isDigest } from "../reference.ts";
import { inDependencyOrder } from "./dependency-order.ts";
import { asList, asObject, asText, asWhole, type Read, readJson, ShapeError } from "../json-shape.ts";

/** A layer, on top of the one at position `parent`; −1 is none. */
export interface CacheLayer {
  readonly blob: string;
  readonly parent: number;
}

/** One way to come by an input of a record: the record at position `link`, or the part of it that `selector` names. */
export interface CacheInput {
  readonly selector?: string | undefined;
  readonly link: number;
}

/** What a step came to: the layer at a position, with all it stands on. */
export interface CacheResult {
  readonly layer: number;
  readonly createdAt?: string | undefined;
}

/** What a step came to, as single layers on top of each other, whatever their parents are. */
export interface CacheChain {
  readonly layers: readonly number[];
  readonly createdAt?: string | undefined;
}

/** A step or a source, told by the digest of what it does and, for each of its inputs, the ways to come by it. */
export interface CacheRecord {
  readonly digest: string;
  readonly inputs: readonly (readonly CacheInput[])[];
  readonly results: readonly CacheResult[];
  readonly chains: readonly CacheChain[];
}

/**
 * BuildKit's cache: which steps were done on what, and the layers they came to.
 * @see https://github.com/moby/buildkit/blob/master/cache/remotecache/v1/spec.go
 */
export interface CacheConfig {
  readonly layers: readonly CacheLayer[];
  readonly records: readonly CacheRecord[];
}

/** Reads a cache config. What BuildKit would refuse is refused: positions that do not exist, and loops. */
export function parseConfig(text: string): Read<CacheConfig> {
  return readJson(text, (value) => {
    const { layers, records } = asObject(value, "the cache config");
    const config = {
      layers: asList(layers, "its list of layers").map(readLayer),
      records: asList(records, "its list of records").map(readRecord),
    };
    checkPositions(config);
    return config;
  });
}

/** Prints a cache config as BuildKit reads it. */
export function printConfig({ layers, records }: CacheConfig): string {
  return JSON.stringify({
    layers,
    records: records.map(({ results, chains, digest, inputs }) => ({
      ...(results.length > 0 ? { layers: results } : {}),
      ...(chains.length > 0 ? { chains } : {}),
      digest,
      ...(inputs.length > 0 ? { inputs } : {}),
    })),
  });
}

/** The positions of the layers that a layer stands on directly: one, or none. */
export function layerParents({ parent }: CacheLayer): readonly number[] {
  return parent === -1 ? [] : [parent];
}

/** The positions of the records that a record has inputs from. */
export function recordLinks({ inputs }: CacheRecord): readonly number[] {
  return inputs.flat().map(({ link }) => link);
}

function readLayer(value: unknown): CacheLayer {
  // Go leaves out a parent of 0.
  const { blob, parent = 0 } = asObject(value, "a layer");
  const digest = asText(blob, "the digest of a layer");
  if (!isDigest(digest)) throw new ShapeError("the digest of a layer is not valid");
  return { blob: digest, parent: asWhole(parent, "the parent of a layer", -1) };
}

function readRecord(value: unknown): CacheRecord {
  const { digest, inputs, layers, chains } = asObject(value, "a record");
  return {
    digest: asText(digest, "the digest of a record"),
    inputs: asList(inputs, "the inputs of a record").map((ways) =>
      asList(ways, "an input of a record").map(readInput),
    ),
    results: asList(layers, "the results of a record").map(readResult),
    chains: asList(chains, "the chains of a record").map(readChain),
  };
}

function readInput(value: unknown): CacheInput {
  const { selector, link } = asObject(value, "an input");
  const position = asWhole(link, "the link of an input");
  return selector === undefined
    ? { link: position }
    : { selector: asText(selector, "the selector of an input"), link: position };
}

function readResult(value: unknown): CacheResult {
  const { layer, createdAt } = asObject(value, "a result");
  return { layer: asWhole(layer, "the layer of a result"), ...readTime(createdAt) };
}

function readChain(value: unknown): CacheChain {
  const { layers, createdAt } = asObject(value, "a chain");
  const positions = asList(layers, "the layers of a chain").map((layer) =>
    asWhole(layer, "a layer of a chain"),
  );
  return { layers: positions, ...readTime(createdAt) };
}

function readTime(value: unknown): { readonly createdAt?: string } {
  return value === undefined ? {} : { createdAt: asText(value, "the time of a result") };
}

function checkPositions({ layers, records }: CacheConfig): void {
  const used = [
    ...layers.flatMap(layerParents),
    ...records.flatMap(({ results }) => results.map(({ layer }) => layer)),
    ...records.flatMap(({ chains }) => chains.flatMap((chain) => chain.layers)),
  ];
  if (used.some((at) => at >= layers.length)) throw new ShapeError("it points at a layer that is not there");
  if (records.flatMap(recordLinks).some((at) => at >= records.length))
    throw new ShapeError("it points at a record that is not there");
  const ordered = [...inDependencyOrder(layers, layerParents), ...inDependencyOrder(records, recordLinks)];
  if (ordered.length < layers.length + records.length) throw new ShapeError("it has a loop");
}
