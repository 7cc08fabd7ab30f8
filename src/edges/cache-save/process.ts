import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../pause.ts";
import { isRunningWith, signalGroup } from "../process-group.ts";

const LOG = "save.log";
const POLL_MS = 20;

/** How long it may take to end by itself once it was asked to. */
const GRACE_MS = 2_000;

/** A process that saves a cache, and the folder that it was given. */
export interface SaveProcess {
  readonly folder: string;
  readonly pid: number;
}

/** What a {@link SaveProcess} is started with. */
export interface SaveCommand {
  /** The folder with its job. */
  readonly folder: string;
  /** By default this very program, asked for `cache-save`. */
  readonly command?: readonly [program: string, ...args: string[]] | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Starts the process. It goes on when this one ends, and holds none of its streams: the runner waits for those.
 * @returns its number.
 * @throws the system's error when it cannot be started.
 */
export async function startSaveProcess({ folder, command, env = process.env }: SaveCommand): Promise<number> {
  const [program, ...args] = command ?? [process.execPath, process.argv[1] ?? "", "cache-save"];
  const log = await open(join(folder, LOG), "w");
  try {
    const stdio = ["ignore", log.fd, log.fd] as const;
    const child = spawn(program, [...args, folder], { env, detached: true, stdio: [...stdio] });
    await once(child, "spawn");
    child.unref();
    return child.pid ?? 0;
  } finally {
    await log.close();
  }
}

/** Tells whether it is still there. */
export async function isSaveRunning({ folder, pid }: SaveProcess): Promise<boolean> {
  return isRunningWith(folder, pid);
}

/** Asks it to end, makes it after a while, and resolves when it is gone with all it started. */
export async function endSaveProcess(saving: SaveProcess): Promise<void> {
  const giveUpAt = performance.now() + GRACE_MS;
  if (await isSaveRunning(saving)) signalGroup(saving.pid, "SIGTERM");
  while (await isSaveRunning(saving)) {
    if (performance.now() > giveUpAt) await killAll(saving.pid);
    await pause(POLL_MS);
  }
}

/** The last line of what it printed that tells of an error; it prints nothing otherwise. */
export async function lastErrorLine(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, LOG), "utf8").catch(() => "");
  return text
    .split("\n")
    .findLast((line) => /error/i.test(line))
    ?.trim();
}

/** The cache client leads a group of its own, which would not hear of the end of this one. */
async function killAll(pid: number): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  for (const leader of [pid, ...children.split(" ").filter(Boolean).map(Number)])
    signalGroup(leader, "SIGKILL");
}
