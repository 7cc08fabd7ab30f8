import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { CacheOperation } from "../../src/domain/cache-outcome.ts";
import { readCacheOutcome } from "../../src/domain/cache-outcome.ts";

const FIXTURES = new URL("../fixtures/cache-output/", import.meta.url);

/** What each captured output of a call that returned nothing tells. */
const CAPTURED = [
  {
    file: "lookup-401",
    outcome: { kind: "denied", reason: "the service answered 401 Unauthorized: invalid token" },
  },
  {
    file: "lookup-403",
    outcome: { kind: "denied", reason: "the service answered 403 Forbidden: forbidden" },
  },
  {
    file: "lookup-404",
    outcome: { kind: "failed", reason: "the service answered 404 Not Found: no such service" },
  },
  {
    file: "lookup-429-retry-after",
    outcome: { kind: "rate-limited", reason: "rate limit will reset in 42 seconds" },
  },
  {
    file: "lookup-429",
    outcome: {
      kind: "rate-limited",
      reason: "the service answered 429 Too Many Requests: too many requests",
    },
  },
  {
    file: "lookup-500",
    outcome: { kind: "failed", reason: "the service answered 500 Internal Server Error: oops" },
  },
  {
    file: "lookup-503",
    outcome: { kind: "failed", reason: "the service answered 503 Service Unavailable: maintenance" },
  },
  { file: "lookup-miss", outcome: { kind: "miss" } },
  {
    file: "lookup-mode-none",
    outcome: { kind: "denied", reason: "effective cache-mode 'none' does not permit reads" },
  },
  {
    file: "lookup-no-scope",
    outcome: { kind: "denied", reason: "cache read denied: token has no readable scopes" },
  },
  {
    file: "lookup-no-token",
    outcome: { kind: "failed", reason: "Unable to get the ACTIONS_RUNTIME_TOKEN env variable" },
  },
  {
    file: "lookup-refused",
    outcome: { kind: "failed", reason: "the service cannot be reached (ECONNREFUSED)" },
  },
  { file: "lookup-reset", outcome: { kind: "failed", reason: "the service cannot be reached (ECONNRESET)" } },
  { file: "restore-403", outcome: { kind: "failed", reason: "tar failed with exit code 2" } },
  { file: "restore-404", outcome: { kind: "failed", reason: "tar failed with exit code 2" } },
  {
    file: "restore-500",
    outcome: { kind: "failed", reason: "downloadCache failed: Cache service responded with 500" },
  },
  {
    file: "restore-503",
    outcome: { kind: "failed", reason: "downloadCache failed: Cache service responded with 503" },
  },
  { file: "restore-azure-403", outcome: { kind: "failed", reason: "the cache client gave no reason" } },
  { file: "restore-azure-404", outcome: { kind: "failed", reason: "the cache client gave no reason" } },
  { file: "restore-azure-503", outcome: { kind: "failed", reason: "the cache client gave no reason" } },
  { file: "restore-azure-reset", outcome: { kind: "failed", reason: "socket hang up" } },
  { file: "restore-azure-truncated", outcome: { kind: "failed", reason: "The operation was aborted." } },
  { file: "restore-corrupt", outcome: { kind: "failed", reason: "tar failed with exit code 2" } },
  { file: "restore-reset", outcome: { kind: "failed", reason: "downloadCache failed: socket hang up" } },
  { file: "restore-stalled", outcome: { kind: "failed", reason: "downloadCache failed: socket hang up" } },
  { file: "restore-truncated", outcome: { kind: "failed", reason: "aborted" } },
  {
    file: "save-exists",
    outcome: {
      kind: "exists",
      reason:
        "the service answered 409 Conflict: cache entry with the same key, version, and scope already exists",
    },
  },
  {
    file: "save-finalize-403",
    outcome: { kind: "denied", reason: "the service answered 403 Forbidden: oops" },
  },
  {
    file: "save-finalize-429",
    outcome: { kind: "rate-limited", reason: "the service answered 429 Too Many Requests: oops" },
  },
  {
    file: "save-finalize-500",
    outcome: { kind: "failed", reason: "the service answered 500 Internal Server Error: oops" },
  },
  {
    file: "save-finalize-503",
    outcome: { kind: "failed", reason: "the service answered 503 Service Unavailable: oops" },
  },
  {
    file: "save-finalize-not-ok",
    outcome: { kind: "failed", reason: "cache entry was not uploaded completely" },
  },
  {
    file: "save-mode-read",
    outcome: { kind: "denied", reason: "effective cache-mode 'read' does not permit writes" },
  },
  {
    file: "save-no-scope",
    outcome: { kind: "denied", reason: "cache write denied: token has no writable scopes" },
  },
  { file: "save-quota", outcome: { kind: "denied", reason: "Cache storage quota has been hit" } },
  {
    file: "save-refused",
    outcome: { kind: "failed", reason: "the service cannot be reached (ECONNREFUSED)" },
  },
  {
    file: "save-reserve-401",
    outcome: { kind: "denied", reason: "the service answered 401 Unauthorized: oops" },
  },
  {
    file: "save-reserve-403",
    outcome: { kind: "denied", reason: "the service answered 403 Forbidden: oops" },
  },
  {
    file: "save-reserve-404",
    outcome: { kind: "failed", reason: "the service answered 404 Not Found: oops" },
  },
  {
    file: "save-reserve-429-retry-after",
    outcome: { kind: "rate-limited", reason: "rate limit will reset in 42 seconds" },
  },
  {
    file: "save-reserve-429",
    outcome: { kind: "rate-limited", reason: "the service answered 429 Too Many Requests: oops" },
  },
  {
    file: "save-reserve-500",
    outcome: { kind: "failed", reason: "the service answered 500 Internal Server Error: oops" },
  },
  {
    file: "save-reserve-503",
    outcome: { kind: "failed", reason: "the service answered 503 Service Unavailable: oops" },
  },
  { file: "save-reset", outcome: { kind: "failed", reason: "the service cannot be reached (ECONNRESET)" } },
  { file: "save-upload-403", outcome: { kind: "failed", reason: "oops" } },
  { file: "save-upload-404", outcome: { kind: "failed", reason: "oops" } },
  { file: "save-upload-500", outcome: { kind: "failed", reason: "oops" } },
  { file: "save-upload-503", outcome: { kind: "failed", reason: "oops" } },
  { file: "save-upload-reset", outcome: { kind: "failed", reason: "socket hang up" } },
];

function captured(file: string) {
  const operation = file.split("-")[0] as CacheOperation;
  const output = readFileSync(new URL(`${file}.txt`, FIXTURES), "utf8");
  return { operation, returned: operation === "save" ? -1 : undefined, output };
}

describe("readCacheOutcome", () => {
  it.each(CAPTURED)("reads $file", ({ file, outcome }) => {
    expect(readCacheOutcome(captured(file))).toEqual(outcome);
  });

  it("is asked about every captured output", () => {
    const files = readdirSync(FIXTURES).filter((name) => name.endsWith(".txt"));
    expect(files.map((name) => name.replace(".txt", "")).sort()).toEqual(
      CAPTURED.map(({ file }) => file).sort(),
    );
  });

  it("takes a key for a hit, whatever was printed", () => {
    const output = "::warning::Failed to restore: this and that";
    expect(readCacheOutcome({ operation: "restore", returned: "blob-a", output })).toEqual({
      kind: "hit",
      key: "blob-a",
    });
  });

  it("takes the number of an entry for a save that worked", () => {
    expect(readCacheOutcome({ operation: "save", returned: 7, output: "" })).toEqual({ kind: "saved" });
  });

  it("takes a save that says nothing for one that failed, and a lookup that says nothing for a miss", () => {
    expect(readCacheOutcome({ operation: "save", returned: -1, output: "" })).toEqual({
      kind: "failed",
      reason: "the cache client gave no reason",
    });
    expect(readCacheOutcome({ operation: "lookup", returned: undefined, output: "" })).toEqual({
      kind: "miss",
    });
  });

  it("tells what was thrown", () => {
    const thrown = "ValidationError: Key Validation Error: a,b cannot contain commas.";
    expect(readCacheOutcome({ operation: "lookup", returned: undefined, thrown, output: "" })).toEqual({
      kind: "failed",
      reason: thrown,
    });
  });

  it("takes an answer that is not ok, without a word why, for a key that is taken", () => {
    const output =
      "::debug::Failed to reserve cache: Error: Response was not ok\n" +
      "Failed to save: Unable to reserve cache with key blob-a, another job may be creating this cache.\n";
    expect(readCacheOutcome({ operation: "save", returned: -1, output })).toEqual({
      kind: "exists",
      reason: "Response was not ok",
    });
  });

  it("tells an error from the tries before the last", () => {
    const output =
      "Attempt 1 of 5 failed with error: Failed request: (502) Bad Gateway. Retrying request in 3000 ms...\n" +
      "Attempt 2 of 5 failed with error: Unexpected token '<'. Retrying request in 4800 ms...\n";
    expect(readCacheOutcome({ operation: "lookup", returned: undefined, output })).toEqual({
      kind: "failed",
      reason: "the service answered 502 Bad Gateway",
    });
  });

  it("keeps signatures to itself, and reasons short", () => {
    const url = "https://acme.blob.core.windows.net/a/b?sp=r&sig=s3cret";
    const output = `::warning::Failed to restore: getaddrinfo ENOTFOUND ${url}%0A${"x".repeat(300)}`;
    expect(readCacheOutcome({ operation: "restore", returned: undefined, output })).toEqual({
      kind: "failed",
      reason: "getaddrinfo ENOTFOUND https://acme.blob.core.windows.net/a/b",
    });
    const long = `::error::${"x".repeat(300)}`;
    expect(readCacheOutcome({ operation: "restore", returned: undefined, output: long })).toEqual({
      kind: "failed",
      reason: "x".repeat(200),
    });
  });
});
