import type { CreatedBuilder, FoundBuilder } from "../../src/domain/builder.ts";
import type { BuildKitCache } from "../../src/domain/cache/buildkit-cache.ts";
import type { ActionsCache, NoCache } from "../../src/domain/cache/plan.ts";
import type { CacheRights } from "../../src/domain/cache-token.ts";
import type { PlatformRun } from "../../src/domain/emulation.ts";
import type { Facts, Plan } from "../../src/domain/plan.ts";
import { anEngine } from "./an-engine.ts";
import { anEvent } from "./an-event.ts";
import { anImage, anInputs, aTaggedImage } from "./an-inputs.ts";

/** The rights of a job's token that may read and write. */
export function aCacheRights(overrides: Partial<CacheRights> = {}): CacheRights {
  return { read: true, write: true, reason: "the job's token may read and write", ...overrides };
}

/** What is known on a machine with a local engine and no emulators, in a push to main. */
export function aFacts(overrides: Partial<Facts> = {}): Facts {
  return {
    engine: anEngine(),
    event: anEvent(),
    cacheRights: aCacheRights(),
    handlers: [],
    engineBuilder: "default",
    ownBuilder: "multiarch-build-0123456789ab",
    existingBuilder: undefined,
    githubLogin: false,
    ...overrides,
  };
}

/** The engine's own BuildKit. */
export function anEngineBuilder(): FoundBuilder {
  return {
    kind: "engine",
    name: "default",
    driver: "docker",
    isOnHost: true,
    reason: "the engine has the containerd image store and needs no boot",
  };
}

/** A BuildKit container of our own. */
export function aCreatedBuilder(): CreatedBuilder {
  return {
    kind: "created",
    name: "multiarch-build-0123456789ab",
    driver: "docker-container",
    image: "docker.io/moby/buildkit:v0.32.2",
    isOnHost: true,
    reason: "driver is set to docker-container",
  };
}

/** A builder that the user made, in a network of its own. */
export function anExistingBuilder(): FoundBuilder {
  return {
    kind: "existing",
    name: "farm",
    driver: "docker-container",
    isOnHost: false,
    reason: "builder is set to farm",
  };
}

/** A platform that the machine runs itself. */
export function aNativeRun(overrides: Partial<PlatformRun> = {}): PlatformRun {
  return {
    platform: { os: "linux", architecture: "amd64" },
    how: "native",
    reason: "runs natively on linux/amd64",
    ...overrides,
  };
}

/** A platform that the kernel has an emulator for. */
export function anEmulatedRun(overrides: Partial<PlatformRun> = {}): PlatformRun {
  return {
    platform: { os: "linux", architecture: "arm64" },
    how: "emulated",
    by: "kernel",
    reason: "is emulated by qemu-aarch64 (already registered, /usr/bin/qemu-aarch64)",
    ...overrides,
  };
}

/** What the caches of `ghcr.io/acme/agent` are named after, with its hash. */
export const SCOPE = "ghcr.io-acme-agent-Dockerfile-4b8fdd8f2c27";

/** The Actions cache through BuildKit's client, read and written. */
export function aCachePlan(overrides: Partial<BuildKitCache> = {}): BuildKitCache {
  const scope = `${SCOPE}-linux-amd64-linux-arm64`;
  const place = `type=gha,scope=${scope},timeout=5m`;
  return {
    backend: "gha",
    from: [place],
    to: [`${place},mode=max,ignore-error=true`],
    reason: `scope ${scope}; the job's token may read and write`,
    ...overrides,
  };
}

/** The Actions cache through a registry of our own, read and written. */
export function anActionsCache(overrides: Partial<ActionsCache> = {}): ActionsCache {
  const lookups = ["linux/amd64", "linux/arm64", "joint"].map((label) => ({
    label,
    prefixes: [`bx1-i-${SCOPE}-${label.replaceAll("/", "-")}--`] as const,
  }));
  return {
    backend: "actions",
    lookups,
    read: true,
    write: true,
    mode: "max",
    keys: [
      "The cache is that of ghcr.io/acme/agent built by Dockerfile.",
      `Looked for is the newest index for linux/amd64: bx1-i-${SCOPE}-linux-amd64--*.`,
      `Looked for is the newest index for linux/arm64: bx1-i-${SCOPE}-linux-arm64--*.`,
      `Looked for is the newest index of a build of several platforms in one: bx1-i-${SCOPE}-joint--*.`,
      "Layers are stored under their digests and shared by all platforms, targets and branches.",
    ],
    reason: "the job's token may read and write",
    instead: aCachePlan(),
    ...overrides,
  };
}

/** No layer cache. */
export function noCache(reason = "cache is off"): NoCache {
  return { backend: "off", reason };
}

/** The plan of a push of `ghcr.io/acme/agent:main` for amd64, native, and arm64, emulated. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    inputs: anInputs(),
    platforms: [aNativeRun(), anEmulatedRun()],
    builder: anEngineBuilder(),
    references: [aTaggedImage()],
    repositories: [anImage()],
    publish: { push: true, reason: "this is no pull request" },
    logins: [],
    cache: anActionsCache(),
    attestations: ["--provenance=mode=max"],
    notices: [],
    ...overrides,
  };
}
