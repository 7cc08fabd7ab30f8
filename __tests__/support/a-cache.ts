import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { CacheConfig, CacheRecord } from "../../src/domain/cache/cache-config.ts";
import type { Descriptor } from "../../src/domain/cache/cache-manifest.ts";
import { describeConfig } from "../../src/domain/cache/cache-manifest.ts";
import type { CacheTexts, ExportedCache } from "../../src/domain/cache/exported-cache.ts";
import { printConfig } from "../../src/domain/cache/cache-config.ts";
import { aDigest } from "./a-result.ts";

/** The hash that the domain is given. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What BuildKit exported, by its name in the fixtures. */
export function capturedCache(name: "cold" | "warm"): CacheTexts {
  const read = (part: string): string =>
    readFileSync(new URL(`../fixtures/cache/${name}-${part}.json`, import.meta.url), "utf8");
  return { config: read("config"), manifest: read("manifest") };
}

/** A layer's blob as a manifest lists it. */
export function aDescriptor(overrides: Partial<Descriptor> = {}): Descriptor {
  return {
    mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
    digest: aDigest(),
    sizeBytes: 1_000,
    annotations: {},
    ...overrides,
  };
}

/** A step without inputs that came to nothing. */
export function aRecord(overrides: Partial<CacheRecord> = {}): CacheRecord {
  return { digest: aDigest("f"), inputs: [], results: [], chains: [], ...overrides };
}

/** A cache whose manifest lists exactly the layers of its config. */
export function aCacheOf(config: CacheConfig): ExportedCache {
  return {
    config,
    manifest: {
      config: describeConfig(printConfig(config), sha256),
      layers: config.layers.map(({ blob }) => aDescriptor({ digest: blob })),
    },
  };
}

/** Digests few enough that they meet. */
export const digests = fc.nat(15).map((digit) => aDigest(digit.toString(16)));

/** Configs as BuildKit could write them: every position exists, nothing depends on itself, in any order. */
export const configs: fc.Arbitrary<CacheConfig> = fc
  .record({
    layers: fc.array(fc.record({ blob: digests, on: fc.nat(6) }), { maxLength: 6 }),
    records: fc.array(
      fc.record({ digest: digests, from: fc.array(fc.array(fc.nat(6))), to: fc.array(fc.nat(6)) }),
      {
        maxLength: 6,
      },
    ),
    turn: fc.nat(6),
  })
  .map(({ layers, records, turn }) => {
    const config = {
      layers: layers.map(({ blob, on }, at) => ({ blob, parent: on < at ? on : -1 })),
      records: records.map(({ digest, from, to }, at) => ({
        digest,
        inputs: from.map((ways) =>
          ways.filter((link) => link < at).map((link) => (link % 2 ? { link } : { selector: "/app", link })),
        ),
        results: to
          .filter((layer) => layer < layers.length)
          .map((layer) => ({ layer, createdAt: "2026-01-02" })),
        chains: to.length % 2 ? [{ layers: to.filter((layer) => layer < layers.length) }] : [],
      })),
    };
    return turned(config, turn);
  });

/** The same config with everything in another place. */
export function turned({ layers, records }: CacheConfig, by: number): CacheConfig {
  const layerAt = (at: number): number => (at === -1 ? -1 : (at + by) % layers.length);
  const recordAt = (at: number): number => (at + by) % records.length;
  const moved = <T>(list: readonly T[]): T[] =>
    list.map((_, at) => list[(at - (by % list.length) + list.length) % list.length]!);
  return {
    layers: moved(layers.map(({ blob, parent }) => ({ blob, parent: layerAt(parent) }))),
    records: moved(
      records.map((record) => ({
        ...record,
        inputs: record.inputs.map((ways) =>
          ways.map((way) => ({ ...way, link: recordAt(way.link) })).toReversed(),
        ),
        results: record.results.map((result) => ({ ...result, layer: layerAt(result.layer) })).toReversed(),
        chains: record.chains.map((chain) => ({ ...chain, layers: chain.layers.map(layerAt) })),
      })),
    ),
  };
}
