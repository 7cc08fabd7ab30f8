import { execFile } from "node:child_process";
import type { Handler } from "../domain/binfmt.ts";

const LIMIT_MS = 2_000;

/**
 * Asks the emulators for their version, by handler name. One whose program is not on this file system, as after an
 * installation from a container, is left out.
 */
export async function readQemuVersions(
  handlers: readonly Handler[],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    handlers.map(async ({ name, interpreter }) => [name, await ask(interpreter)] as const),
  );
  return Object.fromEntries(
    found.flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])),
  );
}

function ask(interpreter: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(interpreter, ["--version"], { timeout: LIMIT_MS }, (error, stdout) => {
      resolve(error === null ? /qemu.* version (\d[\w.]*)/i.exec(stdout)?.[1] : undefined);
    });
  });
}
