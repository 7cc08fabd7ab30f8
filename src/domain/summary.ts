import { describeCache } from "./cache-report.ts";
import type { CachePlan } from "./cache/plan.ts";
import { printBytes, printDuration } from "./figures.ts";
import type { SummaryDetail } from "./inputs.ts";
import { code, plain, table } from "./markdown.ts";
import type { Metrics } from "./metrics.ts";
import type { Result } from "./outputs.ts";
import type { Plan } from "./plan.ts";
import { printPlatform } from "./platform.ts";
import { publicUrl } from "./public-url.ts";
import { printName, printTagged } from "./reference.ts";
import { imageOf } from "./verified.ts";

/** Renders the job summary of a finished run as Markdown; empty when none is wanted. */
export function renderSummary(plan: Plan, result: Result): string {
  const detail: SummaryDetail = plan.inputs.summary;
  if (detail === "off") return "";
  const parts = [
    `### ${headline(plan, result)}`,
    pullCommand(plan, result),
    platformTable(plan, result),
    cacheText(result),
  ];
  if (detail === "full") parts.push(timing(result), inputTable(plan, result));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline({ publish, references, platforms }: Plan, { metrics }: Result): string {
  const count = `${platforms.length} platform${platforms.length === 1 ? "" : "s"}`;
  const duration = printDuration(metrics.durationMs);
  if (!publish.push) return `Built for ${count} in ${duration}, not published: ${plain(publish.reason)}`;
  return `Published ${references.map(printTagged).map(code).join(", ")} for ${count} in ${duration}`;
}

function pullCommand({ repositories }: Plan, { verified }: Result): string {
  const [name] = repositories;
  if (name === undefined || verified === undefined) return "";
  // A fence gives the reader a copy button.
  return `\`\`\`sh\ndocker pull ${printName(name)}@${verified.digest}\n\`\`\``;
}

function platformTable(plan: Plan, { verified }: Result): string {
  const rows = plan.platforms.map(({ platform, how }) => {
    const name = printPlatform(platform);
    const image = imageOf(verified, platform);
    const built = how === "none" ? "not run" : how;
    if (image === undefined) return [code(name), built];
    return [code(name), built, printBytes(image.sizeBytes), String(image.layers), code(image.digest)];
  });
  const head = ["Platform", "Built"];
  return table(verified ? [...head, "Compressed", "Layers", "Digest"] : head, rows);
}

function cacheText({ metrics }: Result): string {
  return describeCache(metrics.steps, metrics.cache).map(plain).join(" ");
}

function timing({ metrics }: Result): string {
  const rows = metrics.phases.map(({ name, startMs, durationMs }) => [
    plain(name),
    `+${printDuration(startMs)}`,
    printDuration(durationMs),
  ]);
  return folded("Timing", table(["Phase", "Started", "Took"], rows));
}

/** The inputs that tell one build from another; values that may be secret are shown by name only. */
function inputTable({ inputs, builder, cache }: Plan, { metrics }: Result): string {
  const values: readonly (readonly [name: string, value: string])[] = [
    ["context", publicUrl(inputs.context)],
    ["file", inputs.file ?? ""],
    ["target", inputs.target ?? ""],
    ["build-args", inputs.buildArgs.map(({ key }) => key).join(", ")],
    ["secrets", inputs.secrets.map(({ id }) => id).join(", ")],
    ["builder", `${builder.name} (${builder.reason})`],
    ["cache", `${metrics.cache.backend} (${usedCache(cache, metrics).reason})`],
  ];
  const rows = values.filter(([, value]) => value !== "");
  return folded(
    "Inputs",
    table(
      ["Input", "Value"],
      rows.map(([name, value]) => [plain(name), code(value)]),
    ),
  );
}

/** Where the cache that was planned could not be used, what took its place. */
function usedCache(cache: CachePlan, { cache: { backend } }: Metrics): { readonly reason: string } {
  return cache.backend === "actions" && backend !== "actions" ? cache.instead : cache;
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
