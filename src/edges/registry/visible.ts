import { isAbsent } from "../../domain/registry-error.ts";
import { pause } from "../pause.ts";

/** How long {@link whenVisible} looks. */
export interface Patience {
  /** How often to look in all; 6 by default. */
  readonly attempts?: number;
  /** Before the second look, in milliseconds, then doubled each time; half a second by default. */
  readonly delayMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads again while the registry says "not found": what was just pushed may take a moment to show everywhere.
 * With the defaults the last look is 15.5 s after the first.
 * @throws whatever `read` throws that is not a 404, and the last 404; ActionError `cancelled` when aborted.
 */
export async function whenVisible<T>(read: () => Promise<T>, patience: Patience = {}): Promise<T> {
  const { attempts = 6, delayMs = 500, signal } = patience;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt >= attempts || !isAbsent(error)) throw error;
    }
    await pause(delayMs * 2 ** (attempt - 1), signal);
  }
}
