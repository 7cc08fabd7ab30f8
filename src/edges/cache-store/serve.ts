import { once } from "node:events";
import { join } from "node:path";
import { restoreCache, saveCache } from "@actions/cache";
import type { CacheOutcome } from "../../domain/cache-outcome.ts";
import { readCacheOutcome } from "../../domain/cache-outcome.ts";
import type { Output } from "./capture.ts";
import { capture, silence } from "./capture.ts";
import type { CacheFolder, CacheReply, CacheRequest } from "./message.ts";
import { TRANSFERS } from "./message.ts";

/**
 * Makes this process one that answers the requests of a `CacheStore`, any number at a time, until that hangs up; a last
 * one is still done then.
 */
export async function serveCacheStore(): Promise<void> {
  silence();
  let last: Promise<void> | undefined;
  process.on("message", (message: CacheFolder | CacheRequest) => {
    if ("root" in message) enter(message);
    else {
      const answered = answer(message);
      if (message.isLast === true) last = answered;
    }
  });
  await once(process, "disconnect");
  await last;
  // What else is still under way would keep it alive, for nobody.
  process.exit();
}

/** The cache client takes paths relative to the folder where it is, and the workspace. */
function enter({ root }: CacheFolder): void {
  process.chdir(root);
  process.env["GITHUB_WORKSPACE"] = root;
  process.env["RUNNER_TEMP"] = join(root, TRANSFERS);
}

async function answer(request: CacheRequest): Promise<void> {
  const reply: CacheReply = { id: request.id, outcome: await outcomeOf(request) };
  if (process.connected) process.send?.(reply);
}

function outcomeOf(request: CacheRequest): Promise<CacheOutcome> {
  const { operation, prefixes } = request;
  // What is the newest is asked for before a build, as is whether something is there.
  const isBuildWaiting = operation === "lookup" || prefixes.length > 0;
  return capture(async (output) => {
    const called = call(request).then(
      (returned) => ({ returned }),
      (error: unknown) => ({ returned: undefined, thrown: String(error) }),
    );
    const end = await (isBuildWaiting ? Promise.race([called, secondFailure(output)]) : called);
    return readCacheOutcome({ operation, ...end, output: output.text });
  });
}

/**
 * The client tries five times, which takes half a minute; a build that waits is to go on without the cache before
 * that. What still happens then changes nothing.
 */
function secondFailure(output: Output): Promise<{ returned: undefined }> {
  return new Promise((resolve) => {
    output.onWrite = () => {
      if (/Attempt 2 of \d+ failed.*Retrying/.test(output.text)) resolve({ returned: undefined });
    };
  });
}

async function call({ operation, key, paths, prefixes }: CacheRequest): Promise<string | number | undefined> {
  if (operation === "save") return saveCache([...paths], key);
  return restoreCache([...paths], key, [...prefixes], { lookupOnly: operation === "lookup" });
}
