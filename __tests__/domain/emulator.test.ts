import { describe, expect, it } from "@jest/globals";
import {
  emulatorArchitecture,
  emulatorName,
  isBundled,
  listPlatforms,
  withoutEmulation,
} from "../../src/domain/emulator.ts";
import { parsePlatform, parsePlatforms } from "../../src/domain/platform.ts";

describe("the names of emulators", () => {
  it.each([
    { platform: "linux/amd64", architecture: "amd64", name: "qemu-x86_64" },
    { platform: "linux/386", architecture: "386", name: "qemu-i386" },
    { platform: "linux/arm64", architecture: "arm64", name: "qemu-aarch64" },
    { platform: "linux/arm/v6", architecture: "arm", name: "qemu-arm" },
    { platform: "linux/riscv64", architecture: "riscv64", name: "qemu-riscv64" },
    { platform: "linux/ppc64le", architecture: "ppc64le", name: "qemu-ppc64le" },
    { platform: "linux/s390x", architecture: "s390x", name: "qemu-s390x" },
    { platform: "linux/loong64", architecture: "loong64", name: "qemu-loongarch64" },
    { platform: "linux/mips64", architecture: "mips64", name: "qemu-mips64" },
    { platform: "linux/mips64le", architecture: "mips64le", name: "qemu-mips64el" },
  ])("are $architecture and $name for $platform", ({ platform, architecture, name }) => {
    expect(emulatorArchitecture(parsePlatform(platform))).toBe(architecture);
    expect(emulatorName(parsePlatform(platform))).toBe(name);
  });

  it("are those of the architecture where the installer has none", () => {
    expect(emulatorArchitecture({ os: "linux", architecture: "sparc64" })).toBeUndefined();
    expect(emulatorArchitecture({ os: "freebsd", architecture: "amd64" })).toBeUndefined();
    expect(emulatorName({ os: "linux", architecture: "sparc64" })).toBe("qemu-sparc64");
  });
});

describe("isBundled", () => {
  it.each([
    { platform: "linux/arm64", bundled: true },
    { platform: "linux/arm/v5", bundled: true },
    { platform: "linux/amd64", bundled: true },
    { platform: "linux/amd64/v2", bundled: true },
    { platform: "linux/amd64/v3", bundled: false },
    { platform: "linux/mips64", bundled: true },
    { platform: "linux/mips64le", bundled: false },
    { platform: "linux/loong64", bundled: false },
  ])("is $bundled for $platform", ({ platform, bundled }) => {
    expect(isBundled(parsePlatform(platform))).toBe(bundled);
  });
});

describe("withoutEmulation", () => {
  it.each([
    { platforms: ["linux/arm64"], says: "use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm)" },
    {
      platforms: ["linux/386", "linux/s390x", "linux/arm64"],
      says: "use a native runner for linux/386 (runs-on: ubuntu-24.04) and linux/arm64 (runs-on: ubuntu-24.04-arm)",
    },
    {
      platforms: ["linux/s390x"],
      says: "compile in a stage that starts with FROM --platform=$BUILDPLATFORM",
    },
    {
      platforms: ["windows/amd64"],
      says: "compile in a stage that starts with FROM --platform=$BUILDPLATFORM",
    },
  ])("knows the way for $platforms", ({ platforms, says }) => {
    expect(withoutEmulation(parsePlatforms(platforms))).toBe(says);
  });
});

describe("listPlatforms", () => {
  it.each([
    { platforms: ["linux/arm64"], says: "linux/arm64" },
    { platforms: ["linux/arm64", "linux/s390x"], says: "linux/arm64 and linux/s390x" },
    { platforms: ["linux/arm64", "linux/arm", "linux/386"], says: "linux/arm64, linux/arm/v7 and linux/386" },
  ])("joins $platforms.length as in a sentence", ({ platforms, says }) => {
    expect(listPlatforms(parsePlatforms(platforms))).toBe(says);
  });
});
