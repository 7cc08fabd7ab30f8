import { type Handler, handlerFor, worksInContainers } from "./binfmt.ts";
import {
  emulatorArchitecture,
  emulatorName,
  isBundled,
  listPlatforms,
  withoutEmulation,
} from "./emulator.ts";
import { ActionError, type FailureCode } from "./failure.ts";
import { type Platform, printPlatform, runsNatively } from "./platform.ts";

/** The image whose QEMU is installed unless the `qemu-image` input names another. */
export const DEFAULT_QEMU_IMAGE =
  "docker.io/tonistiigi/binfmt:qemu-v10.2.3-68@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0";

/** The `qemu` input: install what is missing, install for everything that is not native, or install nothing. */
export type EmulationPolicy = "auto" | "always" | "never";

/** What is known about the place that builds. */
export interface EmulationFacts {
  /** The platform of the engine. */
  readonly host: Platform;
  /** The kernel's table, newest first; `undefined` when it cannot be read, or the engine runs on another kernel. */
  readonly handlers: readonly Handler[] | undefined;
  /** What an existing builder says it runs. */
  readonly builderPlatforms?: readonly Platform[] | undefined;
  /**
   * Whether the builder carries QEMU itself, as the moby/buildkit image does. Only its RUN steps can use that one, so
   * this is false when the engine is also to start the images, to test them.
   */
  readonly bundled: boolean;
  readonly policy: EmulationPolicy;
}

/** How the programs of one platform are run, and why so. */
export interface PlatformRun {
  readonly platform: Platform;
  /** `none`: not at all. Such an image can be put together, but no RUN step of it works. */
  readonly how: "native" | "emulated" | "none";
  /** Who emulates: the kernel's table as it is, the builder, BuildKit's own QEMU, or what is yet to be installed. */
  readonly by?: "kernel" | "builder" | "buildkit" | "install";
  /** Completes the sentence "linux/arm64 …" in the log. */
  readonly reason: string;
}

/**
 * Decides for each platform how its programs are run. What is already there is preferred to installing, except with
 * the policy `always`.
 * @throws ActionError `emulation` when a platform would need an emulator that may not be installed, or that does not
 * exist; it names all of them.
 */
export function planEmulation(platforms: readonly Platform[], facts: EmulationFacts): readonly PlatformRun[] {
  const runs = platforms.map((platform) => planPlatform(platform, facts));
  const installed = runs.filter(({ by }) => by === "install").map(({ platform }) => platform);
  const unknown = installed.filter((platform) => emulatorArchitecture(platform) === undefined);
  if (unknown.length > 0) {
    throw new ActionError("emulation", `There is no emulator for ${listPlatforms(unknown)}`, {
      hint: "Take it out of platforms, or name a builder that runs it in builder.",
    });
  }
  if (facts.policy === "never" && installed.length > 0) throw forbidden(installed);
  return runs;
}

function planPlatform(platform: Platform, facts: EmulationFacts): PlatformRun {
  if (runsNatively(platform, facts.host)) {
    return { platform, how: "native", reason: `runs natively on ${printPlatform(facts.host)}` };
  }
  if (platform.os !== "linux") {
    return {
      platform,
      how: "none",
      reason: "is put together here but not run: a RUN step for it would fail",
    };
  }
  return (facts.policy === "always" ? undefined : present(platform, facts)) ?? toInstall(platform, facts);
}

/** The way to run a platform that needs nothing installed, if there is one. */
function present(platform: Platform, facts: EmulationFacts): PlatformRun | undefined {
  const handler = handlerFor(platform, facts.handlers ?? []);
  if (handler !== undefined && worksInContainers(handler)) {
    const reason = `is emulated by ${handler.name} (already registered, ${handler.interpreter})`;
    return { platform, how: "emulated", by: "kernel", reason };
  }
  if (facts.builderPlatforms?.some((one) => runsNatively(platform, one)) === true) {
    return {
      platform,
      how: "emulated",
      by: "builder",
      reason: "is run by the builder, which lists it as supported",
    };
  }
  if (facts.bundled && isBundled(platform)) {
    const reason = `is emulated by BuildKit's own ${emulatorName(platform)}`;
    return { platform, how: "emulated", by: "buildkit", reason };
  }
  return undefined;
}

function toInstall(platform: Platform, facts: EmulationFacts): PlatformRun {
  const reason = `is emulated by ${emulatorName(platform)}, to be installed: ${whyInstall(platform, facts)}`;
  return { platform, how: "emulated", by: "install", reason };
}

function whyInstall(platform: Platform, { handlers, policy }: EmulationFacts): string {
  if (policy === "always") return "qemu is set to always";
  if (handlers === undefined) return "what the engine's kernel has registered cannot be seen from here";
  const unusable = handlerFor(platform, handlers);
  if (unusable === undefined) return "nothing is registered for it";
  return `${unusable.name} is registered without flag F, which containers need`;
}

function forbidden(platforms: readonly Platform[]): ActionError {
  const message = `${listPlatforms(platforms)} cannot be run here without an emulator, and qemu is set to never`;
  return new ActionError("emulation", message, {
    hint: `Set qemu: auto to have QEMU installed, take it out of platforms, or ${withoutEmulation(platforms)}.`,
  });
}

/** What an ActionError is made of. */
export interface RunFailure {
  readonly code: FailureCode;
  /** Without capital and full stop, to follow what BuildKit says. */
  readonly message: string;
  readonly hint: string;
}

// QEMU prints the first for any program that a signal ends, and the second when it fails itself.
const CRASH = /(?<=qemu: uncaught target signal \d+ \()[^)]+|(?<=QEMU internal )SIG[A-Z]+/;
// What shells and BuildKit say of a process that such a signal ended. A program that does this natively is simply
// broken; under emulation the emulator is the first suspect.
const SUSPECT = /\b(?:Illegal instruction|Segmentation fault|SIGILL|SIGSEGV|exit code: 13[29])\b/;
const NOT_STARTED = /exec format error/i;
// The line of the log that a failed step ends with: "[linux/arm64 build 2/3] failed after 1.2 s (exit code: 1)".
const FAILED_STEP = /^\[([a-z]+\/[a-z0-9/]+) [^\]]*\] failed after /m;

/**
 * Recognises, in the output of a failed build, that not a step's command failed but the running of its platform's
 * programs. `undefined` when there is no sign of that; "qemu: Unsupported syscall" is none, since programs cope.
 */
export function emulationCrash(output: string, runs: readonly PlatformRun[]): RunFailure | undefined {
  const failed = failedRuns(output, runs);
  if (failed.length === 0) return undefined;
  const certain = CRASH.exec(output);
  if (certain !== null) return crash(certain[0], failed);
  const suspect = failed.every(({ how }) => how === "emulated") ? SUSPECT.exec(output) : null;
  if (suspect !== null) return crash(suspect[0], failed);
  return NOT_STARTED.test(output) ? notStarted(failed) : undefined;
}

/** The platform of the step that failed; those that it may have been where BuildKit does not say. */
function failedRuns(output: string, runs: readonly PlatformRun[]): readonly PlatformRun[] {
  const name = FAILED_STEP.exec(output)?.[1];
  // A platform that is not built for is that of the machine, in a stage FROM --platform=$BUILDPLATFORM.
  if (name !== undefined) return runs.filter(({ platform }) => printPlatform(platform) === name);
  return runs;
}

function crash(signal: string, runs: readonly PlatformRun[]): RunFailure {
  const platforms = suspects(runs);
  return {
    code: "emulation-crash",
    message: `a program for ${oneOf(platforms)} crashed under emulation (${signal})`,
    hint:
      "The program itself may be sound: QEMU does not run everything as a processor does. " +
      `To be sure, ${withoutEmulation(platforms)}, or try another QEMU with qemu: always and qemu-image.`,
  };
}

function notStarted(runs: readonly PlatformRun[]): RunFailure {
  if (runs.every(({ how }) => how === "native")) {
    return {
      code: "build",
      message: "a program in the image is for another architecture (exec format error)",
      hint:
        "Choose what the Dockerfile downloads or copies by $TARGETARCH, and give FROM --platform only to stages " +
        "whose files do not end up in the image. A script without a #! line ends like this too.",
    };
  }
  const platforms = suspects(runs);
  const impossible = runs.every(({ how }) => how === "none");
  return {
    code: "emulation",
    message: `a program for ${oneOf(platforms)} could not be started here (exec format error)`,
    hint: impossible
      ? "Do what its RUN steps do in a stage that starts with FROM --platform=$BUILDPLATFORM, and COPY the result."
      : "If no program of that platform starts, set qemu: always to have QEMU registered anew, or " +
        `${withoutEmulation(platforms)}. If others start, this file is for another architecture.`,
  };
}

function suspects(runs: readonly PlatformRun[]): readonly Platform[] {
  const emulated = runs.filter(({ how }) => how !== "native");
  return (emulated.length > 0 ? emulated : runs).map(({ platform }) => platform);
}

function oneOf(platforms: readonly Platform[]): string {
  return platforms.length === 1 ? listPlatforms(platforms) : `one of ${listPlatforms(platforms)}`;
}
