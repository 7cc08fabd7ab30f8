import { type Platform, printPlatform } from "../platform.ts";
import { indexPrefix, JOINT } from "./keys.ts";

/** Far below the 512 characters that a key may have; the rest of a long scope is in its hash. */
const SLUG_LENGTH = 120;
const HASH_LENGTH = 12;

/** All that tells the cache of one build from that of another; the label comes on top. */
export interface ScopeParts {
  /** The image's name, or the public form of the context's URL or folder for a build without one. */
  readonly image: string;
  /** The Dockerfile's path, relative to the workspace. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  /** What the user calls it; stands for image and Dockerfile then. */
  readonly name: string | undefined;
}

/** An index to look for: the newest whose key starts with one of the prefixes, the first of which is its own. */
export interface IndexLookup {
  /** A platform, or `joint`. */
  readonly label: string;
  readonly prefixes: readonly [own: string, ...wider: string[]];
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
 * What to look for: for each platform what the same build left, else what the whole Dockerfile left, for a target that
 * is built for the first time; and what a solve for several platforms left.
 */
export function planLookups(
  parts: ScopeParts,
  platforms: readonly Platform[],
  sha256: (text: string) => string,
): readonly IndexLookup[] {
  const [own, whole] = [parts, { ...parts, target: undefined }].map((scope) => printScope(scope, sha256)) as [
    string,
    string,
  ];
  return [...platforms.map(printPlatform), JOINT].map((label) => ({
    label,
    prefixes:
      whole === own ? [indexPrefix(own, label)] : [indexPrefix(own, label), indexPrefix(whole, label)],
  }));
}

/** Says in sentences, for the log, what a cache is named after and where it is looked for. */
export function explainKeys(parts: ScopeParts, lookups: readonly IndexLookup[]): readonly string[] {
  const { image, dockerfile, target, name } = parts;
  const origin =
    name === undefined ? `${image} built by ${dockerfilePath(dockerfile)}` : `the scope "${name}"`;
  return [
    `The cache is that of ${origin}${target === undefined ? "" : `, target ${target}`}.`,
    ...lookups.map(({ label, prefixes: [own, wider] }) => {
      const whose = label === JOINT ? "of a build of several platforms in one" : `for ${label}`;
      const otherwise = wider === undefined ? "" : `, else that of the whole Dockerfile, ${wider}*`;
      return `Looked for is the newest index ${whose}: ${own}*${otherwise}.`;
    }),
    "Layers are stored under their digests and shared by all platforms, targets and branches.",
  ];
}

function dockerfilePath(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "");
}
