import type { CacheConfig } from "../../src/domain/cache/cache-config.ts";
import { indexPrefix } from "../../src/domain/cache/keys.ts";
import { printCache } from "../../src/domain/cache/exported-cache.ts";
import type { CacheExport, Save, SaveFacts, SavePlan, SaveStamp } from "../../src/domain/cache/save-plan.ts";
import { planSave } from "../../src/domain/cache/save-plan.ts";
import type { Descriptor } from "../../src/domain/cache/cache-manifest.ts";
import { aCacheOf, aDescriptor, aRecord, sha256 } from "./a-cache.ts";
import { aDigest } from "./a-result.ts";

/** When, where and by which run a cache is saved. */
export function aSaveStamp(overrides: Partial<SaveStamp> = {}): SaveStamp {
  return {
    createdAt: "2026-02-03T04:05:06.007Z",
    ref: "refs/heads/main",
    sha: "0123456789abcdef0123456789abcdef01234567",
    runId: "12345678901",
    ...overrides,
  };
}

/** A config of layers on top of each other, all of them the results of a step. */
export function aConfigOf(layers: readonly Descriptor[], step = aDigest("f")): CacheConfig {
  return {
    layers: layers.map(({ digest }, at) => ({ blob: digest, parent: at - 1 })),
    records: [aRecord({ digest: step, results: layers.map((_, layer) => ({ layer })) })],
  };
}

/** An export for a platform with such layers, of which nothing was restored. */
export function anExport(
  label = "linux/amd64",
  layers: readonly Descriptor[] = [aDescriptor()],
  overrides: Partial<CacheExport> = {},
): CacheExport {
  const cache = aCacheOf(aConfigOf(layers));
  const texts = printCache({ ...cache, manifest: { ...cache.manifest, layers } }, sha256);
  return { label, prefix: indexPrefix("app", label), texts, restored: undefined, ...overrides };
}

/** What is decided for exports of which nothing is stored. */
export function aSavePlan(facts: Partial<SaveFacts> = {}): SavePlan {
  return planSave(
    { exports: [anExport()], known: new Map(), damaged: [], stamp: aSaveStamp(), ...facts },
    sha256,
  );
}

/** The same where there must be something to save. */
export function aSave(facts: Partial<SaveFacts> = {}): Save {
  const plan = aSavePlan(facts);
  if (plan.kind === "nothing") throw new Error(plan.reason);
  return plan;
}
