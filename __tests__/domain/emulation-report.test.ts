import { describe, expect, it } from "@jest/globals";
import {
  cannotInstall,
  cannotRun,
  installerWords,
  installReport,
  supports,
} from "../../src/domain/emulation-report.ts";
import { ActionError } from "../../src/domain/failure.ts";
import { parsePlatform } from "../../src/domain/platform.ts";

// With a terminal, lines end in CR LF.
const OUTPUT = [
  "uninstalling: qemu-arm not found",
  "installing: arm64 OK",
  "installing: arm qemu-arm already registered",
  "{",
  '  "supported": [',
  '    "linux/amd64",',
  '    "linux/arm64",',
  '    "linux/arm/v7"',
  "  ],",
  '  "emulators": [',
  '    "qemu-aarch64"',
  "  ]",
  "}",
  "",
].join("\r\n");

const REPORT = { supported: ["linux/amd64", "linux/arm64", "linux/arm/v7"], emulators: ["qemu-aarch64"] };

describe("installReport", () => {
  it("finds the report behind the log", () => {
    expect(installReport(OUTPUT)).toEqual(REPORT);
  });

  it("takes null for an empty list", () => {
    expect(installReport('{"supported":null,"emulators":null}')).toEqual({ supported: [], emulators: [] });
  });

  it.each([
    { what: "nothing", text: "" },
    {
      what: "an error",
      text: 'error: cannot mount binfmt_misc filesystem at "/proc": operation not permitted',
    },
    { what: "broken JSON", text: '{"supported":[' },
    { what: "other JSON", text: '{"supported":[1],"emulators":"all"}' },
  ])("finds none in $what", ({ text }) => {
    expect(installReport(text)).toBeUndefined();
  });
});

describe("supports", () => {
  it.each([
    { platform: "linux/arm64", supported: true },
    { platform: "linux/arm/v5", supported: true },
    { platform: "linux/riscv64", supported: false },
    { platform: "windows/amd64", supported: false },
  ])("is $supported for $platform", ({ platform, supported }) => {
    expect(supports(REPORT, parsePlatform(platform))).toBe(supported);
  });
});

describe("installerWords", () => {
  it("leaves the report out", () => {
    expect(installerWords(OUTPUT)).toBe(
      "uninstalling: qemu-arm not found; installing: arm64 OK; installing: arm qemu-arm already registered",
    );
  });

  it("are everything where there is no report", () => {
    expect(installerWords("error: cannot mount\n  binfmt_misc {\n")).toBe(
      "error: cannot mount; binfmt_misc {",
    );
  });

  it("are none for no output", () => {
    expect(installerWords("")).toBe("");
  });
});

describe("the errors", () => {
  const s390x = {
    platform: parsePlatform("linux/s390x"),
    reason: "the kernel has no emulator registered for it",
  };
  const arm64 = {
    platform: parsePlatform("linux/arm64"),
    reason: "its test program ended with 1 instead of 42",
  };

  it("name every platform with its reason, and quote the installer", () => {
    const error = cannotRun([arm64, s390x], "installing: arm64 OK");
    expect(error.code).toBe("emulation");
    expect(error.message).toBe(
      "linux/arm64 and linux/s390x cannot be run here\n" +
        "- linux/arm64: its test program ended with 1 instead of 42\n" +
        "- linux/s390x: the kernel has no emulator registered for it\n" +
        "The installer of QEMU said: installing: arm64 OK",
    );
    expect(error.hint).toBe(
      "Set qemu: always to replace what is registered in the kernel, and check that this machine allows the privileged " +
        "container that does so. Or use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm).",
    );
  });

  it("quote no installer that was not run", () => {
    expect(cannotRun([s390x], "").message).toBe(
      "linux/s390x cannot be run here\n- linux/s390x: the kernel has no emulator registered for it",
    );
  });

  it("say how to reach the installer's image", () => {
    const cause = new ActionError("docker", "docker run failed: manifest unknown");
    expect(cannotInstall([s390x.platform], cause)).toMatchObject({
      code: "emulation",
      message: "QEMU could not be installed for linux/s390x: docker run failed: manifest unknown",
      hint:
        "A privileged container installs it: check that this machine allows one. If its image cannot be pulled, set " +
        "qemu-image to a copy in a registry within reach. Or compile in a stage that starts with FROM --platform=$BUILDPLATFORM.",
      cause,
    });
  });
});
