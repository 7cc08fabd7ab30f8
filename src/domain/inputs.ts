import type { BuildArg } from "./build-arg.ts";
import type { EmulationPolicy } from "./emulation.ts";
import type { Pair } from "./list.ts";
import type { Login } from "./login.ts";
import type { Output } from "./output.ts";
import type { Platform } from "./platform.ts";
import type { ImageName } from "./reference.ts";
import type { BuildSecret } from "./secret.ts";
import type { SizeLimits } from "./size-limits.ts";

export type DriverChoice = "auto" | "docker" | "docker-container";
export type CacheChoice = "actions" | "gha" | "registry" | "off";
/** `max` keeps the layers of every stage, `min` those of the result. */
export type CacheMode = "max" | "min";
export type Compression = "gzip" | "zstd" | "estargz";
export type SummaryDetail = "full" | "compact" | "off";

/** Everything the user asked for: read once, checked, with defaults filled in. */
export interface Inputs {
  /** A folder, relative to the workspace, or a URL that BuildKit fetches itself. */
  readonly context: string;
  /** Path of the Dockerfile; absent means `Dockerfile` in the context. */
  readonly file: string | undefined;
  readonly target: string | undefined;
  readonly platforms: readonly Platform[];
  readonly buildArgs: readonly BuildArg[];
  readonly secrets: readonly BuildSecret[];
  /** Agent sockets or keys for `RUN --mount=type=ssh`, as `buildx build --ssh` takes them. */
  readonly ssh: readonly string[];

  readonly images: readonly ImageName[];
  /** Bare tags, applied to every image, and full references. */
  readonly tags: readonly string[];
  readonly labels: readonly Pair[];

  readonly push: boolean | "auto";
  readonly load: boolean;
  readonly outputs: readonly Output[];
  /** `undefined` leaves the choice to us; otherwise the text that follows `--provenance`. */
  readonly provenance: string | undefined;
  readonly sbom: string | undefined;
  /** Of new layers, in the image and in the cache; BuildKit's default is gzip. */
  readonly compression: Compression | undefined;

  readonly logins: readonly Login[];
  readonly githubToken: string | undefined;

  readonly driver: DriverChoice;
  /** The name of an existing builder. */
  readonly builder: string | undefined;
  readonly driverOpts: readonly Pair[];
  readonly buildkitdConfig: string | undefined;
  readonly buildkitImage: string | undefined;
  readonly qemu: EmulationPolicy;
  readonly qemuImage: string;

  readonly cache: CacheChoice;
  readonly cacheScope: string | undefined;
  readonly cacheMode: CacheMode | undefined;
  readonly cacheWrite: "auto" | "always" | "never";
  /** Values of `--cache-from` and `--cache-to`, which take the place of what `cache` chooses. */
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly noCache: boolean;
  readonly pull: boolean;

  /** What becomes of what BuildKit finds in the Dockerfile: shown, the end of the build, or not looked for. */
  readonly checks: "warn" | "error" | "off";
  readonly sizeLimits: SizeLimits;

  readonly timeoutMs: number | undefined;
  /** How often a failure that may pass by itself is tried again. */
  readonly retries: number;
  readonly summary: SummaryDetail;
  /** How many runs are remembered; 0 for none. */
  readonly history: number;
  /** What the user should know of how the values were read. */
  readonly notices: readonly string[];
}
