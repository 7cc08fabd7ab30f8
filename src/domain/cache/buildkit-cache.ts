import { ActionError } from "../failure.ts";
import type { Inputs } from "../inputs.ts";
import { printAttributes } from "../list.ts";
import { printPlatform } from "../platform.ts";
import type { TaggedImage } from "../reference.ts";
import { isTag, printName, TAG_HINT } from "../reference.ts";
import { labelSlug } from "./keys.ts";
import type { ScopeParts } from "./scope.ts";
import { printScope } from "./scope.ts";

/** A cache that BuildKit reads and writes by itself. */
export interface BuildKitCache {
  readonly backend: "gha" | "registry" | "custom";
  /** Values of `--cache-from`. */
  readonly from: readonly string[];
  /** Values of `--cache-to`. */
  readonly to: readonly string[];
  readonly reason: string;
}

/** Whether a cache is read and written, and why. */
export interface CacheUse {
  readonly read: boolean;
  readonly write: boolean;
  readonly reason: string;
}

type Attributes = readonly (readonly [key: string, value: string])[];

/** After which BuildKit gives up on the service, which it otherwise waits ten minutes for when that limits its use. */
const GHA_TIMEOUT = "5m";

/**
 * The Actions cache through BuildKit's own client. The scope is named after all that makes two builds different; its
 * own default is one scope for the whole repository, in which the last job overwrites the others' index.
 * @see https://docs.docker.com/build/cache/backends/gha/
 */
export function planGha(
  inputs: Inputs,
  { parts, use }: { readonly parts: ScopeParts; readonly use: CacheUse },
  sha256: (text: string) => string,
): BuildKitCache {
  const scope = [printScope(parts, sha256), ...inputs.platforms.map(printPlatform).map(labelSlug)].join("-");
  const place: Attributes = [
    ["type", "gha"],
    ["scope", scope],
    ["timeout", GHA_TIMEOUT],
  ];
  return {
    backend: "gha",
    from: use.read ? [printAttributes(place)] : [],
    to: use.write ? [printAttributes([...place, ...exportAttributes(inputs)])] : [],
    reason: `scope ${scope}; ${use.reason}`,
  };
}

/**
 * A cache image beside the image, under a tag of its own.
 * @see https://docs.docker.com/build/cache/backends/registry/
 * @throws ActionError `input` where no image is named, or the scope is no tag.
 */
export function planRegistry(
  { inputs, references: [first] }: { readonly inputs: Inputs; readonly references: readonly TaggedImage[] },
  use: CacheUse,
): BuildKitCache {
  if (first === undefined) {
    throw new ActionError("input", "cache: registry keeps layers beside the image, but images is empty", {
      hint: "Name an image, as in images: ghcr.io/OWNER/NAME, or give cache-from and cache-to.",
    });
  }
  const tag = cacheTag(inputs);
  const name = `${printName(first)}:${tag}`;
  const place: Attributes = [
    ["type", "registry"],
    ["ref", name],
  ];
  const layout: Attributes = [
    ["image-manifest", "true"],
    ["oci-mediatypes", "true"],
    ...(inputs.compression === undefined ? [] : [["compression", inputs.compression] as const]),
  ];
  return {
    backend: "registry",
    from: use.read ? [printAttributes(place)] : [],
    to: use.write ? [printAttributes([...place, ...exportAttributes(inputs), ...layout])] : [],
    reason: `${name}; ${use.reason}`,
  };
}

function cacheTag({ cacheScope, target }: Inputs): string {
  if (cacheScope === undefined) return ["buildcache", target ?? []].flat().join("-");
  if (isTag(cacheScope)) return cacheScope;
  const message = `cache-scope: "${cacheScope}" is not a tag, as which cache: registry uses it`;
  throw new ActionError("input", message, { hint: TAG_HINT });
}

/**
 * What the user wrote, as it is, as far as it may be used.
 * @throws ActionError `input` for settings that would have no effect on it.
 */
export function planCustom(inputs: Inputs, use: CacheUse): BuildKitCache {
  checkCustom(inputs);
  const from = use.read ? inputs.cacheFrom : [];
  const to = use.write ? inputs.cacheTo : [];
  const used = [...(from.length > 0 ? ["cache-from"] : []), ...(to.length > 0 ? ["cache-to"] : [])];
  const reasons = [
    ...(used.length > 0 ? [`set by ${used.join(" and ")}`] : []),
    ...(use.reason === "" ? [] : [use.reason]),
  ];
  return { backend: "custom", from, to, reason: reasons.join("; ") };
}

function checkCustom({ cacheScope, cacheMode }: Inputs): void {
  const unused = [
    ...(cacheScope === undefined ? [] : ["cache-scope"]),
    ...(cacheMode === undefined ? [] : ["cache-mode"]),
  ];
  if (unused.length === 0) return;
  const names = unused.join(" and ");
  throw new ActionError(
    "input",
    `cache-from and cache-to are passed on as they are, so ${names} cannot apply`,
    { hint: `Write scope= and mode= into cache-from and cache-to, or leave ${names} out.` },
  );
}

/** A cache that cannot be written must not take the push down with it: BuildKit exports both in one go. */
function exportAttributes({ cacheMode = "max" }: Inputs): Attributes {
  return [
    ["mode", cacheMode],
    ["ignore-error", "true"],
  ];
}
