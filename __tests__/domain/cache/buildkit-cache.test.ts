import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type CacheUse,
  planCustom,
  planGha,
  planRegistry,
} from "../../../src/domain/cache/buildkit-cache.ts";
import { printScope, type ScopeParts } from "../../../src/domain/cache/scope.ts";
import type { Inputs } from "../../../src/domain/inputs.ts";
import { parseAttributes } from "../../../src/domain/list.ts";
import { sha256 } from "../../support/a-cache.ts";
import { SCOPE } from "../../support/a-plan.ts";
import { anInputs, aTaggedImage } from "../../support/an-inputs.ts";

const BOTH: CacheUse = { read: true, write: true, reason: "both may be" };
const PARTS: ScopeParts = {
  image: "ghcr.io/acme/agent",
  dockerfile: "Dockerfile",
  target: undefined,
  name: undefined,
};

describe("planGha", () => {
  const gha = (inputs: Partial<Inputs>, use = BOTH, parts = PARTS) =>
    planGha(anInputs(inputs), { parts, use }, sha256);

  it("has a scope for what is built and for its platforms, and never waits long", () => {
    const scope = `${SCOPE}-linux-amd64-linux-arm64`;
    expect(gha({})).toEqual({
      backend: "gha",
      from: [`type=gha,scope=${scope},timeout=5m`],
      to: [`type=gha,scope=${scope},timeout=5m,mode=max,ignore-error=true`],
      reason: `scope ${scope}; both may be`,
    });
  });

  it.each([
    { use: { read: true, write: false }, from: 1, to: 0 },
    { use: { read: false, write: true }, from: 0, to: 1 },
  ])("keeps to what is allowed: $use", ({ use, from, to }) => {
    const plan = gha({}, { ...use, reason: "the token says so" });
    expect([plan.from.length, plan.to.length]).toEqual([from, to]);
    expect(plan.reason).toMatch(/; the token says so$/);
  });

  it("writes what the user wants kept", () => {
    expect(gha({ cacheMode: "min" }).to).toEqual([expect.stringContaining(",mode=min,")]);
  });

  it("names the platforms with their variants", () => {
    const platforms = [{ os: "linux", architecture: "arm", variant: "v7" }];
    expect(gha({ platforms }).from).toEqual([`type=gha,scope=${SCOPE}-linux-arm-v7,timeout=5m`]);
  });

  it("has a scope that buildx reads back as it is, whatever the user calls it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const parts = { ...PARTS, name };
        const [from = ""] = gha({}, BOTH, parts).from;
        expect(parseAttributes(from).get("scope")).toBe(
          `${printScope(parts, sha256)}-linux-amd64-linux-arm64`,
        );
      }),
    );
  });
});

describe("planRegistry", () => {
  const registry = (inputs: Partial<Inputs>, use = BOTH) =>
    planRegistry(
      { inputs: anInputs(inputs), references: [aTaggedImage(), aTaggedImage({ tag: "v1" })] },
      use,
    );

  it("keeps the cache as an image beside the first one", () => {
    const place = "type=registry,ref=ghcr.io/acme/agent:buildcache";
    expect(registry({})).toEqual({
      backend: "registry",
      from: [place],
      to: [`${place},mode=max,ignore-error=true,image-manifest=true,oci-mediatypes=true`],
      reason: "ghcr.io/acme/agent:buildcache; both may be",
    });
  });

  it.each([
    { inputs: { target: "app" }, tag: "buildcache-app" },
    { inputs: { cacheScope: "nightly" }, tag: "nightly" },
    { inputs: { cacheScope: "nightly", target: "app" }, tag: "nightly" },
  ])("tags it $tag for $inputs", ({ inputs, tag }) => {
    expect(registry(inputs).from).toEqual([`type=registry,ref=ghcr.io/acme/agent:${tag}`]);
  });

  it("compresses layers as those of the image, so that they are made once", () => {
    const [to] = registry({ compression: "zstd", cacheMode: "min" }).to;
    expect(to).toBe(
      "type=registry,ref=ghcr.io/acme/agent:buildcache,mode=min,ignore-error=true,image-manifest=true,oci-mediatypes=true,compression=zstd",
    );
  });

  it("keeps to what is allowed", () => {
    const use = { read: false, write: false, reason: "nothing may be" };
    expect(registry({}, use)).toEqual({
      backend: "registry",
      from: [],
      to: [],
      reason: "ghcr.io/acme/agent:buildcache; nothing may be",
    });
  });

  it("needs an image to be beside", () => {
    expect(() => planRegistry({ inputs: anInputs(), references: [] }, BOTH)).toThrow(
      expect.objectContaining({
        code: "input",
        message: "cache: registry keeps layers beside the image, but images is empty",
        hint: "Name an image, as in images: ghcr.io/OWNER/NAME, or give cache-from and cache-to.",
      }),
    );
  });

  it.each(["my scope", "-nightly", "a".repeat(129), "a/b"])("refuses the tag %p", (cacheScope) => {
    expect(() => registry({ cacheScope })).toThrow(
      expect.objectContaining({
        code: "input",
        message: `cache-scope: "${cacheScope}" is not a tag, as which cache: registry uses it`,
        hint: expect.stringContaining("128"),
      }),
    );
  });
});

describe("planCustom", () => {
  const [cacheFrom, cacheTo] = [["type=gha,scope=a", "user/app:cache"], ["type=gha,scope=a,mode=max"]];

  const WISHED = { read: true, write: true, reason: "" };

  it.each<{
    inputs: Partial<Inputs>;
    use?: Partial<CacheUse>;
    from: readonly string[];
    to: readonly string[];
    reason: string;
  }>([
    {
      inputs: { cacheFrom, cacheTo },
      from: cacheFrom,
      to: cacheTo,
      reason: "set by cache-from and cache-to",
    },
    { inputs: { cacheFrom }, from: cacheFrom, to: [], reason: "set by cache-from" },
    { inputs: { cacheTo }, from: [], to: cacheTo, reason: "set by cache-to" },
    {
      inputs: { cacheFrom, cacheTo },
      use: { write: false, reason: "cache-write is never" },
      from: cacheFrom,
      to: [],
      reason: "set by cache-from; cache-write is never",
    },
    {
      inputs: { cacheFrom, cacheTo },
      use: { read: false, reason: "no-cache is set, so it is only written" },
      from: [],
      to: cacheTo,
      reason: "set by cache-to; no-cache is set, so it is only written",
    },
    {
      inputs: { cacheFrom },
      use: { read: false, write: false, reason: "no-cache is set, and cache-write is never" },
      from: [],
      to: [],
      reason: "no-cache is set, and cache-write is never",
    },
  ])("passes on $inputs where $use", ({ inputs, use, from, to, reason }) => {
    expect(planCustom(anInputs(inputs), { ...WISHED, ...use })).toEqual({
      backend: "custom",
      from,
      to,
      reason,
    });
  });

  it.each<{ inputs: Partial<Inputs>; names: string }>([
    { inputs: { cacheScope: "nightly" }, names: "cache-scope" },
    { inputs: { cacheMode: "max" }, names: "cache-mode" },
    { inputs: { cacheScope: "nightly", cacheMode: "min" }, names: "cache-scope and cache-mode" },
  ])("refuses $names, which would have no effect", ({ inputs, names }) => {
    expect(() => planCustom(anInputs({ cacheFrom, ...inputs }), WISHED)).toThrow(
      expect.objectContaining({
        code: "input",
        message: `cache-from and cache-to are passed on as they are, so ${names} cannot apply`,
        hint: `Write scope= and mode= into cache-from and cache-to, or leave ${names} out.`,
      }),
    );
  });
});
