import { cleanUp } from "./phases/clean-up.ts";
import { readHandover } from "./state.ts";

/** How long the post phase waits for the history to be saved, in milliseconds: it is a few kilobytes. */
const HISTORY_MS = 5_000;

/**
 * The post phase: waits for what is being saved and removes what the main phase made, however that ended. It
 * warns, and never fails the job.
 */
export async function post(): Promise<void> {
  try {
    const handover = readHandover();
    if (handover === undefined) return;
    // First what is small: the end of the other takes the folder with it.
    if (handover.remembering !== undefined) {
      const { awaitLeftClient } = await import("./edges/cache-store/left-client.ts");
      await awaitLeftClient(handover.remembering, HISTORY_MS);
    }
    if (handover.saving !== undefined) {
      const { endSave } = await import("./phases/end-save.ts");
      await endSave(handover.folder, handover.saving);
    }
    await cleanUp({ ...handover, saving: undefined, remembering: undefined });
  } catch (error) {
    const { warnOf } = await import("./edges/log.ts");
    warnOf("Not everything that this run made could be removed", error);
  }
}
