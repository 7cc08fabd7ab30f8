import { setTimeout as sleep } from "node:timers/promises";
import { ActionError } from "../domain/failure.ts";

/**
 * Waits, in milliseconds.
 * @throws ActionError as {@link cancellation} when aborted.
 */
export async function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, signal && { signal }).catch(() => {
    throw cancellation(signal);
  });
}

/** What to throw for an aborted signal: its own reason when that is an ActionError, else one of code `cancelled`. */
export function cancellation(signal?: AbortSignal): ActionError {
  const reason: unknown = signal?.reason;
  return reason instanceof ActionError ? reason : new ActionError("cancelled", "the run was cancelled");
}
