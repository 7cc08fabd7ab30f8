import { describeSaved } from "../domain/cache-report.ts";
import { cacheFolder } from "../domain/handover.ts";
import { plain } from "../domain/markdown.ts";
import { writeSummary } from "../edges/github.ts";
import { say, warnOf } from "../edges/log.ts";
import { removeRunFolder } from "../edges/workspace.ts";
import { finishSave } from "./save-cache.ts";

/** How long the post phase waits for the layer cache to be saved, in milliseconds. */
const LIMIT_MS = 5 * 60_000;

/** Waits for the process that saves the layer cache, and tells what came of it. */
export async function endSave(folder: string, pid: number): Promise<void> {
  try {
    const result = await finishSave({ folder: cacheFolder({ folder }), pid }, LIMIT_MS);
    const text = describeSaved(result);
    say(text);
    // It is of no use any more, and may be what fills the disk that the summary is on.
    await removeRunFolder(cacheFolder({ folder }));
    // The main phase told what was to be saved; only what is otherwise is worth a line more.
    if (result.reason !== undefined) await writeSummary(`${plain(text)}\n`);
  } catch (error) {
    warnOf("It is not known whether the layer cache was saved", error);
  }
}
