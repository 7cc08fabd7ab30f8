import { type Platform, printPlatform } from "./platform.ts";

/** QEMU's own names of the architectures that the installer has an emulator for. */
const QEMU_NAMES: Readonly<Record<string, string>> = {
  amd64: "x86_64",
  "386": "i386",
  arm64: "aarch64",
  arm: "arm",
  riscv64: "riscv64",
  ppc64le: "ppc64le",
  s390x: "s390x",
  loong64: "loongarch64",
  mips64: "mips64",
  mips64le: "mips64el",
};

// BuildKit's image has loongarch64 and mips64el too, but BuildKit looks for them as loong64 and mips64le, in vain:
// https://github.com/moby/buildkit/blob/master/solver/llbsolver/ops/exec_binfmt.go
const BUNDLED = ["amd64", "386", "arm64", "arm", "riscv64", "ppc64le", "s390x", "mips64"];

const NATIVE_RUNNERS: Readonly<Record<string, string>> = {
  amd64: "ubuntu-24.04",
  "386": "ubuntu-24.04",
  arm64: "ubuntu-24.04-arm",
};

/** The name by which the installer knows the emulator of a platform; `undefined` when it has none. */
export function emulatorArchitecture({ os, architecture }: Platform): string | undefined {
  return os === "linux" && architecture in QEMU_NAMES ? architecture : undefined;
}

/** The name of the handler, and of the program, that the installer registers for a platform: `qemu-aarch64`. */
export function emulatorName({ architecture }: Platform): string {
  return `qemu-${QEMU_NAMES[architecture] ?? architecture}`;
}

/** Tells whether BuildKit runs a platform by the QEMU that its image carries. */
export function isBundled({ architecture, variant }: Platform): boolean {
  // It refuses to do so for amd64 levels above v2 (same file as above).
  return BUNDLED.includes(architecture) && !(architecture === "amd64" && /^v[34]$/.test(variant ?? ""));
}

/** Says how to do without emulation: `use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm)`. */
export function withoutEmulation(platforms: readonly Platform[]): string {
  const native = platforms.flatMap((platform) => {
    const runner = platform.os === "linux" ? NATIVE_RUNNERS[platform.architecture] : undefined;
    return runner === undefined ? [] : [`${printPlatform(platform)} (runs-on: ${runner})`];
  });
  if (native.length === 0) return "compile in a stage that starts with FROM --platform=$BUILDPLATFORM";
  return `use a native runner for ${listed(native)}`;
}

/** Names platforms in a sentence: `linux/arm64, linux/arm/v7 and linux/s390x`. */
export function listPlatforms(platforms: readonly Platform[]): string {
  return listed(platforms.map(printPlatform));
}

function listed(items: readonly string[]): string {
  return items.join(", ").replace(/, (?=[^,]*$)/, " and ");
}
