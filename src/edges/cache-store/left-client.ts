import { readFile } from "node:fs/promises";
import { pause } from "../pause.ts";

const POLL_MS = 20;

/**
 * Waits for a client that was left to itself, and ends it with all that it started when it has not ended after so long.
 * @param pid its number, which may be another process's by now.
 */
export async function awaitLeftClient(pid: number, limitMs: number): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (await isClient(pid)) {
    if (performance.now() > giveUpAt) end(pid);
    await pause(POLL_MS);
  }
}

async function isClient(pid: number): Promise<boolean> {
  // Of one that has ended but was not yet waited for, the command line is empty.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes("cache-store");
}

function end(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}
