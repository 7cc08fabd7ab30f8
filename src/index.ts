import { cancelOnSignals } from "./cancellation.ts";
import { enterPhase } from "./state.ts";

// Nothing large is imported here, so that a run is marked and its signals are heard within its first milliseconds.

/** Starts the phase that the runner wants, or the report that a person asks for with `doctor`. */
async function start(): Promise<void> {
  if (process.argv[2] === "doctor") return (await import("./doctor.ts")).doctor();
  if (process.argv[2] === "cache-store")
    return (await import("./edges/cache-store/serve.ts")).serveCacheStore();
  if (process.argv[2] === "cache-save")
    return (await import("./edges/cache-save/serve.ts")).serveCacheSave(process.argv[3] ?? "");
  if (enterPhase() === "post") return (await import("./post.ts")).post();
  const run = cancelOnSignals();
  const started = (await import("./head-start.ts")).headStart(run);
  return (await import("./main.ts")).main(run, started);
}

await start();
