import { ActionError } from "./failure.ts";
import type { Platform } from "./platform.ts";
import { enginePlatform } from "./platform.ts";

/** What the Docker engine behind the client can do, as far as this action's decisions depend on it. */
export interface Engine {
  /** The engine's version, such as `28.5.2`. */
  readonly version: string;
  readonly platform: Platform;
  /** Only the containerd store holds images of several platforms, and attestations. */
  readonly imageStore: "containerd" | "classic";
  /** The release of the kernel the engine runs on, as `uname -r` prints it. */
  readonly kernel: string;
  /** Where the engine keeps its data, on its own machine. */
  readonly rootFolder: string;
  /** Registries the engine was told to speak plain http to. */
  readonly insecureRegistries: readonly string[];
  /** The version of the buildx plugin, such as `0.29.1`. */
  readonly buildxVersion: string;
}

/** Of the first buildx, 0.13, with `--progress=rawjson`, `--metadata-file` for pushes and attestations. */
const OLDEST_BUILDX_MINOR = 13;

/** The part of the description that is read here; all of it may be missing. */
interface DockerInfo {
  readonly ServerVersion?: string;
  readonly OSType?: string;
  readonly Architecture?: string;
  readonly KernelVersion?: string;
  readonly DockerRootDir?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly RegistryConfig?: {
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>>;
  };
  readonly ServerErrors?: readonly string[] | null;
}

/**
 * Reads the engine's description of itself (`docker info --format '{{json .}}'`, or `GET /info` of its API) and what
 * `docker buildx version` prints.
 * @throws ActionError `daemon-unreachable` or `buildx-too-old`, each with the way out.
 */
export function parseEngine(infoText: string, buildxText: string): Engine {
  const info = parseInfo(infoText);
  if (!info.ServerVersion)
    throw unreachable([info.ServerErrors ?? []].flat().join("; ") || "it did not answer");
  const { OSType = "linux", Architecture = "", KernelVersion = "", DockerRootDir = "" } = info;
  return {
    version: info.ServerVersion,
    platform: enginePlatform(OSType, Architecture),
    imageStore: hasContainerdStore(info) ? "containerd" : "classic",
    kernel: KernelVersion,
    rootFolder: DockerRootDir,
    insecureRegistries: insecureRegistries(info),
    buildxVersion: parseBuildxVersion(buildxText),
  };
}

/** The error for a client without buildx. */
export function buildxMissing(): ActionError {
  return new ActionError("buildx-missing", "The docker client has no buildx plugin", {
    hint: "Install the docker-buildx-plugin package (docker-buildx on Debian and Ubuntu) on this runner.",
  });
}

/** The error for a client that finds no engine, with the client's own words. */
export function unreachable(words: string): ActionError {
  return new ActionError("daemon-unreachable", `No Docker engine answers: ${words}`, {
    hint: "Start the Docker service on this runner, or point DOCKER_HOST or the docker context at an engine that runs. In a container job, mount /var/run/docker.sock.",
  });
}

function parseInfo(text: string): DockerInfo {
  try {
    return { ...(JSON.parse(text) as DockerInfo | null) };
  } catch (cause) {
    throw new ActionError("docker", "docker info printed something other than JSON", { cause });
  }
}

function hasContainerdStore({ DriverStatus }: DockerInfo): boolean {
  return (DriverStatus ?? []).some(
    ([key, value]) => key === "driver-type" && value.startsWith("io.containerd.snapshotter"),
  );
}

function insecureRegistries({ RegistryConfig }: DockerInfo): readonly string[] {
  return Object.entries(RegistryConfig?.IndexConfigs ?? {})
    .filter(([, { Secure }]) => Secure === false)
    .map(([registry]) => registry);
}

/** Reads `github.com/docker/buildx v0.29.1 c8b…`. */
function parseBuildxVersion(text: string): string {
  const version = text.trim().split(/\s+/).slice(1, 2).join().replace(/^v/, "");
  // A distribution's or a developer's build may have any version text, such as 0.0.0+unknown: what tells nothing is
  // taken for current.
  const minor = Number(/^0\.([1-9]\d*)\./.exec(version)?.[1]);
  if (minor < OLDEST_BUILDX_MINOR) {
    throw new ActionError("buildx-too-old", `buildx ${version} is too old`, {
      hint: `Update buildx to 0.${OLDEST_BUILDX_MINOR} or newer on this runner.`,
    });
  }
  return version;
}
