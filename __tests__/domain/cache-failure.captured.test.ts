import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { cacheUsages, hideServer, isCacheFailure } from "../../src/domain/cache-failure.ts";
import { anActionsCache, aPlan, noCache } from "../support/a-plan.ts";

const FIXTURES = new URL("../fixtures/cache-errors/", import.meta.url);
const HOST = "127.0.0.1:41234";
const TOKEN = "3f1c0a9be2d4475c8a6b7d90e1f2a3b4";
const SERVER = { path: `${HOST}/${TOKEN}`, isRead: true, mode: "max" as const };
const NAMES = readdirSync(FIXTURES).filter((name) => name.endsWith(".txt"));

function captured(name: string): string {
  return readFileSync(new URL(name, FIXTURES), "utf8");
}

describe("what BuildKit says when the registry with its cache fails it", () => {
  const plan = aPlan({ cache: anActionsCache() });
  const usages = cacheUsages(plan, SERVER);

  it.each(NAMES)("is a failure of the cache as long as that is used: %s", (name) => {
    expect(usages.map((usage) => isCacheFailure(captured(name), usage))).toEqual([true, true, false]);
  });

  it("is none of another registry's", () => {
    const other = { plan, server: { ...SERVER, path: "127.0.0.1:5999/other" } };
    expect(isCacheFailure(captured("push-registry-gone.txt"), other)).toBe(false);
  });

  it("is none where there is no such registry and no cache", () => {
    const without = { plan: aPlan({ cache: noCache() }), server: undefined };
    for (const name of NAMES) expect(isCacheFailure(captured(name), without)).toBe(false);
  });

  it.each(NAMES)("does not tell its random path: %s", (name) => {
    expect(hideServer(captured(name), SERVER)).not.toContain(TOKEN);
  });

  it("keeps what is said of it", () => {
    const message = `failed to push ${HOST}/${TOKEN}/image:a: Head "https://${HOST}/v2/${TOKEN}/image/blobs/b": dial tcp ${HOST}: connection refused`;
    expect(hideServer(message, SERVER)).toBe(
      `failed to push loopback/image:a: Head "https://loopback/image/blobs/b": dial tcp ${HOST}: connection refused`,
    );
  });
});
