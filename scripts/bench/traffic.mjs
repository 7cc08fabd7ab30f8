import { waitUntil } from "../lib/wait.mjs";

/** @typedef {import("../lib/cache-service.mjs").CacheService} CacheService */

/**
 * What went to the cache service and from it, and what is there now.
 *
 * @typedef {object} Traffic
 * @property {number} requests
 * @property {number} upBytes
 * @property {number} downBytes
 * @property {number} entries - Created.
 * @property {number} storedBytes - Of all entries together.
 */

/** What closes last is the answer to a request that its client no longer waits for. */
const PATIENCE_MS = 1_000;

/**
 * Starts to count; call what it returns when the run is over.
 *
 * @param {CacheService} service
 * @returns {() => Promise<Traffic>}
 */
export function watchTraffic(service) {
  const before = { requests: service.requests.length, entries: service.entries.ready.length };
  return async () => {
    const requests = service.requests.slice(before.requests);
    await waitUntil(() => requests.every(({ status }) => status !== 0), { timeoutMs: PATIENCE_MS });
    return {
      requests: requests.length,
      upBytes: requests.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0),
      downBytes: requests.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      entries: service.entries.ready.length - before.entries,
      storedBytes: service.entries.usedBytes,
    };
  };
}
