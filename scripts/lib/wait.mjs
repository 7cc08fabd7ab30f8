import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until the answer is yes, and tells whether it ever was.
 *
 * @param {() => boolean | Promise<boolean>} isTrue
 * @param {{ timeoutMs: number, everyMs?: number }} limits
 */
export async function waitUntil(isTrue, { timeoutMs, everyMs = 25 }) {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) return false;
    await sleep(everyMs);
  }
  return true;
}
