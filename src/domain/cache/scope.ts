import { type Platform, printPlatform, samePlatform } from "../platform.ts";
import { indexPrefix } from "./keys.ts";

/** Far below the 512 characters that a key may have; the rest of a long scope is in its hash. */
const SLUG_LENGTH = 120;
const HASH_LENGTH = 12;

/** All that tells the cache of one build from that of another; the platform comes on top. */
export interface ScopeParts {
  /** The image's name, or the public form of the context's URL or folder for a build without one. */
  readonly image: string;
  /** The Dockerfile's path, relative to the workspace. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  /** What the user calls it; stands for image and Dockerfile then. */
  readonly name: string | undefined;
}

/** A place to look for an index, and whose it is. */
export interface IndexLookup {
  readonly prefix: string;
  readonly source: "own" | "without target" | "other platform";
  readonly platform: Platform;
}

/** A job's platform, and all that are planned in the run. */
export interface JobPlatforms {
  readonly own: Platform;
  readonly planned: readonly Platform[];
}

/** Names a scope: readable, and with a hash of its parts, so that no two that read alike are the same. */
export function printScope(parts: ScopeParts, sha256: (text: string) => string): string {
  const { image, dockerfile, target, name } = parts;
  const origin = name === undefined ? ["image", image, dockerfilePath(dockerfile)] : ["name", name];
  const hash = sha256(JSON.stringify([...origin, target ?? null])).slice(0, HASH_LENGTH);
  const slug = [...origin.slice(1), target ?? ""]
    .join("-")
    .replace(/[^\w.]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replace(/^-|-$/g, "");
  return slug === "" ? hash : `${slug}-${hash}`;
}

/**
 * Where to look for an index, best first: what the same build left; what the whole Dockerfile left, for a target that
 * is built for the first time; what other platforms left, for stages that are built for the machine itself.
 */
export function planLookups(
  parts: ScopeParts,
  { own, planned }: JobPlatforms,
  sha256: (text: string) => string,
): readonly IndexLookup[] {
  const scope = printScope(parts, sha256);
  const whole = printScope({ ...parts, target: undefined }, sha256);
  const others = planned.filter((platform) => !samePlatform(platform, own));
  return [
    { prefix: indexPrefix(scope, own), source: "own", platform: own },
    ...(whole === scope
      ? []
      : [{ prefix: indexPrefix(whole, own), source: "without target", platform: own } as const]),
    ...others.map((platform): IndexLookup => {
      return { prefix: indexPrefix(scope, platform), source: "other platform", platform };
    }),
  ];
}

/** Says in sentences, for the log, what a platform's cache is named after and where it is looked for. */
export function explainKeys(parts: ScopeParts, lookups: readonly IndexLookup[]): readonly string[] {
  const { image, dockerfile, target, name } = parts;
  const origin =
    name === undefined ? `${image} built by ${dockerfilePath(dockerfile)}` : `the scope "${name}"`;
  return [
    `The cache is that of ${origin}${target === undefined ? "" : `, target ${target}`}.`,
    ...lookups.map(({ prefix, source, platform }, at) => {
      const whose = {
        own: `the newest index for ${printPlatform(platform)}`,
        "without target": "that of the same build without a target",
        "other platform": `that for ${printPlatform(platform)}, for the stages both have`,
      }[source];
      return `${at === 0 ? "Looked up is" : "Then"} ${whose}: ${prefix}*.`;
    }),
    "Layers are stored under their digests and shared by all platforms, targets and branches.",
  ];
}

function dockerfilePath(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "");
}
