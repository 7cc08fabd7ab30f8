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
 * every time, as docs/caching.md shows; but only a push can be put together from parts. One platform is no exception:
 * what is staged can be looked at before it gets its tags.
 */
export function isStaged({ inputs }: Pick<Plan, "inputs">): boolean {
  return !inputs.load && inputs.outputs.length === 0;
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
  const imported = (server.isRead ? importedLabels(solve) : []).map((label) =>
    printAttributes([
      ["type", "registry"],
      ["ref", cacheReference(server, CACHE_NAMES.imported, label)],
    ]),
  );
  // Built anew it would run all steps twice if it were done again for its cache.
  const attributes = [...compressionAttribute(inputs), ...IGNORED];
  const exported = inputs.noCache ? exportedCache(solve, server, attributes) : [];
  return { ...solve, cacheFrom: imported, cacheTo: exported };
}

/**
 * The same solve, done again on the builder that has just done it, for nothing but its cache. What came from the cache
 * as a whole needs none, and whether it does is known only afterwards: looking for what there is to export takes
 * BuildKit a quarter of a build that changed nothing.
 * @returns `undefined` where there is no cache to export, or the solve has done so.
 */
export function planCacheExport(solve: Solve, server: CacheServer, { inputs }: Plan): Solve | undefined {
  const cacheTo = exportedCache(solve, server, compressionAttribute(inputs));
  if (solve.cacheTo.length > 0 || cacheTo.length === 0) return undefined;
  return { ...solve, references: [], exports: ["type=cacheonly"], cacheTo };
}

/** A build is none the worse for a cache that cannot be exported. */
const IGNORED: Attributes = [["ignore-error", "true"]];

function exportedCache(
  { label }: Pick<Solve, "label">,
  server: CacheServer,
  attributes: Attributes,
): readonly string[] {
  const { mode } = server;
  if (mode === undefined) return [];
  return [
    printAttributes([
      ["type", "registry"],
      ["ref", cacheReference(server, CACHE_NAMES.exported, label)],
      ["mode", mode],
      ["image-manifest", "true"],
      ["oci-mediatypes", "true"],
      ...attributes,
    ]),
  ];
}

function cacheReference({ path }: CacheServer, name: string, label: string): string {
  return `${path}/${name}:${labelSlug(label)}`;
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
