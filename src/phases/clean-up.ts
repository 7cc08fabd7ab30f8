import { existsSync } from "node:fs";
import { join } from "node:path";
import { emptyRunFolder, removeRunFolder } from "../edges/workspace.ts";
import type { Handover } from "../domain/handover.ts";
import { CACHE_FOLDER } from "../domain/handover.ts";

/**
 * Removes what a run made: its builder, then its folder with logins and secrets. While something is being saved, the
 * part of the folder that it is saved from stays. It can be run any number of times, and a part that fails is warned of and does not
 * keep the next from being removed.
 */
export async function cleanUp({ folder, builder, saving, remembering }: Handover): Promise<void> {
  // The folder goes last and holds the config by which docker finds the builder: without it, all is done.
  if (!existsSync(folder)) return;
  if (builder !== undefined) await removeBuilder(builder, join(folder, "docker"));
  const isSaved = saving === undefined && remembering === undefined;
  const removed = isSaved ? removeRunFolder(folder) : emptyRunFolder(folder, CACHE_FOLDER);
  await removed.catch((error: unknown) => warn(`${folder} could not be removed`, error));
}

async function removeBuilder(name: string, config: string): Promise<void> {
  const { Docker } = await import("../edges/docker.ts");
  try {
    await new Docker().withConfig(config).run(["buildx", "rm", "--force", name]);
  } catch (error) {
    // It was never created, or its creation was cut short before buildx knew of it.
    if (error instanceof Error && /no builder .* found/.test(error.message)) return;
    await warn(`The builder ${name} could not be removed`, error);
  }
}

// Loaded only when needed: mostly there is just a folder to remove, and the job waits for its post phase.
async function warn(what: string, error: unknown): Promise<void> {
  (await import("../edges/log.ts")).warnOf(what, error);
}
