import { printBytes, printDuration } from "../figures.ts";
import type { Column } from "../markdown.ts";
import { code, fence, folded, table } from "../markdown.ts";
import type { Metrics, PlatformMetrics } from "../metrics/metrics.ts";
import type { Plan } from "../plan.ts";
import { printPlatform } from "../platform.ts";
import { printName } from "../reference.ts";
import { printGrowth } from "./growth.ts";
import { shortDigest } from "./short-digest.ts";
import { shownName } from "./shown-name.ts";

/** What the build for each platform came to, and the digests in full to copy. At most `most` are shown. */
export function platformTable(plan: Plan, { platforms }: Metrics, most: number): string {
  if (platforms.length === 0) return "";
  const overview = table(columnsOf(plan), platforms, most);
  return [overview, digests(plan, platforms.slice(0, most))].filter((part) => part !== "").join("\n\n");
}

function columnsOf(plan: Plan): readonly Column<PlatformMetrics>[] {
  return [
    { head: "Platform", cell: ({ platform }) => shownName(platform) },
    { head: "Built", cell: (platform) => how(plan, platform) },
    { head: "Time", align: "right", cell: ({ durationMs }) => printIf(durationMs, printDuration) },
    { head: "Cached", align: "right", cell: cachedSteps },
    { head: "Compressed", align: "right", cell: ({ sizeBytes }) => printIf(sizeBytes, printBytes) },
    { head: "Change", align: "right", cell: growth },
    { head: "Digest", cell: ({ digest }) => printIf(digest, (text) => code(shortDigest(text))) },
  ];
}

function how({ platforms }: Plan, { platform, emulated }: PlatformMetrics): string {
  const planned = platforms.find((run) => printPlatform(run.platform) === platform);
  if (planned?.how === "none") return "not run";
  return emulated ? "emulated" : "native";
}

function cachedSteps({ steps: { total, cached } }: PlatformMetrics): string {
  return total === 0 ? "" : `${cached}/${total}`;
}

function growth({ sizeBytes, previousSizeBytes }: PlatformMetrics): string {
  if (sizeBytes === undefined || previousSizeBytes === undefined) return "";
  return printGrowth(sizeBytes, previousSizeBytes);
}

/** Of several platforms: that of one alone is pulled by the command above. */
function digests({ repositories: [name] }: Plan, platforms: readonly PlatformMetrics[]): string {
  if (name === undefined || platforms.length < 2) return "";
  const lines = platforms.flatMap(({ platform, digest }) =>
    digest === undefined ? [] : [`${printName(name)}@${digest}  # ${platform}`],
  );
  return lines.length === 0 ? "" : folded("Digests of the platforms", fence("sh", lines));
}

function printIf<T>(value: T | undefined, print: (value: T) => string): string {
  return value === undefined ? "" : print(value);
}
