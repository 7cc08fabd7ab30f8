import { type CacheConfig, parseConfig, printConfig } from "./cache-config.ts";
import { type CacheManifest, describeConfig, parseManifest, printManifest } from "./cache-manifest.ts";
import type { Read } from "../json-shape.ts";

/** A cache as BuildKit exports it, in its two parts. */
export interface ExportedCache {
  readonly config: CacheConfig;
  readonly manifest: CacheManifest;
}

/** The same as a registry has it. */
export interface CacheTexts {
  readonly config: string;
  readonly manifest: string;
}

/** Reads both parts and checks that they belong together: digest and size of the config, and all layers listed. */
export function parseCache(texts: CacheTexts, sha256: (text: string) => string): Read<ExportedCache> {
  const manifest = parseManifest(texts.manifest);
  if (!manifest.ok) return manifest;
  const { digest, sizeBytes } = describeConfig(texts.config, sha256);
  const named = manifest.value.config;
  if (named.digest !== digest || named.sizeBytes !== sizeBytes) {
    return { ok: false, reason: "the cache config is not the one of its manifest" };
  }
  const config = parseConfig(texts.config);
  if (!config.ok) return config;
  const listed = new Set(manifest.value.layers.map((layer) => layer.digest));
  if (config.value.layers.some(({ blob }) => !listed.has(blob))) {
    return { ok: false, reason: "the cache manifest lacks a layer" };
  }
  return { ok: true, value: { config: config.value, manifest: manifest.value } };
}

/** Prints both parts, with the config's descriptor in the manifest as the printed config needs it. */
export function printCache(cache: ExportedCache, sha256: (text: string) => string): CacheTexts {
  const config = printConfig(cache.config);
  return { config, manifest: printManifest({ ...cache.manifest, config: describeConfig(config, sha256) }) };
}
