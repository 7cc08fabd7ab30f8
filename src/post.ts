import { cleanUp } from "./phases/clean-up.ts";
import { readHandover } from "./state.ts";

/** The post phase: removes what the main phase made, however that ended. It warns, and never fails the job. */
export async function post(): Promise<void> {
  try {
    const handover = readHandover();
    if (handover !== undefined) await cleanUp(handover);
  } catch (error) {
    const { warnOf } = await import("./edges/log.ts");
    warnOf("Not everything that this run made could be removed", error);
  }
}
