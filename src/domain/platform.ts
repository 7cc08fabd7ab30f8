import { closest } from "fastest-levenshtein";
import { ActionError } from "./failure.ts";

/** What an image is built for, in its normal form: `arm64` has no variant, `arm` always one. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}

const ARCHITECTURE_ALIASES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  "x86-64": "amd64",
  x64: "amd64",
  aarch64: "arm64",
  armhf: "arm",
  loongarch64: "loong64",
  i386: "386",
  i686: "386",
  x86: "386",
};

/** The variant that a bare architecture means, and that its full spelling therefore drops or gains. */
const IMPLIED_VARIANTS: Readonly<Record<string, string>> = { arm64: "v8", amd64: "v1" };

const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  amd64: ["v1", "v2", "v3", "v4"],
  arm: ["v5", "v6", "v7"],
  arm64: ["v8"],
};

const KNOWN = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm/v7",
  "linux/arm/v6",
  "linux/arm/v5",
  "linux/386",
  "linux/riscv64",
  "linux/ppc64le",
  "linux/s390x",
  "linux/loong64",
  "linux/mips64",
  "linux/mips64le",
  "linux/amd64/v2",
  "linux/amd64/v3",
  "linux/amd64/v4",
  "linux/mips",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "freebsd/amd64",
  "freebsd/arm64",
  "wasi/wasm",
  "js/wasm",
];

const ALLOWED = `Allowed are os/architecture[/variant], such as ${KNOWN.slice(0, 9).join(", ")}`;

/**
 * Reads a platform as people write it (`linux/arm64/v8`, `linux/aarch64`, `arm64`) into its normal form.
 * @throws ActionError `input`, naming the text, the nearest known platform and the allowed form.
 */
export function parsePlatform(text: string): Platform {
  const parts = text.trim().toLowerCase().split("/");
  const named = parts.length === 1 ? ["linux", ...parts] : parts;
  const [os, architecture, variant] = named as [string, string, string?];
  const platform = normalise({
    os,
    architecture: ARCHITECTURE_ALIASES[architecture] ?? architecture,
    variant: variant?.replace(/^(?=\d)/, "v"),
  });
  if (parts.length > 3 || variant === "" || !isKnown(platform)) throw unknownPlatform(text);
  return platform;
}

/**
 * Reads a list of platforms and keeps its order.
 * @throws ActionError `input` for an empty list, an unknown platform, and one that is named twice in any spelling.
 */
export function parsePlatforms(texts: readonly string[]): readonly Platform[] {
  if (texts.length === 0) throw new ActionError("input", "no platform is named", { hint: `${ALLOWED}.` });
  const spellings = new Map<string, string>();
  return texts.map((text) => {
    const platform = parsePlatform(text);
    const earlier = spellings.get(printPlatform(platform));
    if (earlier !== undefined) {
      throw new ActionError("input", `"${earlier}" and "${text}" are the same platform`, {
        hint: `List ${printPlatform(platform)} once.`,
      });
    }
    spellings.set(printPlatform(platform), text);
    return platform;
  });
}

/** Prints the normal form, `os/architecture[/variant]`, which is also what BuildKit is given. */
export function printPlatform({ os, architecture, variant }: Platform): string {
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/**
 * Brings a platform from anywhere (an image index, an image config, an engine) into the normal form, as containerd
 * does: `arm64/v8` is `arm64`, a bare `arm` is `arm/v7`.
 * @see https://github.com/containerd/platforms
 */
export function normalise({ os, architecture, variant }: Platform): Platform {
  if (variant === undefined || variant === "" || variant === IMPLIED_VARIANTS[architecture]) {
    return architecture === "arm" ? { os, architecture, variant: "v7" } : { os, architecture };
  }
  return { os, architecture, variant };
}

/** Tells whether two platforms are the same in their normal form. */
export function samePlatform(one: Platform, other: Platform): boolean {
  return printPlatform(normalise(one)) === printPlatform(normalise(other));
}

/** Tells whether a processor of `host` runs programs of `platform` without an emulator. */
export function runsNatively(platform: Platform, host: Platform): boolean {
  if (platform.os !== host.os) return false;
  // Whether a processor has the amd64 levels v2 to v4 is not known here: the kernel would run them anyway.
  if (platform.architecture === host.architecture) {
    return platform.architecture !== "arm" || (platform.variant ?? "v7") <= (host.variant ?? "v7");
  }
  return platform.architecture === "386" && host.architecture === "amd64";
}

/** The platform of an engine from the names that `docker info` and `uname -m` use. */
export function enginePlatform(os: string, machine: string): Platform {
  const variant = /^arm(v\d)/.exec(machine)?.[1];
  const architecture = variant === undefined ? (ARCHITECTURE_ALIASES[machine] ?? machine) : "arm";
  return normalise({ os, architecture, variant });
}

function isKnown(platform: Platform): boolean {
  const { variant, architecture } = platform;
  if (variant !== undefined && !VARIANTS[architecture]?.includes(variant)) return false;
  return KNOWN.some((known) => known === printPlatform(platform));
}

function unknownPlatform(text: string): ActionError {
  const shown = text.trim() === "" ? "an empty text" : `"${text.trim()}"`;
  return new ActionError("input", `${shown} is not a platform`, {
    hint: `Did you mean ${closest(text.trim().toLowerCase(), KNOWN)}? ${ALLOWED}.`,
  });
}
