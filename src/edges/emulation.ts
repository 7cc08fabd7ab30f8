import { opendir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Handler, handlerFor, parseHandler, worksInContainers } from "../domain/binfmt.ts";
import type { EmulationPolicy, PlatformRun } from "../domain/emulation.ts";
import {
  cannotInstall,
  cannotRun,
  installerWords,
  installReport,
  supports,
  type Unrunnable,
} from "../domain/emulation-report.ts";
import { emulatorArchitecture, emulatorName } from "../domain/emulator.ts";
import { ActionError } from "../domain/failure.ts";
import type { Platform } from "../domain/platform.ts";
import { proveEmulation } from "./emulation-proof.ts";

/** Runs a docker command and resolves with its stdout; rejects with an ActionError when it fails. */
export type RunDocker = (args: readonly string[]) => Promise<string>;

/** Where the kernel shows its table. */
const TABLE = "/proc/sys/fs/binfmt_misc";

/**
 * Reads the kernel's table of emulators, newest first, which is the order in which the kernel asks them. `undefined`
 * when it is not mounted or not readable.
 */
export async function readHandlers(root: string = TABLE): Promise<readonly Handler[] | undefined> {
  const names = await listTable(root);
  if (names === undefined) return undefined;
  const texts = await Promise.all(names.map((name) => readFile(join(root, name), "utf8").catch(() => "")));
  // The table as a whole can be switched off.
  const on = texts[names.indexOf("status")]?.trim() === "enabled";
  return names
    .map((name, at) => parseHandler(name, texts[at] ?? ""))
    .filter((handler) => handler !== undefined)
    .map((handler) => ({ ...handler, enabled: on && handler.enabled }));
}

/** What {@link installEmulators} is to do. */
export interface Installation {
  readonly image: string;
  readonly docker: RunDocker;
  /** The installer's names of architectures, such as `arm64`. */
  readonly architectures: readonly string[];
  /** Handlers to remove first. The installer leaves alone what is registered under the name it would use. */
  readonly remove: readonly string[];
}

/**
 * Registers emulators in the engine's kernel and resolves with what the installer said, which is no proof: it ends
 * with 0 whatever happened.
 * @throws ActionError of the docker command, when the image cannot be pulled or may not run.
 */
export async function installEmulators(installation: Installation): Promise<string> {
  const { image, docker, architectures, remove } = installation;
  // The installer explains itself on stderr only; with a terminal of its own both streams come as one.
  const run = ["run", "--rm", "--privileged", "--network", "none", "--tty", image];
  const uninstall = remove.length === 0 ? [] : ["--uninstall", remove.join(",")];
  return docker([...run, ...uninstall, "--install", architectures.join(",")]);
}

/** The means of {@link ensureEmulation}. */
export interface EmulationMeans {
  readonly image: string;
  readonly docker: RunDocker;
  readonly policy: EmulationPolicy;
  /** Whether the engine runs on the kernel of this process, so that what is seen here holds there. */
  readonly sharesKernel: boolean;
  /** The folder for temporary files. */
  readonly folder?: string | undefined;
  /** Where the kernel's table is. */
  readonly root?: string | undefined;
}

/**
 * Makes true what was planned: installs what is to be installed, then reads the table back from the kernel and runs a
 * program of every platform that the kernel is to emulate. Does nothing when there is none.
 * @throws ActionError `emulation`, naming every platform that still cannot be run and the installer's own words.
 */
export async function ensureEmulation(runs: readonly PlatformRun[], means: EmulationMeans): Promise<void> {
  const wanted = runs.filter(({ by }) => by === "install").map(({ platform }) => platform);
  const output = wanted.length === 0 ? "" : await install(wanted, means);
  const present = runs.filter(({ by }) => by === "kernel").map(({ platform }) => platform);
  const failures = means.sharesKernel
    ? await missingHere([...present, ...wanted], means)
    : missingThere(wanted, output);
  if (failures.length > 0) throw cannotRun(failures, installerWords(output));
}

async function install(platforms: readonly Platform[], means: EmulationMeans): Promise<string> {
  const architectures = distinct(platforms.map(emulatorArchitecture).filter((name) => name !== undefined));
  const remove = await inTheWay(distinct(platforms.map(emulatorName)), means);
  try {
    return await installEmulators({ image: means.image, docker: means.docker, architectures, remove });
  } catch (error) {
    // What ended the whole run, such as a timeout, keeps its own name.
    const failed = error instanceof ActionError && /^(?:docker|registry.*)$/.test(error.code);
    throw failed ? cannotInstall(platforms, error) : error;
  }
}

/** The handlers whose names the installer needs. Others may stay: the kernel asks the newest first. */
async function inTheWay(names: readonly string[], means: EmulationMeans): Promise<readonly string[]> {
  const registered = means.sharesKernel ? await listTable(means.root) : undefined;
  if (registered === undefined) return means.policy === "always" ? names : [];
  return names.filter((name) => registered.includes(name));
}

async function missingHere(
  platforms: readonly Platform[],
  { root = TABLE, folder }: EmulationMeans,
): Promise<readonly Unrunnable[]> {
  if (platforms.length === 0) return [];
  const handlers = await readHandlers(root);
  if (handlers === undefined) {
    // Since Linux 6.7 the table is gone when the last mount of it is, and the installer's own is that last one.
    const failures = await proveEmulation(platforms, folder);
    return failures.map(({ platform, reason }) => ({ platform, reason: `${reason}; ${notMounted(root)}` }));
  }
  const unregistered = platforms.flatMap((platform) => unregisteredReason(platform, handlers));
  const rest = platforms.filter((platform) => !unregistered.some((failure) => failure.platform === platform));
  return [...unregistered, ...(await proveEmulation(rest, folder))];
}

function notMounted(root: string): string {
  return `nothing is mounted at ${root}, so the kernel may have forgotten it (mount -t binfmt_misc binfmt_misc ${root})`;
}

function unregisteredReason(platform: Platform, handlers: readonly Handler[]): readonly Unrunnable[] {
  const handler = handlerFor(platform, handlers);
  if (handler === undefined) return [{ platform, reason: "the kernel has no emulator registered for it" }];
  if (worksInContainers(handler)) return [];
  return [{ platform, reason: `${handler.name} is registered without flag F, which containers need` }];
}

function missingThere(platforms: readonly Platform[], output: string): readonly Unrunnable[] {
  const report = installReport(output);
  return platforms
    .filter((platform) => report === undefined || !supports(report, platform))
    .map((platform) => ({ platform, reason: "the installer does not list it among what it can run" }));
}

/** The names in the table; `undefined` when it is not one. */
async function listTable(root: string = TABLE): Promise<readonly string[] | undefined> {
  try {
    // Unlike readdir, which sorts, this keeps the kernel's order.
    const names: string[] = [];
    for await (const { name } of await opendir(root)) names.push(name);
    return names.includes("status") ? names : undefined;
  } catch {
    return undefined;
  }
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
