import type { Metrics } from "./metrics/metrics.ts";
import type { Plan } from "./plan.ts";
import { printPlatform } from "./platform.ts";
import { cacheHit, hitRatio } from "./progress/step-count.ts";
import { printName, printTagged } from "./reference.ts";
import type { Verified } from "./verified.ts";

/** What a build leaves behind. */
export interface Result {
  /** Of the image as BuildKit reports it; absent where nothing with a digest was exported. */
  readonly digest: string | undefined;
  /** buildx's metadata as JSON text. */
  readonly metadata: string;
  readonly verified: Verified | undefined;
  readonly metrics: Metrics;
}

/** The action's outputs by name. Those that do not apply are empty, as an output that is not set reads in a workflow. */
export function describeOutputs(plan: Plan, { digest = "", metadata, verified, metrics }: Result) {
  const images = verified ? plan.repositories.map((name) => `${printName(name)}@${verified.digest}`) : [];
  return {
    digest,
    digests: JSON.stringify(
      Object.fromEntries(
        verified?.images.map((image) => [printPlatform(image.platform), image.digest]) ?? [],
      ),
    ),
    image: images[0] ?? "",
    images: images.join("\n"),
    tags: plan.references.map(printTagged).join("\n"),
    metadata,
    pushed: String(plan.publish.push),
    "cache-hit": metrics.cache.backend === "off" ? "off" : cacheHit(metrics.steps),
    "cache-hit-ratio": String(Number(hitRatio(metrics.steps).toFixed(4))),
    "duration-ms": String(metrics.durationMs),
    metrics: JSON.stringify(metrics),
  };
}
