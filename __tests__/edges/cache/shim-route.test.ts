import { describe, expect, it } from "@jest/globals";
import { readRange, readRoute } from "../../../src/edges/cache/shim-route.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

function routeOf(target: string) {
  const route = readRoute(target);
  return route && `${route.kind} ${route.token} ${route.name} ${route.reference}`.trimEnd();
}

describe("readRoute", () => {
  it.each([
    ["/v2/", "base"],
    ["/v2", "base"],
    ["/v2/t/cache/manifests/linux-amd64", "manifest t cache linux-amd64"],
    [`/v2/t/a/b-c/manifests/${DIGEST}`, `manifest t a/b-c ${DIGEST}`],
    [`/v2/t/blobs/blobs/${DIGEST}`, `blob t blobs ${DIGEST}`],
    ["/v2/t/cache/blobs/uploads/", "uploads t cache"],
    ["/v2/t/cache/blobs/uploads/0a1b?digest=x", "upload t cache 0a1b"],
  ])("understands %s", (target, route) => {
    expect(routeOf(target)).toBe(route);
  });

  it("keeps the query", () => {
    expect(readRoute("/v2/t/cache/blobs/uploads/?mount=m&from=f")?.query.get("mount")).toBe("m");
  });

  it.each([
    "/",
    "/v3/",
    "/v2/t/",
    "/v2/t/cache",
    "/v2/t/cache/tags/list",
    "/v2/t/Cache/manifests/latest",
    "/v2/t/../manifests/latest",
    "/v2/t/cache/manifests/-latest",
    "/v2/t/cache/blobs/sha256:abc",
    "/v2/t/cache/blobs/..%2f..%2fpasswd",
    "http://elsewhere/v2/",
    "*",
    "",
  ])("has nothing at %j", (target) => {
    expect(readRoute(target)).toBeUndefined();
  });
});

describe("readRange", () => {
  it.each([
    ["bytes=0-3", { start: 0, end: 3 }],
    ["bytes=4-", { start: 4, end: 9 }],
    ["bytes=-4", { start: 6, end: 9 }],
    ["bytes=-40", { start: 0, end: 9 }],
    ["bytes=5-99", { start: 5, end: 9 }],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=10-12", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=5-4", undefined],
    ["bytes=0-1,3-4", undefined],
    ["bytes=-", undefined],
    ["lines=0-3", undefined],
    [undefined, undefined],
  ])("reads %s of ten bytes", (header, range) => {
    expect(readRange(header, 10)).toEqual(range);
  });
});
