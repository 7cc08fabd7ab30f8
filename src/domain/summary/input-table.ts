import type { CachePlan } from "../cache/plan.ts";
import { code, folded, table } from "../markdown.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Plan } from "../plan.ts";
import { publicUrl } from "../public-url.ts";

/** The inputs that tell one build from another; values that may be secret are shown by name only. */
export function inputTable({ inputs, builder, cache }: Plan, metrics: Metrics): string {
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
      [
        { head: "Input", cell: ([name]) => name },
        { head: "Value", cell: ([, value]) => code(value) },
      ],
      rows,
    ),
  );
}

/** Where the cache that was planned could not be used, what took its place. */
function usedCache(cache: CachePlan, { cache: { backend } }: Metrics): { readonly reason: string } {
  return cache.backend === "actions" && backend !== "actions" ? cache.instead : cache;
}
