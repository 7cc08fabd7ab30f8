import { cleanUp } from "./phases/clean-up.ts";
import { readHandover } from "./state.ts";

/**
 * The post phase: waits for the layer cache to be saved and removes what the main phase made, however that ended. It
 * warns, and never fails the job.
 */
export async function post(): Promise<void> {
  try {
    const handover = readHandover();
    if (handover === undefined) return;
    if (handover.saving !== undefined) {
      const { endSave } = await import("./phases/end-save.ts");
      await endSave(handover.folder, handover.saving);
    }
    await cleanUp({ ...handover, saving: undefined });
  } catch (error) {
    const { warnOf } = await import("./edges/log.ts");
    warnOf("Not everything that this run made could be removed", error);
  }
}
