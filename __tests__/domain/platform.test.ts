import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import {
  enginePlatform,
  normalise,
  parsePlatform,
  parsePlatforms,
  type Platform,
  printPlatform,
  runsNatively,
  samePlatform,
} from "../../src/domain/platform.ts";

const ALLOWED =
  "Allowed are os/architecture[/variant], such as linux/amd64, linux/arm64, linux/arm/v7, linux/arm/v6, " +
  "linux/arm/v5, linux/386, linux/riscv64, linux/ppc64le, linux/s390x.";

const NORMAL_FORMS = [
  "linux/amd64",
  "linux/amd64/v2",
  "linux/amd64/v3",
  "linux/amd64/v4",
  "linux/arm64",
  "linux/arm/v5",
  "linux/arm/v6",
  "linux/arm/v7",
  "linux/386",
  "linux/riscv64",
  "linux/ppc64le",
  "linux/s390x",
  "linux/loong64",
  "linux/mips64",
  "linux/mips64le",
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

function platform(text: string): Platform {
  const [os = "", architecture = "", variant] = text.split("/");
  return variant === undefined ? { os, architecture } : { os, architecture, variant };
}

describe("parsePlatform", () => {
  it.each([
    { text: "linux/amd64", normal: "linux/amd64" },
    { text: "linux/amd64/v1", normal: "linux/amd64" },
    { text: "linux/amd64/v3", normal: "linux/amd64/v3" },
    { text: "linux/x86_64", normal: "linux/amd64" },
    { text: "linux/x86-64", normal: "linux/amd64" },
    { text: "x64", normal: "linux/amd64" },
    { text: "linux/arm64/v8", normal: "linux/arm64" },
    { text: "linux/aarch64", normal: "linux/arm64" },
    { text: "aarch64", normal: "linux/arm64" },
    { text: "arm64", normal: "linux/arm64" },
    { text: "linux/arm", normal: "linux/arm/v7" },
    { text: "linux/armhf", normal: "linux/arm/v7" },
    { text: "linux/arm/v6", normal: "linux/arm/v6" },
    { text: "linux/i386", normal: "linux/386" },
    { text: "i686", normal: "linux/386" },
    { text: "x86", normal: "linux/386" },
    { text: "linux/arm/7", normal: "linux/arm/v7" },
    { text: "linux/arm64/8", normal: "linux/arm64" },
    { text: "linux/amd64/3", normal: "linux/amd64/v3" },
    { text: "linux/loongarch64", normal: "linux/loong64" },
    { text: "windows/x86_64", normal: "windows/amd64" },
    { text: "darwin/aarch64", normal: "darwin/arm64" },
    { text: "  Linux/ARM64 ", normal: "linux/arm64" },
  ])('reads "$text" as $normal', ({ text, normal }) => {
    expect(parsePlatform(text)).toEqual(platform(normal));
  });

  it.each([
    { text: "linux/amd46", shown: '"linux/amd46"', near: "linux/amd64" },
    { text: " linux/armv7 ", shown: '"linux/armv7"', near: "linux/arm/v7" },
    { text: "Linux/S390", shown: '"Linux/S390"', near: "linux/s390x" },
    { text: "linux/amd64/v9", shown: '"linux/amd64/v9"', near: "linux/amd64/v2" },
    { text: "linux/riscv64/v1", shown: '"linux/riscv64/v1"', near: "linux/riscv64" },
    { text: "windows/arm/v7", shown: '"windows/arm/v7"', near: "windows/arm64" },
    { text: "linux/arm/v7/v8", shown: '"linux/arm/v7/v8"', near: "linux/arm/v7" },
    { text: "arm/v7", shown: '"arm/v7"', near: "linux/arm/v7" },
    { text: "/amd64", shown: '"/amd64"', near: "linux/amd64" },
    { text: "linux/amd64 linux/arm64", shown: '"linux/amd64 linux/arm64"', near: "linux/amd64/v4" },
    { text: "constructor", shown: '"constructor"', near: "linux/amd64" },
    { text: " ", shown: "an empty text", near: "js/wasm" },
  ])("refuses $shown and suggests $near", ({ text, shown, near }) => {
    expect(() => parsePlatform(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `${shown} is not a platform`,
        hint: `Did you mean ${near}? ${ALLOWED}`,
      }),
    );
  });

  it("reads every normal form back to itself", () => {
    expect(NORMAL_FORMS.map((text) => printPlatform(parsePlatform(text)))).toEqual(NORMAL_FORMS);
  });

  it("reads any text as a platform or refuses it", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom("linux", "arm", "arm64", "v8", "7", "__proto__", "constructor"),
    );
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(text, (text) => {
        try {
          expect(NORMAL_FORMS).toContain(printPlatform(parsePlatform(text)));
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });
});

describe("parsePlatforms", () => {
  it("keeps the order in which platforms are listed", () => {
    expect(parsePlatforms(["linux/s390x", "amd64", "linux/arm/v7", "linux/arm/v6"])).toEqual([
      { os: "linux", architecture: "s390x" },
      { os: "linux", architecture: "amd64" },
      { os: "linux", architecture: "arm", variant: "v7" },
      { os: "linux", architecture: "arm", variant: "v6" },
    ]);
  });

  it.each([
    { earlier: "linux/arm64", text: "linux/arm64", normal: "linux/arm64" },
    { earlier: "linux/arm64", text: "aarch64", normal: "linux/arm64" },
    { earlier: "linux/amd64/v1", text: "x86_64", normal: "linux/amd64" },
    { earlier: "linux/arm", text: "linux/arm/v7", normal: "linux/arm/v7" },
  ])("refuses $earlier next to $text", ({ earlier, text, normal }) => {
    expect(() => parsePlatforms([earlier, "linux/386", text])).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${earlier}" and "${text}" are the same platform`,
        hint: `List ${normal} once.`,
      }),
    );
  });

  it("refuses an empty list", () => {
    expect(() => parsePlatforms([])).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: "no platform is named",
        hint: ALLOWED,
      }),
    );
  });

  it("refuses a list with an unknown platform", () => {
    expect(() => parsePlatforms(["linux/amd64", "linux/sparc"])).toThrow('"linux/sparc" is not a platform');
  });
});

describe("normalise", () => {
  it.each([
    { given: { os: "linux", architecture: "arm64", variant: "v8" }, normal: "linux/arm64" },
    { given: { os: "linux", architecture: "amd64", variant: "v1" }, normal: "linux/amd64" },
    { given: { os: "linux", architecture: "amd64", variant: "" }, normal: "linux/amd64" },
    { given: { os: "linux", architecture: "arm", variant: "" }, normal: "linux/arm/v7" },
    { given: { os: "linux", architecture: "arm" }, normal: "linux/arm/v7" },
    { given: { os: "linux", architecture: "arm", variant: "v8" }, normal: "linux/arm/v8" },
    { given: { os: "linux", architecture: "arm64", variant: "v9" }, normal: "linux/arm64/v9" },
    { given: { os: "unknown", architecture: "unknown" }, normal: "unknown/unknown" },
  ])("brings $given.architecture $given.variant to $normal", ({ given, normal }) => {
    expect(normalise(given)).toEqual(platform(normal));
  });

  it("changes nothing the second time", () => {
    const part = fc.oneof(fc.string(), fc.constantFrom("arm", "arm64", "amd64", "v1", "v7", "v8", ""));
    fc.assert(
      fc.property(part, part, fc.option(part, { nil: undefined }), (os, architecture, variant) => {
        const once = normalise({ os, architecture, variant });
        expect(normalise(once)).toEqual(once);
      }),
    );
  });
});

describe("samePlatform", () => {
  it.each([
    { one: "linux/arm64", other: "linux/arm64/v8", same: true },
    { one: "linux/arm/v7", other: "linux/arm", same: true },
    { one: "linux/amd64/v1", other: "linux/amd64", same: true },
    { one: "linux/arm/v6", other: "linux/arm", same: false },
    { one: "linux/amd64/v2", other: "linux/amd64", same: false },
    { one: "windows/amd64", other: "linux/amd64", same: false },
  ])("tells of $one and $other: $same", ({ one, other, same }) => {
    expect(samePlatform(platform(one), platform(other))).toBe(same);
    expect(samePlatform(platform(other), platform(one))).toBe(same);
  });
});

describe("runsNatively", () => {
  it.each([
    { text: "linux/amd64", host: "linux/amd64", native: true },
    { text: "linux/amd64/v3", host: "linux/amd64", native: true },
    { text: "linux/386", host: "linux/amd64", native: true },
    { text: "linux/amd64", host: "linux/386", native: false },
    { text: "linux/arm64", host: "linux/amd64", native: false },
    { text: "linux/arm64", host: "linux/arm64", native: true },
    { text: "linux/arm/v7", host: "linux/arm64", native: false },
    { text: "linux/arm/v6", host: "linux/arm/v7", native: true },
    { text: "linux/arm/v7", host: "linux/arm/v7", native: true },
    { text: "linux/arm/v7", host: "linux/arm/v6", native: false },
    { text: "linux/arm", host: "linux/arm", native: true },
    { text: "linux/arm", host: "linux/arm/v6", native: false },
    { text: "windows/amd64", host: "linux/amd64", native: false },
    { text: "windows/amd64", host: "windows/amd64", native: true },
  ])("tells of $text on $host: $native", ({ text, host, native }) => {
    expect(runsNatively(platform(text), platform(host))).toBe(native);
  });
});

describe("enginePlatform", () => {
  it.each([
    { os: "linux", machine: "x86_64", normal: "linux/amd64" },
    { os: "linux", machine: "amd64", normal: "linux/amd64" },
    { os: "linux", machine: "aarch64", normal: "linux/arm64" },
    { os: "linux", machine: "arm64", normal: "linux/arm64" },
    { os: "linux", machine: "armv7l", normal: "linux/arm/v7" },
    { os: "linux", machine: "armv6l", normal: "linux/arm/v6" },
    { os: "linux", machine: "armv5tel", normal: "linux/arm/v5" },
    { os: "linux", machine: "i686", normal: "linux/386" },
    { os: "linux", machine: "riscv64", normal: "linux/riscv64" },
    { os: "linux", machine: "loongarch64", normal: "linux/loong64" },
    { os: "linux", machine: "s390x", normal: "linux/s390x" },
    { os: "windows", machine: "x86_64", normal: "windows/amd64" },
  ])("knows a $os engine on $machine as $normal", ({ os, machine, normal }) => {
    expect(enginePlatform(os, machine)).toEqual(platform(normal));
  });
});
