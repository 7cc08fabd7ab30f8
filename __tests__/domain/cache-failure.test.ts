import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { cacheUsages, isCacheFailure } from "../../src/domain/cache-failure.ts";
import type { CacheServer } from "../../src/domain/solve-plan.ts";
import { aCachePlan, anActionsCache, aPlan, noCache } from "../support/a-plan.ts";
import { aDigest } from "../support/a-result.ts";

const FIXTURES = new URL("../fixtures/buildx-errors/", import.meta.url);
const PATH = "127.0.0.1:41234/secret";
const SERVER: CacheServer = { path: PATH, isRead: true, mode: "max" };
const WITHOUT = {
  plan: aPlan({ cache: noCache("the cache got in the way of the build") }),
  server: undefined,
};

describe("cacheUsages", () => {
  const plan = aPlan({ cache: anActionsCache() });

  it("uses what the cache has, else only saves, else does without", () => {
    expect(cacheUsages(plan, SERVER)).toEqual([
      { plan, server: SERVER },
      { plan, server: { ...SERVER, isRead: false } },
      WITHOUT,
    ]);
  });

  it("does without at once where nothing is read that could be in the way", () => {
    const server = { ...SERVER, isRead: false };
    expect(cacheUsages(plan, server)).toEqual([{ plan, server }, WITHOUT]);
  });

  it.each([
    { cache: anActionsCache() },
    { cache: aCachePlan() },
    { cache: aCachePlan({ backend: "custom" }) },
  ])("does without what BuildKit handles by itself: $cache.backend", ({ cache }) => {
    const own = aPlan({ cache });
    expect(cacheUsages(own, undefined)).toEqual([{ plan: own, server: undefined }, WITHOUT]);
  });

  it("has one way where the cache is off", () => {
    expect(cacheUsages(aPlan({ cache: noCache() }), undefined)).toEqual([WITHOUT]);
  });
});

describe("isCacheFailure", () => {
  const SERVED = { plan: aPlan({ cache: anActionsCache() }), server: SERVER };
  const BY_BUILDKIT = { plan: aPlan({ cache: aCachePlan() }), server: undefined };
  const error = (message: string) => `#9 exporting\nERROR: failed to build: failed to solve: ${message}\n`;

  it.each([
    {
      message: `could not fetch content descriptor ${aDigest()} (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found`,
    },
    { message: "error writing layer blob: not_found" },
    { message: "error writing config blob: failed to reserve cache" },
    { message: "error writing manifest blob: unexpected status from PUT request: 500 Internal Server Error" },
    { message: "failed to reserve cache; cache write denied: token has no writable scopes" },
    { message: `error committing ${aDigest()}: failed to commit cache` },
    { message: "maximum timeout reached" },
    {
      message:
        "failed to compute cache key: GET https://blob.core.windows.net/cache?sig=x: 404 BlobNotFound: The specified blob does not exist.",
    },
    { message: "failed to configure gha cache exporter: missing github actions token" },
    { message: "failed to configure registry cache importer: unexpected status" },
    { message: "short read: expected 1000 bytes but got 512: unexpected EOF" },
  ])("is one: $message", ({ message }) => {
    expect(isCacheFailure(error(message), BY_BUILDKIT)).toBe(true);
    expect(isCacheFailure(error(message), SERVED)).toBe(true);
  });

  it.each([
    { message: `failed to push ${PATH}/image:linux-amd64: unexpected status from POST request: 500` },
    {
      message: `Get "http://${PATH}/cache/blobs/${aDigest()}": dial tcp 127.0.0.1:41234: connect: connection refused`,
    },
  ])("is one of the registry that is named: $message", ({ message }) => {
    expect(isCacheFailure(error(message), SERVED)).toBe(true);
    expect(isCacheFailure(error(message), BY_BUILDKIT)).toBe(false);
  });

  it("is none of a step, whatever its command says", () => {
    const message = `process "/bin/sh -c curl ${PATH} || echo maximum timeout reached" did not complete successfully: exit code: 7`;
    expect(isCacheFailure(error(message), SERVED)).toBe(false);
  });

  it("is none where there is no cache", () => {
    expect(isCacheFailure(error("error writing layer blob: not_found"), WITHOUT)).toBe(false);
  });

  it("is none that is only mentioned before the error", () => {
    const output = `#9 exporting cache\n#9 ERROR: maximum timeout reached\n${error("failed to push ghcr.io/acme/agent:main: EOF")}`;
    expect(isCacheFailure(output, SERVED)).toBe(false);
  });

  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".txt")))(
    "is none of what has other causes: %s",
    (name) => {
      const output = readFileSync(new URL(name, FIXTURES), "utf8");
      for (const usage of [SERVED, BY_BUILDKIT]) expect(isCacheFailure(output, usage)).toBe(false);
    },
  );
});
