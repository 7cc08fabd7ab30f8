import type { Platform } from "./platform.ts";
import { parsePlatform } from "./platform.ts";

/** What `docker buildx inspect` tells of a builder. */
export interface BuilderFacts {
  readonly name: string;
  readonly driver: string;
  readonly buildkitVersion: string | undefined;
  /** Whether it is in the network of the engine's machine: as one container made so, or as the engine's own. */
  readonly isOnHost: boolean;
  /** Of all its nodes. */
  readonly platforms: readonly Platform[];
}

/** Reads what `docker buildx inspect NAME` prints. */
export function parseBuilderFacts(text: string): BuilderFacts {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, "m").exec(text)?.[1]?.trim();
  const lists = text.match(/(?<=^Platforms:[ \t]*).+$/gm) ?? [];
  const driver = field("Driver") ?? "unknown";
  return {
    name: field("Name") ?? "unknown",
    driver,
    buildkitVersion: field("BuildKit version"),
    isOnHost: driver === "docker" || isHostContainer(text),
    platforms: lists.flatMap((list) => list.split(",").flatMap(knownPlatform)),
  };
}

/** Tells whether there is one node, a container of this machine's engine that has the machine's network. */
function isHostContainer(text: string): boolean {
  const [endpoint = "", ...others] = text.match(/(?<=^Endpoint:[ \t]*)\S.*$/gm) ?? [];
  const isLocal = others.length === 0 && /^(?:unix:\/\/|default$)/.test(endpoint);
  return isLocal && /^Driver Options:.*[ \t]network="host"(?: |$)/m.test(text);
}

/** A builder may know platforms that we do not; those are none of ours. */
function knownPlatform(text: string): readonly Platform[] {
  try {
    return [parsePlatform(text.trim().replace(/\*$/, ""))];
  } catch {
    return [];
  }
}
