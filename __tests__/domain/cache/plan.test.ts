import { describe, expect, it } from "@jest/globals";
import type { BuilderPlan } from "../../../src/domain/builder.ts";
import type { CacheRights } from "../../../src/domain/cache-token.ts";
import { type CacheCircumstances, type CachePlan, planCache } from "../../../src/domain/cache/plan.ts";
import type { Inputs } from "../../../src/domain/inputs.ts";
import {
  aCachePlan,
  aCacheRights,
  aCreatedBuilder,
  anActionsCache,
  anEngineBuilder,
  anExistingBuilder,
  noCache,
  SCOPE,
} from "../../support/a-plan.ts";
import { sha256 } from "../../support/a-cache.ts";
import { anEngine } from "../../support/an-engine.ts";
import { anEvent, aPullRequest } from "../../support/an-event.ts";
import { anInputs, aTaggedImage } from "../../support/an-inputs.ts";

const CLASSIC = anEngine({ imageStore: "classic" });
const NO_SERVICE = { read: false, write: false, reason: "this run has no Actions cache service" };
const READ_ONLY = aCacheRights({ write: false, reason: "the job's token may not write to the cache" });
const WRITE_ONLY = aCacheRights({ read: false, reason: "the workflow's cache mode is write-only" });
const COMMENT = anEvent({ name: "issue_comment" });
const [THE_CACHE = ""] = anActionsCache().keys;
const SHARED = anActionsCache().keys.at(-1) ?? "";
const BUILDCACHE = "type=registry,ref=ghcr.io/acme/agent:buildcache";
const BUILDCACHE_TO = `${BUILDCACHE},mode=max,ignore-error=true,image-manifest=true,oci-mediatypes=true`;

type Circumstances = Partial<Omit<CacheCircumstances, "inputs">> & { readonly inputs?: Partial<Inputs> };

function planFor({ inputs, ...others }: Circumstances): CachePlan {
  return planCache(
    {
      inputs: anInputs(inputs),
      references: [aTaggedImage()],
      push: true,
      event: anEvent(),
      rights: aCacheRights(),
      engine: anEngine(),
      builder: anEngineBuilder(),
      ...others,
    },
    sha256,
  );
}

describe("planCache", () => {
  it("uses the Actions cache through a registry of our own, and knows what to use where none is reached", () => {
    expect(planFor({})).toEqual(anActionsCache());
  });

  it("uses it through BuildKit's client where that is asked for", () => {
    expect(planFor({ inputs: { cache: "gha" } })).toEqual(aCachePlan());
  });

  it.each([
    { case: "a container in the host's network", builder: aCreatedBuilder(), backend: "actions" },
    {
      case: "an existing builder on the host",
      builder: { ...anExistingBuilder(), isOnHost: true },
      backend: "actions",
    },
  ])("uses a registry of our own with $case", ({ builder, backend }) => {
    expect(planFor({ builder }).backend).toBe(backend);
  });

  it("uses BuildKit's client where the builder is in a network of its own", () => {
    const { reason } = aCachePlan();
    expect(planFor({ builder: anExistingBuilder() })).toEqual(
      aCachePlan({
        reason: `the builder farm is in a network of its own, where BuildKit's client works; ${reason}`,
      }),
    );
  });

  it("looks for the target's own layers first, and for those of each platform", () => {
    const platforms = [{ os: "linux", architecture: "arm", variant: "v7" }];
    const plan = planFor({ inputs: { target: "app", platforms, cacheMode: "min" } });
    const hash = sha256('["image","ghcr.io/acme/agent","Dockerfile","app"]').slice(0, 12);
    const own = `bx1-i-ghcr.io-acme-agent-Dockerfile-app-${hash}`;
    expect(plan).toMatchObject({
      lookups: [
        {
          label: "linux/arm/v7",
          prefixes: [`${own}-linux-arm-v7--`, `bx1-i-${SCOPE}-linux-arm-v7--`],
        },
        { label: "joint", prefixes: [`${own}-joint--`, `bx1-i-${SCOPE}-joint--`] },
      ],
      mode: "min",
    });
  });

  it.each<{ case: string; circumstances: Circumstances; origin: string }>([
    {
      case: "the first of several images, whatever its tag",
      circumstances: { references: [aTaggedImage({ tag: "v9" }), aTaggedImage({ registry: "docker.io" })] },
      origin: "ghcr.io/acme/agent built by Dockerfile",
    },
    {
      case: "an image on Docker Hub, Dockerfile and target",
      circumstances: {
        references: [aTaggedImage({ registry: "docker.io", repository: "library/agent" })],
        inputs: { file: "./docker/Dockerfile", target: "app" },
      },
      origin: "agent built by docker/Dockerfile, target app",
    },
    {
      case: "the context where no image is named",
      circumstances: { references: [], inputs: { context: "./services/api" } },
      origin: "./services/api built by Dockerfile",
    },
    {
      case: "the address of a context without its login",
      circumstances: {
        references: [],
        inputs: { context: "https://octocat:s3cret@github.com/acme/agent.git#main" },
      },
      origin: "https://github.com/acme/agent.git#main built by Dockerfile",
    },
    {
      case: "the user's name",
      circumstances: { inputs: { cacheScope: "nightly" } },
      origin: 'the scope "nightly"',
    },
  ])("names the cache after $case", ({ circumstances, origin }) => {
    expect(planFor(circumstances)).toMatchObject({
      keys: expect.arrayContaining([`The cache is that of ${origin}.`]),
    });
  });

  const keptBack = "anybody can set off issue_comment, so nothing is saved for others";
  const says = (reason: string) => ({ reason });
  it.each<{ case: string; circumstances: Circumstances; use: Omit<CacheRights, "reason">; reason: string }>([
    {
      case: "a token that may only read",
      circumstances: { rights: READ_ONLY },
      use: { read: true, write: false },
      ...says("the job's token may not write to the cache"),
    },
    {
      case: "a token that may only write",
      circumstances: { rights: WRITE_ONLY },
      use: { read: false, write: true },
      ...says("the workflow's cache mode is write-only"),
    },
    {
      case: "a pull request, whose cache nobody else finds",
      circumstances: { event: aPullRequest() },
      use: { read: true, write: true },
      ...says("the job's token may read and write"),
    },
    {
      case: "an event that anybody can set off",
      circumstances: { event: COMMENT },
      use: { read: true, write: false },
      ...says(keptBack),
    },
    {
      case: "such an event where the user insists",
      circumstances: { event: COMMENT, inputs: { cacheWrite: "always" } },
      use: { read: true, write: true },
      ...says("the job's token may read and write"),
    },
    {
      case: "such an event with a token that may only read",
      circumstances: { event: COMMENT, rights: READ_ONLY, inputs: { cacheWrite: "always" } },
      use: { read: true, write: false },
      ...says("the job's token may not write to the cache"),
    },
    {
      case: "a user who wants nothing written",
      circumstances: { inputs: { cacheWrite: "never" } },
      use: { read: true, write: false },
      ...says("cache-write is never"),
    },
    {
      case: "a user who wants all steps run",
      circumstances: { inputs: { noCache: true } },
      use: { read: false, write: true },
      ...says("no-cache is set, so it is only written"),
    },
    {
      case: "such a user with a token that may only write",
      circumstances: { inputs: { noCache: true }, rights: WRITE_ONLY },
      use: { read: false, write: true },
      ...says("the workflow's cache mode is write-only"),
    },
  ])("reads and writes for $case: $use", ({ circumstances, use, reason }) => {
    const { read, write } = use;
    const keys = read ? anActionsCache().keys : [THE_CACHE, SHARED];
    const instead = aCachePlan({
      ...(read ? {} : { from: [] }),
      ...(write ? {} : { to: [] }),
      reason: `scope ${SCOPE}-linux-amd64-linux-arm64; ${reason}`,
    });
    expect(planFor(circumstances)).toEqual(anActionsCache({ read, write, reason, keys, instead }));
  });

  it.each<{ case: string; circumstances: Circumstances; reason: string }>([
    {
      case: "the user says so, whatever the token allows",
      circumstances: { inputs: { cache: "off" } },
      reason: "cache is off",
    },
    {
      case: "the token allows nothing",
      circumstances: { rights: NO_SERVICE },
      reason: "this run has no Actions cache service",
    },
    {
      case: "the token allows nothing and the user wants nothing",
      circumstances: { rights: NO_SERVICE, inputs: { noCache: true, cacheWrite: "never" } },
      reason: "this run has no Actions cache service",
    },
    {
      case: "it is neither to be read nor written",
      circumstances: { inputs: { noCache: true, cacheWrite: "never" } },
      reason: "no-cache is set, and cache-write is never",
    },
    {
      case: "it may not be written and is not to be read",
      circumstances: { inputs: { cache: "gha", noCache: true }, rights: READ_ONLY },
      reason: "no-cache is set, and the job's token may not write to the cache",
    },
    {
      case: "anybody can set off what would only write",
      circumstances: { inputs: { noCache: true }, event: COMMENT },
      reason: `no-cache is set, and ${keptBack}`,
    },
    {
      case: "the cache beside an image that is not published is not to be read",
      circumstances: { inputs: { cache: "registry", noCache: true }, push: false },
      reason: "ghcr.io/acme/agent:buildcache; no-cache is set, and this run does not publish",
    },
    {
      case: "the only cache that is given is not to be written",
      circumstances: { inputs: { cacheTo: ["type=inline"], cacheWrite: "never" } },
      reason: "cache-write is never",
    },
  ])("is off where $case", ({ circumstances, reason }) => {
    expect(planFor(circumstances)).toEqual(noCache(reason));
  });

  it.each<{ case: string; cache: Inputs["cache"]; builder: BuilderPlan }>([
    { case: "the engine's own builder", cache: "actions", builder: anEngineBuilder() },
    {
      case: "an existing builder",
      cache: "registry",
      builder: { ...anExistingBuilder(), driver: "docker" },
    },
  ])("is off on $case that is the engine's BuildKit with the classic image store", ({ cache, builder }) => {
    expect(planFor({ inputs: { cache }, builder, engine: CLASSIC })).toEqual(
      noCache("the engine's BuildKit has no such cache while its image store is the classic one"),
    );
  });

  it.each([
    { case: "a container", builder: aCreatedBuilder(), backend: "actions" },
    { case: "an existing builder of another driver", builder: anExistingBuilder(), backend: "gha" },
  ])("is on with $case beside the classic image store", ({ builder, backend }) => {
    expect(planFor({ builder, engine: CLASSIC }).backend).toBe(backend);
  });

  it.each<{ case: string; circumstances: Circumstances; plan: object }>([
    {
      case: "a run that publishes",
      circumstances: {},
      plan: {
        from: [BUILDCACHE],
        to: [BUILDCACHE_TO],
        reason: "ghcr.io/acme/agent:buildcache; this run publishes",
      },
    },
    {
      case: "a run that publishes and has no Actions cache",
      circumstances: { rights: NO_SERVICE },
      plan: {
        from: [BUILDCACHE],
        to: [BUILDCACHE_TO],
        reason: "ghcr.io/acme/agent:buildcache; this run publishes",
      },
    },
    {
      case: "a run that does not publish",
      circumstances: { push: false },
      plan: {
        from: [BUILDCACHE],
        to: [],
        reason: "ghcr.io/acme/agent:buildcache; this run does not publish",
      },
    },
    {
      case: "a run that does not publish where the user insists",
      circumstances: { push: false, inputs: { cacheWrite: "always" } },
      plan: {
        from: [BUILDCACHE],
        to: [BUILDCACHE_TO],
        reason: "ghcr.io/acme/agent:buildcache; cache-write is always",
      },
    },
    {
      case: "an event that anybody can set off",
      circumstances: { event: COMMENT },
      plan: { from: [BUILDCACHE], to: [], reason: `ghcr.io/acme/agent:buildcache; ${keptBack}` },
    },
  ])("keeps layers beside the image in $case", ({ circumstances, plan }) => {
    const { inputs, ...others } = circumstances;
    expect(planFor({ ...others, inputs: { cache: "registry", ...inputs } })).toEqual({
      backend: "registry",
      ...plan,
    });
  });

  it.each([{ cache: "actions" }, { cache: "gha" }, { cache: "registry" }, { cache: "off" }] as const)(
    "takes what the user wrote in place of $cache, whatever else is the case",
    ({ cache }) => {
      const inputs = { cache, cacheFrom: ["type=local,src=a"], cacheTo: ["type=local,dest=a"] };
      expect(planFor({ inputs, engine: CLASSIC, rights: NO_SERVICE, references: [] })).toEqual({
        backend: "custom",
        from: ["type=local,src=a"],
        to: ["type=local,dest=a"],
        reason: "set by cache-from and cache-to",
      });
    },
  );

  it("writes what the user wrote only where others cannot be harmed by it", () => {
    const inputs: Partial<Inputs> = { cacheFrom: ["type=local,src=a"], cacheTo: ["type=local,dest=a"] };
    expect(planFor({ inputs, event: COMMENT })).toMatchObject({ from: inputs.cacheFrom, to: [] });
    expect(planFor({ inputs: { ...inputs, cacheWrite: "always" }, event: COMMENT })).toMatchObject({
      to: inputs.cacheTo,
    });
    expect(planFor({ inputs: { ...inputs, noCache: true, cacheWrite: "never" } })).toEqual({
      backend: "off",
      reason: "no-cache is set, and cache-write is never",
    });
  });
});
