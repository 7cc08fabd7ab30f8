import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "./process-group.ts";

/** How long a child may take to end by itself once it was asked to, in milliseconds. */
const GRACE_MS = 5_000;
const POLL_MS = 20;

/** The lines of each stream that are kept to tell what happened. */
const TAIL_LINES = 400;

/** A command and what to do while it runs. */
export interface ChildOptions {
  readonly command: string;
  /** Go to the command as they are: there is no shell. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Receives every line of both streams as it comes. */
  readonly onLine: (line: string) => void;
  /** Ends the command with all its children. */
  readonly signal: AbortSignal | undefined;
}

/** How a child ended; of each stream the last lines. */
export interface ChildEnd {
  /** 1 for a child that a signal ended. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end, which is when it is gone and its streams are closed; one that the signal ends takes its
 * children with it.
 * @throws the system's error, such as ENOENT, when it cannot be started.
 */
export async function runChild({ command, args, env, onLine, signal }: ChildOptions): Promise<ChildEnd> {
  // A process group of its own can be signalled as a whole: docker starts buildx, which may start more.
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let groupEnded: Promise<void> | undefined;
  const end = () => {
    groupEnded = endGroup(child);
  };
  signal?.addEventListener("abort", end, { once: true });
  try {
    const [[exitCode], stdout, stderr] = await Promise.all([
      once(child, "close") as Promise<[number | null]>,
      readLines(child.stdout, onLine),
      readLines(child.stderr, onLine),
    ]);
    return { exitCode: exitCode ?? 1, stdout, stderr };
  } finally {
    signal?.removeEventListener("abort", end);
    await groupEnded;
  }
}

/** Asks a child's group to end, and makes it after a while. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  const giveUpAt = performance.now() + GRACE_MS;
  while (signalGroup(pid, 0)) {
    if (performance.now() > giveUpAt) signalGroup(pid, "SIGKILL");
    await sleep(POLL_MS);
  }
}

async function readLines(stream: Readable, onLine: (line: string) => void): Promise<string> {
  const tail: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    onLine(line);
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  }
  return tail.join("\n");
}
