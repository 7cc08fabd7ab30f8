import { ActionError } from "./domain/failure.ts";
import { printDuration } from "./domain/figures.ts";

/** Aborted when the runner cancels the job: it sends SIGINT, and a while later SIGTERM. */
export function cancelOnSignals(): AbortController {
  const run = new AbortController();
  const cancel = () => {
    run.abort(new ActionError("cancelled", "The run was cancelled; what it made so far is removed"));
  };
  // They stay in place, so that the second signal does not cut the removal short.
  process.on("SIGINT", cancel);
  process.on("SIGTERM", cancel);
  return run;
}

/** Aborts a run that takes longer than it may. */
export function cancelAfter(run: AbortController, limitMs: number): void {
  const timer = setTimeout(() => {
    run.abort(
      new ActionError("timeout", `The run did not end within ${printDuration(limitMs)} (timeout-minutes)`, {
        hint: "The last lines of the log show what was running. Raise timeout-minutes if that is how long it takes.",
      }),
    );
  }, limitMs);
  timer.unref();
}
