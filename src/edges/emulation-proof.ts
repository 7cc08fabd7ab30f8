import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Unrunnable } from "../domain/emulation-report.ts";
import { type Platform, printPlatform } from "../domain/platform.ts";
import { probeFailure, probeProgram } from "../domain/probe-program.ts";

/** A probe takes milliseconds; an emulator that starts cold on a busy machine may take a second. */
const LIMIT_MS = 10_000;

/**
 * Runs the smallest program of each platform on this kernel, side by side, and resolves with the platforms whose
 * program does not run. Only means something where the engine runs on this kernel too.
 * @param folder Where to make a temporary folder, which is removed again.
 */
export async function proveEmulation(
  platforms: readonly Platform[],
  folder: string = tmpdir(),
): Promise<readonly Unrunnable[]> {
  if (platforms.length === 0) return [];
  const own = await mkdtemp(join(folder, "probe-"));
  try {
    // All are written before the first is run: a file that is still open for writing cannot be executed.
    const files = await Promise.all(platforms.map((platform) => writeProbe(platform, own)));
    const reasons = await Promise.all(files.map((file) => runProbe(file, own)));
    return platforms.flatMap((platform, at) => {
      const reason = reasons[at];
      return reason === undefined ? [] : [{ platform, reason }];
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function writeProbe(platform: Platform, folder: string): Promise<string | undefined> {
  const program = probeProgram(platform);
  if (program === undefined) return undefined;
  const file = join(folder, printPlatform(platform).replaceAll("/", "-"));
  await writeFile(file, program, { mode: 0o700 });
  return file;
}

/**
 * Why a probe did not run; `undefined` when it did, or when nothing was learnt of its platform. It runs in its own
 * folder since a shell that takes it for a script may find redirections in it.
 */
async function runProbe(file: string | undefined, cwd: string): Promise<string | undefined> {
  if (file === undefined) return "no program is known for it";
  return new Promise((resolve) => {
    const options = { cwd, timeout: LIMIT_MS, killSignal: "SIGKILL", env: {} } as const;
    execFile(file, options, (error, _stdout, stderr) => {
      if (error?.killed === true) resolve(`its test program did not end within ${LIMIT_MS / 1000} s`);
      else resolve(probeFailure(error?.code ?? error?.signal ?? 0, stderr));
    });
  });
}
