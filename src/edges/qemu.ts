import { getExecOutput } from "@actions/exec";
import type { Handler } from "../domain/binfmt.ts";

/**
 * Asks the emulators for their version, by handler name. One whose program is not on this file system, as after an
 * installation from a container, is left out.
 */
export async function readQemuVersions(
  handlers: readonly Handler[],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    handlers.map(async ({ name, interpreter }) => [name, await readVersion(interpreter)] as const),
  );
  return Object.fromEntries(
    found.flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])),
  );
}

async function readVersion(interpreter: string): Promise<string | undefined> {
  try {
    // Quoted, since a command is split at its blanks, unlike its arguments.
    const { stdout } = await getExecOutput(`"${interpreter}"`, ["--version"], { silent: true });
    return /qemu.* version (\d[\w.]*)/i.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
