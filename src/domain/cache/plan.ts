import type { BuilderPlan } from "../builder.ts";
import { isEngineBuildKit } from "../builder.ts";
import type { CacheRights } from "../cache-token.ts";
import type { Engine } from "../engine.ts";
import type { RunEvent } from "../event.ts";
import { isUntrusted } from "../event.ts";
import type { CacheMode, Inputs } from "../inputs.ts";
import { publicUrl } from "../public-url.ts";
import type { TaggedImage } from "../reference.ts";
import { printName } from "../reference.ts";
import type { BuildKitCache, CacheUse } from "./buildkit-cache.ts";
import { planCustom, planGha, planRegistry } from "./buildkit-cache.ts";
import type { IndexLookup, ScopeParts } from "./scope.ts";
import { explainKeys, planLookups } from "./scope.ts";

/** Where layers come from and go to, and why; the reason is a part of a sentence. */
export type CachePlan = NoCache | BuildKitCache | ActionsCache;

/** No layer cache. */
export interface NoCache {
  readonly backend: "off";
  readonly reason: string;
}

/** The Actions cache through a registry of our own on the loopback interface. */
export interface ActionsCache {
  readonly backend: "actions";
  readonly lookups: readonly IndexLookup[];
  /** Whether what earlier runs left is looked for, and whether this run leaves something. */
  readonly read: boolean;
  readonly write: boolean;
  readonly mode: CacheMode;
  /** For the log: what the cache is named after and where it is looked for. */
  readonly keys: readonly string[];
  readonly reason: string;
  /** What is used where the builder does not reach the loopback interface. */
  readonly instead: BuildKitCache;
}

/** What the choice of a cache depends on. */
export interface CacheCircumstances {
  readonly inputs: Inputs;
  readonly references: readonly TaggedImage[];
  readonly push: boolean;
  readonly event: RunEvent;
  readonly rights: CacheRights;
  readonly engine: Engine;
  readonly builder: BuilderPlan;
}

/**
 * Plans the layer cache by what the user wants, what the job's token allows and what the builder can do.
 * @throws ActionError `input` for wishes that do not go together.
 */
export function planCache(circumstances: CacheCircumstances, sha256: (text: string) => string): CachePlan {
  const { inputs, engine, builder } = circumstances;
  if (inputs.cacheFrom.length + inputs.cacheTo.length > 0)
    return unlessUnused(planCustom(inputs, cacheUse(circumstances, { read: true, write: true, reason: "" })));
  if (inputs.cache === "off") return off("cache is off");
  if (isEngineBuildKit(builder) && engine.imageStore === "classic")
    return off("the engine's BuildKit has no such cache while its image store is the classic one");
  if (inputs.cache === "registry")
    return unlessUnused(planRegistry(circumstances, cacheUse(circumstances, registryRights(circumstances))));
  return planActions(circumstances, sha256);
}

/** The Actions cache, through a registry of our own or through BuildKit's client. */
function planActions(circumstances: CacheCircumstances, sha256: (text: string) => string): CachePlan {
  const { inputs, builder, rights } = circumstances;
  const use = cacheUse(circumstances, rights);
  if (!use.read && !use.write) return off(use.reason);
  const parts = scopeParts(circumstances);
  const gha = planGha(inputs, { parts, use }, sha256);
  if (inputs.cache === "gha") return gha;
  if (!builder.isOnHost) {
    const why = `the builder ${builder.name} is in a network of its own, where BuildKit's client works`;
    return { ...gha, reason: `${why}; ${gha.reason}` };
  }
  const lookups = planLookups(parts, inputs.platforms, sha256);
  return {
    ...{ backend: "actions", lookups, instead: gha },
    ...use,
    mode: inputs.cacheMode ?? "max",
    keys: explainKeys(parts, use.read ? lookups : []),
  };
}

/** What an event, the user and the token allow, with the strictest of their reasons. */
function cacheUse(circumstances: CacheCircumstances, may: CacheUse): CacheUse {
  const use = { ...may, ...forbiddenWrite(circumstances, may) };
  if (!may.read || !circumstances.inputs.noCache) return use;
  const rest = use.write ? "so it is only written" : `and ${use.reason}`;
  return { read: false, write: use.write, reason: `no-cache is set, ${rest}` };
}

/** Why nothing is written although it could be; empty where it is. */
export function forbiddenWrite(
  { inputs, event }: { readonly inputs: Pick<Inputs, "cacheWrite">; readonly event: RunEvent },
  may: CacheUse,
): Partial<CacheUse> {
  if (!may.write) return {};
  if (inputs.cacheWrite === "never") return { write: false, reason: "cache-write is never" };
  if (inputs.cacheWrite === "always" || !isUntrusted(event)) return {};
  return { write: false, reason: `anybody can set off ${event.name}, so nothing is saved for others` };
}

/** Who does not publish an image has most likely no right to publish its cache. */
function registryRights({ inputs, push }: CacheCircumstances): CacheUse {
  if (push) return { read: true, write: true, reason: "this run publishes" };
  if (inputs.cacheWrite === "always") return { read: true, write: true, reason: "cache-write is always" };
  return { read: true, write: false, reason: "this run does not publish" };
}

function scopeParts({ inputs, references: [first] }: CacheCircumstances): ScopeParts {
  return {
    image: first ? printName(first) : publicUrl(inputs.context),
    dockerfile: inputs.file ?? "Dockerfile",
    target: inputs.target,
    name: inputs.cacheScope,
  };
}

/** What is neither read nor written is off, whatever was asked for. */
function unlessUnused(cache: BuildKitCache): CachePlan {
  return cache.from.length + cache.to.length > 0 ? cache : off(cache.reason);
}

function off(reason: string): NoCache {
  return { backend: "off", reason };
}
