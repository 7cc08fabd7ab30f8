import { listPlatforms, withoutEmulation } from "./emulator.ts";
import { ActionError } from "./failure.ts";
import { type Platform, printPlatform } from "./platform.ts";

/** Enough lines of the installer for an action on every architecture it knows. */
const MOST_LINES = 20;

/** What the installer of emulators prints last, as JSON: the state that it leaves behind. */
export interface EmulationReport {
  /** The platforms that ran the installer's own test programs, such as `linux/arm64`. */
  readonly supported: readonly string[];
  /** The names of the enabled handlers, such as `qemu-aarch64`. */
  readonly emulators: readonly string[];
}

/**
 * Finds the report in the installer's output, which mixes it with log lines. `undefined` when there is none.
 * @see https://github.com/tonistiigi/binfmt
 */
export function installReport(text: string): EmulationReport | undefined {
  try {
    const report: unknown = JSON.parse(text.slice(text.lastIndexOf("{"), text.lastIndexOf("}") + 1));
    const { supported, emulators } = report as Partial<Record<string, unknown>>;
    // An empty list is null there.
    return { supported: texts(supported ?? []), emulators: texts(emulators ?? []) };
  } catch {
    return undefined;
  }
}

/** Tells whether the installer found a platform to run. It tests architectures, and lists few of their variants. */
export function supports({ supported }: EmulationReport, { os, architecture }: Platform): boolean {
  return supported.some((text) => {
    const [testedOs, testedArchitecture] = text.split("/");
    return testedOs === os && testedArchitecture === architecture;
  });
}

/** What the installer said before its report, as one line: `installing: arm64 OK; installing: arm OK`. */
export function installerWords(text: string): string {
  const end = installReport(text) === undefined ? text.length : text.lastIndexOf("{");
  const lines = text.slice(0, end).split(/[\r\n]+/);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-MOST_LINES)
    .join("; ");
}

/** A platform that cannot be run although it was to be. */
export interface Unrunnable {
  readonly platform: Platform;
  /** Completes the line "linux/arm64: …". */
  readonly reason: string;
}

/** The error for platforms that still cannot be run once everything was tried; `words` are the installer's. */
export function cannotRun(failures: readonly Unrunnable[], words: string): ActionError {
  const platforms = failures.map(({ platform }) => platform);
  const details = failures
    .map(({ platform, reason }) => `\n- ${printPlatform(platform)}: ${reason}`)
    .join("");
  const said = words === "" ? "" : `\nThe installer of QEMU said: ${words}`;
  return new ActionError("emulation", `${listPlatforms(platforms)} cannot be run here${details}${said}`, {
    hint:
      "Set qemu: always to replace what is registered in the kernel, and check that this machine allows the privileged " +
      `container that does so. Or ${withoutEmulation(platforms)}.`,
  });
}

/** The error for an installer that could not even be started. */
export function cannotInstall(platforms: readonly Platform[], cause: Error): ActionError {
  const message = `QEMU could not be installed for ${listPlatforms(platforms)}: ${cause.message}`;
  return new ActionError("emulation", message, {
    hint:
      "A privileged container installs it: check that this machine allows one. If its image cannot be pulled, set " +
      `qemu-image to a copy in a registry within reach. Or ${withoutEmulation(platforms)}.`,
    cause,
  });
}

function texts(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new TypeError("not a list of texts");
}
