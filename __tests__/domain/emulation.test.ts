import { describe, expect, it } from "@jest/globals";
import { parseHandler } from "../../src/domain/binfmt.ts";
import {
  DEFAULT_QEMU_IMAGE,
  emulationCrash,
  type EmulationFacts,
  planEmulation,
  type PlatformRun,
} from "../../src/domain/emulation.ts";
import type { ActionError } from "../../src/domain/failure.ts";
import { parsePlatform, parsePlatforms } from "../../src/domain/platform.ts";

const NOTHING_KNOWN: EmulationFacts = {
  host: { os: "linux", architecture: "amd64" },
  handlers: [],
  bundled: false,
  policy: "auto",
};

function aHandler(changes: { flags?: string; enabled?: boolean } = {}) {
  const text =
    "enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF\noffset 0\n" +
    "magic 7f454c460201010000000000000000000200b700\nmask ffffffffffffff00fffffffffffffffffeffffff\n";
  return { ...parseHandler("aarch64", text)!, ...changes };
}

function plan(platform: string, changes: Partial<EmulationFacts> = {}): PlatformRun {
  return planEmulation([parsePlatform(platform)], { ...NOTHING_KNOWN, ...changes })[0]!;
}

function failureOf(act: () => unknown): ActionError {
  try {
    act();
  } catch (error) {
    return error as ActionError;
  }
  throw new Error("it did not fail");
}

describe("planEmulation", () => {
  it.each([
    {
      case: "what the engine's processor runs as native",
      platform: "linux/386",
      facts: { handlers: undefined },
      run: { how: "native", reason: "runs natively on linux/amd64" },
    },
    {
      case: "what is registered as emulated by the kernel",
      platform: "linux/arm64",
      facts: { handlers: [aHandler()], bundled: true },
      run: {
        how: "emulated",
        by: "kernel",
        reason: "is emulated by aarch64 (already registered, /usr/bin/qemu-aarch64-static)",
      },
    },
    {
      case: "what an existing builder lists as run by it",
      platform: "linux/arm/v5",
      facts: { builderPlatforms: parsePlatforms(["linux/arm64", "linux/arm/v7"]), bundled: true },
      run: { how: "emulated", by: "builder", reason: "is run by the builder, which lists it as supported" },
    },
    {
      case: "the rest as emulated by BuildKit where it brings its own",
      platform: "linux/arm64",
      facts: { builderPlatforms: parsePlatforms(["linux/s390x"]), bundled: true },
      run: { how: "emulated", by: "buildkit", reason: "is emulated by BuildKit's own qemu-aarch64" },
    },
    {
      case: "what BuildKit looks for in vain as to be installed",
      platform: "linux/loong64",
      facts: { bundled: true },
      run: {
        how: "emulated",
        by: "install",
        reason: "is emulated by qemu-loongarch64, to be installed: nothing is registered for it",
      },
    },
    {
      case: "what is registered in a way that containers cannot use as to be installed",
      platform: "linux/arm64",
      facts: { handlers: [aHandler({ flags: "OC" })] },
      run: {
        how: "emulated",
        by: "install",
        reason:
          "is emulated by qemu-aarch64, to be installed: aarch64 is registered without flag F, which containers need",
      },
    },
    {
      case: "what is disabled as to be installed",
      platform: "linux/arm64",
      facts: { handlers: [aHandler({ enabled: false })] },
      run: {
        how: "emulated",
        by: "install",
        reason: "is emulated by qemu-aarch64, to be installed: nothing is registered for it",
      },
    },
    {
      case: "everything foreign as to be installed on a kernel that cannot be seen",
      platform: "linux/arm64",
      facts: { handlers: undefined },
      run: {
        how: "emulated",
        by: "install",
        reason:
          "is emulated by qemu-aarch64, to be installed: what the engine's kernel has registered cannot be seen from here",
      },
    },
    {
      case: "everything foreign as to be installed when told to",
      platform: "linux/arm64",
      facts: { handlers: [aHandler()], bundled: true, policy: "always" },
      run: {
        how: "emulated",
        by: "install",
        reason: "is emulated by qemu-aarch64, to be installed: qemu is set to always",
      },
    },
    {
      case: "what is there without installing when told never to",
      platform: "linux/arm64",
      facts: { handlers: [aHandler()], policy: "never" },
      run: {
        how: "emulated",
        by: "kernel",
        reason: "is emulated by aarch64 (already registered, /usr/bin/qemu-aarch64-static)",
      },
    },
    {
      case: "another operating system as not run, whatever the policy",
      platform: "windows/amd64",
      facts: { policy: "never" },
      run: { how: "none", reason: "is put together here but not run: a RUN step for it would fail" },
    },
  ] as const)("takes $case", ({ platform, facts, run }) => {
    expect(plan(platform, facts)).toEqual({ platform: parsePlatform(platform), ...run });
  });

  it("keeps the order of the platforms", () => {
    const platforms = parsePlatforms(["linux/s390x", "linux/amd64", "linux/arm64"]);
    const runs = planEmulation(platforms, { ...NOTHING_KNOWN, handlers: [aHandler()] });
    expect(runs.map(({ platform, by }) => [platform.architecture, by])).toEqual([
      ["s390x", "install"],
      ["amd64", undefined],
      ["arm64", "kernel"],
    ]);
  });

  it("names everything that would have to be installed, and the ways out, when nothing may be", () => {
    const platforms = parsePlatforms(["linux/amd64", "linux/arm64", "linux/s390x"]);
    expect(failureOf(() => planEmulation(platforms, { ...NOTHING_KNOWN, policy: "never" }))).toMatchObject({
      code: "emulation",
      message: "linux/arm64 and linux/s390x cannot be run here without an emulator, and qemu is set to never",
      hint:
        "Set qemu: auto to have QEMU installed, take it out of platforms, or " +
        "use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm).",
    });
  });

  it("refuses an architecture that nothing emulates", () => {
    const platforms = [{ os: "linux", architecture: "sparc64" }];
    expect(failureOf(() => planEmulation(platforms, NOTHING_KNOWN))).toMatchObject({
      code: "emulation",
      message: "There is no emulator for linux/sparc64",
      hint: "Take it out of platforms, or name a builder that runs it in builder.",
    });
  });

  it("installs from an image that is pinned by digest", () => {
    expect(DEFAULT_QEMU_IMAGE).toMatch(
      /^docker\.io\/tonistiigi\/binfmt:qemu-v[\d.]+-\d+@sha256:[0-9a-f]{64}$/,
    );
  });
});

const NATIVE = plan("linux/amd64");
const ARM64 = plan("linux/arm64");
const S390X = plan("linux/s390x");
const WINDOWS = plan("windows/amd64");

/** What the live log and buildx say of a step that fails. */
function failedStep(step: string, ...log: readonly string[]): string {
  const [, label = "", command = ""] = /^(\[[^\]]*\]) (.*)$/.exec(step) ?? [];
  return [
    step,
    ...log.map((line) => `${label} | ${line}`),
    `${label} failed after 123 ms (exit code: 1)`,
    `${label} ${command} failed: exit code: 1`,
    "ERROR: failed to solve",
  ].join("\n");
}

describe("emulationCrash", () => {
  it("recognises a program that QEMU saw crash, and names its platform", () => {
    const log = failedStep(
      "[linux/arm64 build 2/3] RUN ./configure",
      "qemu: uncaught target signal 11 (Segmentation fault) - core dumped",
    );
    expect(emulationCrash(log, [NATIVE, ARM64, S390X])).toEqual({
      code: "emulation-crash",
      message: "a program for linux/arm64 crashed under emulation (Segmentation fault)",
      hint:
        "The program itself may be sound: QEMU does not run everything as a processor does. " +
        "To be sure, use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm), " +
        "or try another QEMU with qemu: always and qemu-image.",
    });
  });

  it.each([
    { sign: "qemu: uncaught target signal 6 (Aborted) - core dumped", signal: "Aborted" },
    { sign: "qemu: QEMU internal SIGSEGV {code=MAPERR, addr=0x20}", signal: "SIGSEGV" },
    { sign: "QEMU internal SIGILL {code=ILLOPC, addr=0x7f}", signal: "SIGILL" },
    { sign: "Illegal instruction (core dumped)", signal: "Illegal instruction" },
    { sign: "sh: line 1: 42 Segmentation fault ./tool", signal: "Segmentation fault" },
    {
      sign: 'process "/bin/sh -c x" did not complete successfully: exit code: 139',
      signal: "exit code: 139",
    },
  ])("takes '$sign' in an emulated step for a crash", ({ sign, signal }) => {
    const crash = emulationCrash(failedStep("[linux/s390x 2/2] RUN x", sign), [NATIVE, S390X]);
    expect(crash).toMatchObject({
      code: "emulation-crash",
      message: `a program for linux/s390x crashed under emulation (${signal})`,
      hint: expect.stringContaining("FROM --platform=$BUILDPLATFORM"),
    });
  });

  it.each([
    { what: "a warning", log: failedStep("[linux/arm64 2/2] RUN x", "qemu: Unsupported syscall: 403") },
    { what: "a native crash", log: failedStep("[linux/amd64 2/2] RUN x", "Segmentation fault") },
    {
      what: "a crash on a platform that is not built",
      log: failedStep("[linux/ppc64le 2/2] RUN x", "SIGSEGV"),
    },
    { what: "a crash of nobody knows which platform", log: "ERROR: exit code: 139" },
    { what: "an ordinary failure", log: failedStep("[linux/arm64 2/2] RUN false") },
  ])("does not take $what for a crash under emulation", ({ log }) => {
    expect(emulationCrash(log, [NATIVE, ARM64])).toBeUndefined();
  });

  it("does not need BuildKit to name the platform when all are emulated", () => {
    const log = failedStep("[2/2] RUN x", "Illegal instruction");
    expect(emulationCrash(log, [ARM64])?.message).toContain("a program for linux/arm64 crashed");
    expect(emulationCrash(log, [ARM64, S390X])?.message).toContain(
      "one of linux/arm64 and linux/s390x crashed",
    );
  });

  it("suspects the emulated platforms when BuildKit names none and QEMU is sure", () => {
    const crash = emulationCrash("qemu: uncaught target signal 4 (Illegal instruction)", [NATIVE, ARM64]);
    expect(crash?.message).toBe("a program for linux/arm64 crashed under emulation (Illegal instruction)");
  });

  it("suspects all platforms when QEMU is sure and none was thought to be emulated", () => {
    const crash = emulationCrash("qemu: uncaught target signal 4 (Illegal instruction)", [NATIVE]);
    expect(crash?.message).toBe("a program for linux/amd64 crashed under emulation (Illegal instruction)");
  });

  it("explains a program that nothing takes on an emulated platform", () => {
    const log = failedStep("[linux/arm64 2/2] RUN x", "exec /bin/sh: exec format error");
    expect(emulationCrash(log, [NATIVE, ARM64])).toEqual({
      code: "emulation",
      message: "a program for linux/arm64 could not be started here (exec format error)",
      hint:
        "If no program of that platform starts, set qemu: always to have QEMU registered anew, or " +
        "use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm). " +
        "If others start, this file is for another architecture.",
    });
  });

  it("explains a program of the wrong architecture on a native platform", () => {
    const log = failedStep("[linux/amd64 2/2] RUN tool", "/bin/sh: tool: Exec format error");
    expect(emulationCrash(log, [NATIVE, ARM64])).toEqual({
      code: "build",
      message: "a program in the image is for another architecture (exec format error)",
      hint:
        "Choose what the Dockerfile downloads or copies by $TARGETARCH, and give FROM --platform only to stages " +
        "whose files do not end up in the image. A script without a #! line ends like this too.",
    });
  });

  it("explains a RUN step of a platform that is never run", () => {
    const log = failedStep("[windows/amd64 2/2] RUN x", "exec format error");
    expect(emulationCrash(log, [NATIVE, WINDOWS])).toEqual({
      code: "emulation",
      message: "a program for windows/amd64 could not be started here (exec format error)",
      hint: "Do what its RUN steps do in a stage that starts with FROM --platform=$BUILDPLATFORM, and COPY the result.",
    });
  });
});
