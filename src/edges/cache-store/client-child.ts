import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";

/** A program with its arguments. */
export type ClientCommand = readonly [program: string, ...args: string[]];

/** What serves the cache client by default: this very program, asked for `cache-store`. */
export function ownCommand(): ClientCommand {
  return [process.execPath, process.argv[1] ?? "", "cache-store"];
}

/** Starts a process that loads the cache client. It is to be told its folder first, and ends when this one does. */
export function spawnClient([program, ...args]: ClientCommand, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, {
    // With it the client unpacks every archive once more, to list what is in it.
    env: { ...env, RUNNER_DEBUG: "" },
    // A process group of its own can be ended as a whole: the client starts tar, and that a compressor.
    detached: true,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  // Nobody may come to ask it anything; who does learns of it as well.
  child.on("error", () => undefined);
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  return child;
}

/**
 * Starts such a process before inputs are read and before it is known whether it is of use, where it looks like it:
 * loading the client takes longer than all that comes before the first question to it.
 */
export function startEarly(env: NodeJS.ProcessEnv = process.env): ChildProcess | undefined {
  const input = (name: string) => env[`INPUT_${name}`]?.trim() ?? "";
  const isWanted = ["", "actions"].includes(input("CACHE")) && input("CACHE-FROM") + input("CACHE-TO") === "";
  const hasService = Boolean(
    env["ACTIONS_RUNTIME_TOKEN"] && (env["ACTIONS_RESULTS_URL"] ?? env["ACTIONS_CACHE_URL"]),
  );
  return isWanted && hasService ? spawnClient(ownCommand(), env) : undefined;
}
