import type { Handler } from "./binfmt.ts";
import type { BuilderFacts } from "./builder-facts.ts";
import type { CacheRights } from "./cache-token.ts";
import type { Engine } from "./engine.ts";
import { printBytes } from "./figures.ts";
import { printPlatform } from "./platform.ts";

/** What the environment report is made of; what is `undefined` was not or could not be looked at. */
export interface Environment {
  readonly engine: Engine;
  readonly builder: BuilderFacts | undefined;
  readonly handlers: readonly Handler[] | undefined;
  /** QEMU's version by handler, where the interpreter could be asked: `{"qemu-aarch64": "8.2.2"}`. */
  readonly qemuVersions: Readonly<Record<string, string>>;
  readonly freeBytes: number | undefined;
  readonly cacheRights: CacheRights;
}

/** Something that will hurt, and what to do about it. */
export interface Finding {
  readonly problem: string;
  readonly remedy: string;
}

/** A build of a few platforms with its layers can well take this much. */
const LITTLE_DISK = 4e9;

/** Older ones crash programs of today's distributions: new system calls and vector instructions are unknown to them. */
const OLDEST_QEMU = 7;

/** The report as lines of `name: value`. */
export function describeEnvironment(environment: Environment): readonly string[] {
  const { engine, builder, handlers, cacheRights } = environment;
  const free = environment.freeBytes;
  return [
    `Docker engine: ${engine.version} on ${printPlatform(engine.platform)}, ${engine.imageStore} image store`,
    `buildx: ${engine.buildxVersion}`,
    ...(builder
      ? [`BuildKit: ${builder.buildkitVersion ?? "version not told"} (driver ${builder.driver})`]
      : []),
    ...(builder ? [`Platforms of the builder: ${builder.platforms.map(printPlatform).join(", ")}`] : []),
    `Emulators: ${describeHandlers(handlers, environment.qemuVersions)}`,
    `Free disk: ${free === undefined ? "not known" : printBytes(free)} (${engine.rootFolder})`,
    `Actions cache: ${cacheRights.reason}`,
  ];
}

/** What of the environment will hurt a build for several platforms, each with its remedy. */
export function findProblems({
  engine,
  qemuVersions,
  freeBytes,
  cacheRights,
}: Environment): readonly Finding[] {
  return [
    ...(engine.imageStore === "classic"
      ? [
          {
            problem: "The engine has the classic image store, which holds one platform of an image",
            remedy:
              'A BuildKit container is created for builds of several platforms. To do without it, set "features": {"containerd-snapshotter": true} in the engine\'s daemon.json.',
          },
        ]
      : []),
    ...Object.entries(qemuVersions)
      .filter(isOldQemu)
      .map(([name, version]) => ({
        problem: `${name} is QEMU ${version}, which crashes programs of current distributions`,
        remedy: "Set qemu: always to have the pinned QEMU installed in its place.",
      })),
    ...(freeBytes !== undefined && freeBytes < LITTLE_DISK
      ? [
          {
            problem: `Only ${printBytes(freeBytes)} of disk are free for the engine`,
            remedy: "Remove what the job does not need before this step, or use a runner with a larger disk.",
          },
        ]
      : []),
    ...(cacheRights.read && !cacheRights.write
      ? [
          {
            problem: `Layers are read from the cache but not saved: ${cacheRights.reason}`,
            remedy:
              "That is GitHub's rule for events that outsiders can trigger; pushes to the branch fill the cache.",
          },
        ]
      : []),
  ];
}

function describeHandlers(
  handlers: readonly Handler[] | undefined,
  versions: Readonly<Record<string, string>>,
): string {
  if (handlers === undefined) return "not visible from here";
  if (handlers.length === 0) return "none registered";
  return handlers
    .map(({ name, interpreter, enabled }) => {
      const version = versions[name] === undefined ? "" : ` ${versions[name]}`;
      return `${name}${version} (${enabled ? "" : "disabled, "}${interpreter})`;
    })
    .join(", ");
}

function isOldQemu([, version]: readonly [string, string]): boolean {
  return Number.parseInt(version, 10) < OLDEST_QEMU;
}
