import type { Platform } from "./platform.ts";
import { parsePlatform } from "./platform.ts";

/** What `docker buildx inspect` tells of a builder. */
export interface BuilderFacts {
  readonly name: string;
  readonly driver: string;
  readonly buildkitVersion: string | undefined;
  /** Of all its nodes. */
  readonly platforms: readonly Platform[];
}

/** Reads what `docker buildx inspect NAME` prints. */
export function parseBuilderFacts(text: string): BuilderFacts {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, "m").exec(text)?.[1]?.trim();
  const lists = text.match(/(?<=^Platforms:[ \t]*).+$/gm) ?? [];
  return {
    name: field("Name") ?? "unknown",
    driver: field("Driver") ?? "unknown",
    buildkitVersion: field("BuildKit version"),
    platforms: lists.flatMap((list) => list.split(",").flatMap(knownPlatform)),
  };
}

/** A builder may know platforms that we do not; those are none of ours. */
function knownPlatform(text: string): readonly Platform[] {
  try {
    return [parsePlatform(text.trim().replace(/\*$/, ""))];
  } catch {
    return [];
  }
}
