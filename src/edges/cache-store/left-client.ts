import { pause } from "../pause.ts";
import { isRunningWith, signalGroup } from "../process-group.ts";

const POLL_MS = 20;

/**
 * Waits for a client that was left to itself, and ends it with all that it started when it has not ended after so long.
 * @param pid its number, which may be another process's by now.
 */
export async function awaitLeftClient(pid: number, limitMs: number): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (await isRunningWith("cache-store", pid)) {
    if (performance.now() > giveUpAt) signalGroup(pid, "SIGKILL");
    await pause(POLL_MS);
  }
}
