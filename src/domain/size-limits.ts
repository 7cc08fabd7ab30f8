import { ActionError } from "./failure.ts";
import { printBytes } from "./figures.ts";
import type { ImageLayer } from "./image-layer.ts";
import { totalBytes } from "./image-layer.ts";
import { parseLines, parsePair } from "./list.ts";
import { parsePlatform, printPlatform } from "./platform.ts";
import type { PlatformImage } from "./verified.ts";

/** How large an image may be, by the compressed bytes of a platform's layers. */
export interface SizeLimits {
  readonly maxBytes: MaxBytes | undefined;
  /** By how much a platform may be larger than what the first tag led to before: 0.1 is a tenth. */
  readonly maxGrowth: number | undefined;
}

/** The most bytes of a platform by its name; under the empty name those of all others. */
export type MaxBytes = ReadonlyMap<string, number>;

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/**
 * Reads `50MB`, or a line such as `linux/arm64=60MB` for each platform.
 * @throws ActionError `input` for what is no such size, or a platform that is there twice.
 */
export function parseMaxSize(text: string): MaxBytes {
  const limits = new Map<string, number>();
  for (const line of parseLines(text)) {
    const { key, value } = line.includes("=") ? parsePair(line) : { key: "", value: line };
    const platform = key === "" ? "" : printPlatform(parsePlatform(key));
    if (limits.has(platform))
      throw new ActionError("input", `"${line}" limits again what is limited already`);
    limits.set(platform, parseBytes(value));
  }
  return limits;
}

/**
 * Reads a percentage: `10%`.
 * @returns a share: 0.1.
 * @throws ActionError `input` for anything else.
 */
export function parseMaxGrowth(text: string): number {
  const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
  if (percent === undefined) {
    throw new ActionError("input", `"${text}" is no percentage`, { hint: "Write it as in 10%." });
  }
  return Number(percent) / 100;
}

/** Whether any size is limited. */
export function hasLimit({ maxBytes, maxGrowth }: SizeLimits): boolean {
  return maxBytes !== undefined || maxGrowth !== undefined;
}

/**
 * What is larger than it may be, as sentences; none if nothing is.
 * @param previous what the first tag led to before; a platform that was not there has no growth
 */
export function findExcess(
  images: readonly PlatformImage[],
  { maxBytes, maxGrowth }: SizeLimits,
  previous: readonly PlatformImage[],
): readonly string[] {
  return images.flatMap((image) => {
    const name = printPlatform(image.platform);
    const before = previous.find(({ platform }) => printPlatform(platform) === name);
    return [
      ...describeSize(name, image.layers, maxBytes?.get(name) ?? maxBytes?.get("")),
      ...describeGrowth(name, { layers: image.layers, before: before?.layers ?? [] }, maxGrowth),
    ];
  });
}

function describeSize(name: string, layers: readonly ImageLayer[], mostBytes = Infinity): readonly string[] {
  const bytes = totalBytes(layers);
  if (bytes <= mostBytes) return [];
  const [largest] = layers.toSorted((one, other) => other.sizeBytes - one.sizeBytes);
  const layer = largest && ` Its largest layer has ${printBytes(largest.sizeBytes)}${originOf(largest)}.`;
  return [
    `The image for ${name} has ${printBytes(bytes)}, and max-size is ${printBytes(mostBytes)}.${layer ?? ""}`,
  ];
}

/** An image's layers, and those that it had before. */
interface Versions {
  readonly layers: readonly ImageLayer[];
  readonly before: readonly ImageLayer[];
}

function describeGrowth(name: string, versions: Versions, most = Infinity): readonly string[] {
  const { layers, before } = versions;
  const [bytes, bytesBefore] = [totalBytes(layers), totalBytes(before)];
  if (bytesBefore === 0 || bytes <= bytesBefore * (1 + most)) return [];
  const growth = `${(((bytes - bytesBefore) / bytesBefore) * 100).toFixed(1)} %`;
  const grown = layers
    .map((layer) => ({ layer, byBytes: grownBytes(layer, versions) }))
    .reduce((one, other) => (other.byBytes > one.byBytes ? other : one));
  const layer = ` Most of it is a layer with ${printBytes(grown.byBytes)} more${originOf(grown.layer)}.`;
  return [
    `The image for ${name} grew by ${growth} from ${printBytes(bytesBefore)} to ${printBytes(bytes)}, and max-growth is ${Number((most * 100).toFixed(4))} %.${layer}`,
  ];
}

/** Compared with the layer that the same instruction made before; a layer that was there before has not grown. */
function grownBytes(layer: ImageLayer, { layers, before }: Versions): number {
  if (before.some(({ digest }) => digest === layer.digest)) return 0;
  const gone = before.filter((old) => !layers.some(({ digest }) => digest === old.digest));
  const same = gone.find(({ createdBy }) => createdBy !== undefined && createdBy === layer.createdBy);
  return layer.sizeBytes - (same?.sizeBytes ?? 0);
}

function originOf({ createdBy }: ImageLayer): string {
  const command = createdBy?.replace(/^RUN \/bin\/sh -c /, "RUN ").replace(/ # buildkit$/, "");
  return command ? `: ${command}` : "";
}

function parseBytes(text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([kmg]?i?b)$/i.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  if (number === undefined || factor === undefined) {
    throw new ActionError("input", `"${text}" is no size`, {
      hint: "Write it as in 50MB; the units are B, kB, MB, GB, KiB, MiB and GiB.",
    });
  }
  return Math.round(Number(number) * factor);
}
