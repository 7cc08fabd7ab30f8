import { fail } from "./edges/log.ts";
import type { HeadStart } from "./head-start.ts";
import { readInputs } from "./inputs.ts";

/** The main phase: reads the inputs, then runs, and fails the step when either fails. */
export async function main(run: AbortController, started: HeadStart): Promise<void> {
  try {
    const inputs = readInputs();
    // Loaded only now: inputs that are refused need none of it.
    const { runAction } = await import("./run.ts");
    await runAction(inputs, run, started);
    run.signal.throwIfAborted();
  } catch (error) {
    // What was interrupted may say so in words of its own; why it was is in the signal.
    fail(run.signal.aborted ? run.signal.reason : error);
  }
}
