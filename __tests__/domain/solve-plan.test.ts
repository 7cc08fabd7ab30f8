import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { BuilderPlan } from "../../src/domain/builder.ts";
import type { CachePlan } from "../../src/domain/cache/plan.ts";
import { labelSlug } from "../../src/domain/cache/keys.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import { parseAttributes } from "../../src/domain/list.ts";
import { parsePlatform, printPlatform } from "../../src/domain/platform.ts";
import type { CacheServer, Solve } from "../../src/domain/solve-plan.ts";
import { isStaged, planCacheExport, planSolves } from "../../src/domain/solve-plan.ts";
import {
  aCachePlan,
  aCreatedBuilder,
  anActionsCache,
  anEngineBuilder,
  anExistingBuilder,
  aPlan,
  noCache,
} from "../support/a-plan.ts";
import { anInputs, aTaggedImage } from "../support/an-inputs.ts";

const PATH = "127.0.0.1:41234/secret";
const NOT_PUBLISHED = { push: false, reason: "push is false" };
const [AMD64, ARM64] = ["linux/amd64", "linux/arm64"].map((text) => parsePlatform(text)) as [
  ReturnType<typeof parsePlatform>,
  ReturnType<typeof parsePlatform>,
];
const LOCAL = { type: "local", text: "type=local,dest=out" };

/** A registry that has nothing yet. */
function aServer(overrides: Partial<CacheServer> = {}): CacheServer {
  return { path: PATH, isRead: true, mode: "max", ...overrides };
}

function exportTo(label: string, attributes = ""): string {
  return `type=registry,ref=${PATH}/export:${labelSlug(label)},mode=max,image-manifest=true,oci-mediatypes=true${attributes}`;
}

function importFrom(label: string): string {
  return `type=registry,ref=${PATH}/cache:${labelSlug(label)}`;
}

/** The labels of the caches that a solve imports. */
function imports({ cacheFrom }: Solve): readonly string[] {
  return cacheFrom.map((value) => parseAttributes(value).get("ref")?.slice(`${PATH}/cache:`.length) ?? "");
}

describe("isStaged", () => {
  it.each<{ case: string; inputs: Partial<Inputs>; is: boolean }>([
    { case: "several platforms", inputs: {}, is: true },
    { case: "several platforms that are not published", inputs: { push: false }, is: true },
    { case: "one platform", inputs: { platforms: [AMD64] }, is: true },
    { case: "an image that is loaded", inputs: { load: true }, is: false },
    { case: "an image that is exported otherwise", inputs: { outputs: [LOCAL] }, is: false },
  ])("tells of $case: $is", ({ inputs, is }) => {
    expect(isStaged({ inputs: anInputs(inputs) })).toBe(is);
  });
});

describe("planSolves", () => {
  it("builds each platform by itself into the registry of the cache", () => {
    const server = aServer();
    const one = (label: string, platform: typeof AMD64): Solve => ({
      label,
      platforms: [platform],
      references: [],
      exports: [`type=image,name=${PATH}/image:${labelSlug(label)},push=true,store=false,unpack=false`],
      cacheFrom: [importFrom(label)],
      cacheTo: [],
    });
    expect(planSolves(aPlan(), server)).toEqual([one("linux/amd64", AMD64), one("linux/arm64", ARM64)]);
  });

  it("builds all platforms in one where there is no such registry", () => {
    expect(planSolves(aPlan(), undefined)).toEqual([
      {
        label: "joint",
        platforms: [AMD64, ARM64],
        references: [aTaggedImage()],
        exports: ["type=image,push=true,store=false,unpack=false"],
        cacheFrom: aCachePlan().from,
        cacheTo: aCachePlan().to,
      },
    ]);
  });

  it.each<{ case: string; cache: CachePlan; from: readonly string[]; to: readonly string[] }>([
    {
      case: "BuildKit's client in place of the registry",
      cache: anActionsCache({ instead: aCachePlan({ from: ["a"], to: ["b"] }) }),
      from: ["a"],
      to: ["b"],
    },
    {
      case: "a cache beside the image",
      cache: aCachePlan({ backend: "registry", from: ["c"], to: [] }),
      from: ["c"],
      to: [],
    },
    { case: "no cache", cache: noCache(), from: [], to: [] },
  ])("leaves to BuildKit $case", ({ cache, from, to }) => {
    expect(planSolves(aPlan({ cache }), undefined)).toMatchObject([{ cacheFrom: from, cacheTo: to }]);
  });

  it("names the solve for one platform after it, and lets it publish by itself where there is no registry", () => {
    const plan = aPlan({ inputs: anInputs({ platforms: [ARM64] }) });
    const solve = { label: "linux/arm64", platforms: [ARM64] };
    expect(planSolves(plan, aServer())).toMatchObject([
      { ...solve, references: [], cacheFrom: [importFrom("linux/arm64")] },
    ]);
    expect(planSolves(plan, undefined)).toMatchObject([
      {
        ...solve,
        references: [aTaggedImage()],
        exports: ["type=image,push=true,store=false,unpack=false"],
      },
    ]);
  });

  it("builds in one what is loaded, with all caches that the registry has", () => {
    const labels = ["joint", "linux/amd64", "linux/arm64"];
    expect(planSolves(aPlan({ inputs: anInputs({ load: true }) }), aServer())).toEqual([
      {
        label: "joint",
        platforms: [AMD64, ARM64],
        references: [aTaggedImage()],
        exports: ["type=image,push=true"],
        cacheFrom: labels.map(importFrom),
        cacheTo: [],
      },
    ]);
  });

  it("only proves that each platform builds where nothing is published", () => {
    expect(planSolves(aPlan({ publish: NOT_PUBLISHED }), aServer())).toMatchObject([
      { exports: ["type=cacheonly"] },
      { exports: ["type=cacheonly"] },
    ]);
  });

  it("exports the cache at once where all steps are run in any case", () => {
    const inputs = anInputs({ noCache: true });
    expect(planSolves(aPlan({ inputs }), aServer())).toMatchObject([
      { cacheTo: [exportTo("linux/amd64", ",ignore-error=true")] },
      { cacheTo: [exportTo("linux/arm64", ",ignore-error=true")] },
    ]);
  });

  it.each<{ compression: Inputs["compression"]; image: string; cache: string }>([
    { compression: undefined, image: "", cache: "" },
    { compression: "gzip", image: ",compression=gzip", cache: ",compression=gzip" },
    {
      compression: "zstd",
      image: ",compression=zstd,oci-mediatypes=true",
      cache: ",compression=zstd",
    },
    {
      compression: "estargz",
      image: ",compression=estargz,oci-mediatypes=true",
      cache: ",compression=estargz",
    },
  ])("compresses image and cache alike: $compression", ({ compression, image, cache }) => {
    const plan = aPlan({ inputs: anInputs({ compression }), builder: aCreatedBuilder() });
    const solves = planSolves(plan, aServer());
    expect(solves).toMatchObject([
      { exports: [`type=image,name=${PATH}/image:linux-amd64,push=true${image}`] },
      { exports: [`type=image,name=${PATH}/image:linux-arm64,push=true${image}`] },
    ]);
    expect(solves.map((solve) => planCacheExport(solve, aServer(), plan)?.cacheTo)).toEqual([
      [exportTo("linux/amd64", cache)],
      [exportTo("linux/arm64", cache)],
    ]);
    expect(planSolves(plan, undefined)).toMatchObject([{ exports: [`type=image,push=true${image}`] }]);
  });

  it.each<{ case: string; builder: BuilderPlan; push: boolean; inputs: Partial<Inputs>; exports: string[] }>([
    {
      case: "pushes from the engine without storing",
      builder: anEngineBuilder(),
      push: true,
      inputs: {},
      exports: ["type=image,push=true,store=false,unpack=false"],
    },
    {
      case: "pushes from the engine and keeps the image in one export",
      builder: anEngineBuilder(),
      push: true,
      inputs: { load: true },
      exports: ["type=image,push=true"],
    },
    {
      case: "only loads in the engine",
      builder: anEngineBuilder(),
      push: false,
      inputs: { load: true },
      exports: ["type=docker"],
    },
    {
      case: "pushes from a container",
      builder: aCreatedBuilder(),
      push: true,
      inputs: {},
      exports: ["type=image,push=true"],
    },
    {
      case: "pushes from a container and loads",
      builder: aCreatedBuilder(),
      push: true,
      inputs: { load: true },
      exports: ["type=image,push=true", "type=docker"],
    },
    {
      case: "pushes from the user's builder and loads",
      builder: anExistingBuilder(),
      push: true,
      inputs: { load: true },
      exports: ["type=image,push=true", "type=docker"],
    },
    {
      case: "pushes from the engine as the user's builder without storing",
      builder: { ...anExistingBuilder(), name: "default", driver: "docker" },
      push: true,
      inputs: {},
      exports: ["type=image,push=true,store=false,unpack=false"],
    },
    {
      case: "adds what outputs asks for",
      builder: aCreatedBuilder(),
      push: true,
      inputs: { load: true, outputs: [LOCAL, { type: "local", text: "dist" }] },
      exports: ["type=image,push=true", "type=docker", "type=local,dest=out", "dist"],
    },
    {
      case: "exports only what outputs asks for",
      builder: anEngineBuilder(),
      push: false,
      inputs: { outputs: [LOCAL] },
      exports: ["type=local,dest=out"],
    },
    {
      case: "only proves that it builds",
      builder: anEngineBuilder(),
      push: false,
      inputs: {},
      exports: ["type=cacheonly"],
    },
  ])("$case", ({ builder, push, inputs, exports }) => {
    const plan = aPlan({ builder, publish: { push, reason: "so it is" }, inputs: anInputs(inputs) });
    expect(planSolves(plan, undefined)).toMatchObject([{ exports }]);
  });

  it("imports nothing where nothing is read", () => {
    for (const load of [false, true]) {
      const plan = aPlan({ inputs: anInputs({ load }) });
      expect(planSolves(plan, aServer({ isRead: false })).flatMap(imports)).toEqual([]);
    }
  });
});

describe("planCacheExport", () => {
  const [solve] = planSolves(aPlan(), aServer());

  it("does a solve again for nothing but its cache", () => {
    expect(solve && planCacheExport(solve, aServer(), aPlan())).toEqual({
      ...solve,
      exports: ["type=cacheonly"],
      cacheTo: [exportTo("linux/amd64")],
    });
  });

  it("gives it no name where the solve published by itself", () => {
    const plan = aPlan({ inputs: anInputs({ platforms: [ARM64] }) });
    const [single] = planSolves(plan, aServer());
    expect(single && planCacheExport(single, aServer(), plan)).toMatchObject({ references: [] });
  });

  it.each<{ mode: CacheServer["mode"]; is: unknown }>([
    { mode: "max", is: { cacheTo: [expect.stringContaining(",mode=max,")] } },
    { mode: "min", is: { cacheTo: [expect.stringContaining(",mode=min,")] } },
  ])("exports as much as is wanted: $mode", ({ mode, is }) => {
    expect(solve && planCacheExport(solve, aServer({ mode }), aPlan())).toMatchObject(is as object);
  });

  it("does nothing where no cache is written, or the solve has exported it", () => {
    expect(solve && planCacheExport(solve, aServer({ mode: undefined }), aPlan())).toBeUndefined();
    const plan = aPlan({ inputs: anInputs({ noCache: true }) });
    const solves = planSolves(plan, aServer());
    expect(solves.map((one) => planCacheExport(one, aServer(), plan))).toEqual([undefined, undefined]);
  });
});

describe("a build of any platforms", () => {
  const NAMES = ["linux/amd64", "linux/amd64/v3", "linux/arm64", "linux/arm/v7", "linux/riscv64"];
  const plans = fc
    .record({
      platforms: fc
        .shuffledSubarray(NAMES, { minLength: 1 })
        .map((names) => names.map((name) => parsePlatform(name))),
      load: fc.boolean(),
      push: fc.boolean(),
    })
    .map(({ platforms, load, push }) =>
      aPlan({ inputs: anInputs({ platforms, load }), publish: { push, reason: "so it is" } }),
    );
  const servers = fc
    .tuple(fc.boolean(), fc.constantFrom("max", "min", undefined))
    .map(([isRead, mode]) => aServer({ isRead, mode }));

  it("builds each of them once", () => {
    fc.assert(
      fc.property(plans, fc.option(servers, { nil: undefined }), (plan, server) => {
        expect(planSolves(plan, server).flatMap(({ platforms }) => platforms)).toEqual(plan.inputs.platforms);
      }),
    );
  });

  it("imports one cache for a platform by itself: with two, steps are found in one and loaded from the other", () => {
    fc.assert(
      fc.property(plans, servers, (plan, server) => {
        for (const solve of planSolves(plan, server)) {
          const own = solve.platforms.map((platform) => labelSlug(printPlatform(platform)));
          const all = solve.label === "joint" ? ["joint", ...own] : own;
          expect(imports(solve)).toEqual(server.isRead ? all : []);
        }
      }),
    );
  });

  it("exports each cache and image under a name of its own", () => {
    fc.assert(
      fc.property(plans, servers, (plan, server) => {
        const solves = planSolves(plan, server);
        const caches = solves.map((solve) => planCacheExport(solve, server, plan));
        const names = [...solves, ...caches.filter((solve) => solve !== undefined)].flatMap(
          ({ exports, cacheTo }) =>
            [...exports, ...cacheTo].flatMap((value) => {
              const attributes = parseAttributes(value);
              return attributes.get("ref") ?? attributes.get("name") ?? [];
            }),
        );
        expect(new Set(names).size).toBe(names.length);
        const count = (solve: Solve | undefined) => solve?.cacheTo.length ?? 0;
        const counts = solves.map((solve, at) => count(solve) + count(caches[at]));
        expect(counts).toEqual(solves.map(() => (server.mode ? 1 : 0)));
      }),
    );
  });
});
