import type { BuilderPlan } from "./builder.ts";
import { isEngineBuildKit } from "./builder.ts";
import type { CacheRights } from "./cache-token.ts";
import type { Engine } from "./engine.ts";
import type { Inputs } from "./inputs.ts";
import { printAttributes } from "./list.ts";
import { publicUrl } from "./public-url.ts";
import { printPlatform } from "./platform.ts";
import type { TaggedImage } from "./reference.ts";
import { printName } from "./reference.ts";

/** Where layers come from and go to, as values of `--cache-from` and `--cache-to`, and why. */
export interface CachePlan {
  readonly backend: "gha" | "off";
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly reason: string;
}

/** What the choice of a cache depends on. */
export interface CacheCircumstances {
  readonly inputs: Inputs;
  readonly references: readonly TaggedImage[];
  readonly rights: CacheRights;
  readonly engine: Engine;
  readonly builder: BuilderPlan;
}

/** Plans the layer cache by what the user wants, what the job's token allows and what the builder can do. */
export function planCache({ inputs, references, rights, engine, builder }: CacheCircumstances): CachePlan {
  if (inputs.cache === "off") return off("cache is off");
  if (!rights.read && !rights.write) return off(rights.reason);
  if (isEngineBuildKit(builder) && engine.imageStore === "classic")
    return off("the engine's BuildKit has no such cache while its image store is the classic one");
  const scope = cacheScope(inputs, references);
  return {
    backend: "gha",
    from: rights.read
      ? [
          printAttributes([
            ["type", "gha"],
            ["scope", scope],
          ]),
        ]
      : [],
    // A cache that cannot be written must not take the push down with it: BuildKit exports both in one go.
    to: rights.write
      ? [
          printAttributes([
            ["type", "gha"],
            ["scope", scope],
            ["mode", "max"],
            ["ignore-error", "true"],
          ]),
        ]
      : [],
    reason: `scope ${scope}; ${rights.reason}`,
  };
}

/**
 * Names the scope after all that makes two builds different: image, Dockerfile, target and platforms. BuildKit's own
 * default is one scope for the whole repository, in which the last job overwrites the others' index.
 */
export function cacheScope(inputs: Inputs, references: readonly TaggedImage[]): string {
  const [first] = references;
  const parts = [
    first ? printName(first) : publicUrl(inputs.context),
    inputs.file ?? "Dockerfile",
    inputs.target ?? "",
    ...inputs.platforms.map(printPlatform),
  ];
  return parts
    .filter((part) => part !== "")
    .join("-")
    .replace(/[^\w.-]+/g, "-");
}

function off(reason: string): CachePlan {
  return { backend: "off", from: [], to: [], reason };
}
