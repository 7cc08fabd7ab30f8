import { isEngineBuildKit } from "./builder.ts";
import type { CacheMode, Inputs } from "./inputs.ts";
import { JOINT, labelSlug } from "./cache/keys.ts";
import { printAttributes } from "./list.ts";
import type { Plan } from "./plan.ts";
import type { Platform } from "./platform.ts";
import { printPlatform } from "./platform.ts";
import type { TaggedImage } from "./reference.ts";

/** One `docker buildx build` of those that a build is made of. */
export interface Solve {
  /** A platform, or `joint` for several. */
  readonly label: string;
  readonly platforms: readonly Platform[];
  /** What the image is called where it is exported under its own name. */
  readonly references: readonly TaggedImage[];
  /** Values of `--output`, `--cache-from` and `--cache-to`. */
  readonly exports: readonly string[];
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
}

/** The registry on the loopback interface, as a builder sees it. */
export interface CacheServer {
  /** What names in it start with: `127.0.0.1:port/token`. */
  readonly path: string;
  /** Whether it may have what earlier runs left: a cache for each label that is built, and that of a joint solve. */
  readonly isRead: boolean;
  /** Whether this run's cache is to be exported to it, and how much of it. */
  readonly mode: CacheMode | undefined;
}

/** Where in that registry imported and exported caches and the images of single platforms are; the tag is the label's. */
export const CACHE_NAMES = { imported: "cache", exported: "export", image: "image" } as const;

/**
 * Tells whether a build is one solve for each platform, whose images are joined afterwards. Only so does a cache hit
 * every time, as docs/caching.md shows; but only a push can be put together from parts.
 */
export function isStaged({ inputs }: Pick<Plan, "inputs">): boolean {
  return inputs.platforms.length > 1 && !inputs.load && inputs.outputs.length === 0;
}

/**
 * Lays a build out in solves: one for each platform into the loopback registry where there is one, else one for all
 * that exports by itself.
 */
export function planSolves(plan: Plan, server: CacheServer | undefined): readonly Solve[] {
  if (server === undefined) return [{ ...jointSolve(plan), ...planned(plan) }];
  if (!isStaged(plan)) return [withServer(jointSolve(plan), server, plan)];
  return plan.inputs.platforms.map((platform) => {
    const label = printPlatform(platform);
    const solve = {
      label,
      platforms: [platform],
      references: [],
      exports: stagedExports(plan, server, label),
    };
    return withServer(solve, server, plan);
  });
}

type Attributes = readonly (readonly [key: string, value: string])[];
type BareSolve = Omit<Solve, "cacheFrom" | "cacheTo">;

function jointSolve(plan: Plan): BareSolve {
  const { platforms } = plan.inputs;
  const [first] = platforms.map(printPlatform);
  const label = platforms.length === 1 && first !== undefined ? first : JOINT;
  return { label, platforms, references: plan.references, exports: directExports(plan) };
}

/** The caches that BuildKit handles by itself. */
function planned({ cache }: Plan): Pick<Solve, "cacheFrom" | "cacheTo"> {
  if (cache.backend === "off") return { cacheFrom: [], cacheTo: [] };
  const { from, to } = cache.backend === "actions" ? cache.instead : cache;
  return { cacheFrom: from, cacheTo: to };
}

function withServer(solve: BareSolve, server: CacheServer, { inputs }: Plan): Solve {
  const { path, mode, isRead } = server;
  const reference = (name: string, label: string) => `${path}/${name}:${labelSlug(label)}`;
  return {
    ...solve,
    cacheFrom: (isRead ? importedLabels(solve) : []).map((label) =>
      printAttributes([
        ["type", "registry"],
        ["ref", reference(CACHE_NAMES.imported, label)],
      ]),
    ),
    cacheTo:
      mode === undefined
        ? []
        : [
            printAttributes([
              ["type", "registry"],
              ["ref", reference(CACHE_NAMES.exported, solve.label)],
              ["mode", mode],
              ["image-manifest", "true"],
              ["ignore-error", "true"],
              ["oci-mediatypes", "true"],
              ...compressionAttribute(inputs),
            ]),
          ],
  };
}

/** A platform takes what was chosen for it; a solve for several takes what was chosen for each of them. */
function importedLabels({ label, platforms }: BareSolve): readonly string[] {
  return label === JOINT ? [JOINT, ...platforms.map(printPlatform)] : [label];
}

function stagedExports(plan: Plan, { path }: CacheServer, label: string): readonly string[] {
  if (!plan.publish.push) return ["type=cacheonly"];
  const name = `${path}/${CACHE_NAMES.image}:${labelSlug(label)}`;
  return [printAttributes([["type", "image"], ["name", name], ["push", "true"], ...pushAttributes(plan)])];
}

/** The push, the load, and what `outputs` adds; with none of them the build only proves that it works. */
function directExports(plan: Plan): readonly string[] {
  const { inputs, builder, publish } = plan;
  const isEngine = isEngineBuildKit(builder);
  const all = [
    ...(publish.push
      ? [printAttributes([["type", "image"], ["push", "true"], ...pushAttributes(plan)])]
      : []),
    // When the image is wanted in the engine's store too, the one export does both.
    ...(inputs.load && !(publish.push && isEngine) ? ["type=docker"] : []),
    ...inputs.outputs.map(({ text }) => text),
  ];
  return all.length > 0 ? all : ["type=cacheonly"];
}

/**
 * The engine's BuildKit stores and unpacks what it exports unless told otherwise, which for a push is the larger part
 * of the time.
 */
function pushAttributes(plan: Plan): Attributes {
  const isStored = plan.inputs.load || !isEngineBuildKit(plan.builder);
  const unstored: Attributes = [
    ["store", "false"],
    ["unpack", "false"],
  ];
  return [...(isStored ? [] : unstored), ...compressionAttribute(plan.inputs), ...mediaTypes(plan.inputs)];
}

/** Image and cache must agree on it: BuildKit would make every layer twice. */
function compressionAttribute({ compression }: Inputs): Attributes {
  return compression === undefined ? [] : [["compression", compression]];
}

/** Docker's media types know gzip only. */
function mediaTypes({ compression = "gzip" }: Inputs): Attributes {
  return compression === "gzip" ? [] : [["oci-mediatypes", "true"]];
}
