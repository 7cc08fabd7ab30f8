import type { CacheUsage } from "../domain/cache-failure.ts";
import { cacheUsages } from "../domain/cache-failure.ts";
import { labelSlug } from "../domain/cache/keys.ts";
import { ActionError } from "../domain/failure.ts";
import type { JoinedImage, MetadataPart } from "../domain/joined-metadata.ts";
import { joinMetadata } from "../domain/joined-metadata.ts";
import type { SolveFigures } from "../domain/metrics/solve-figures.ts";
import type { Plan } from "../domain/plan.ts";
import { CACHE_NAMES, isStaged, planSolves } from "../domain/solve-plan.ts";
import type { StagedPart } from "../edges/cache/staged-image.ts";
import { warn } from "../edges/log.ts";
import { exportCaches } from "./export-cache.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Prepared } from "./prepare.ts";
import type { StagedImage } from "./publish.ts";
import { Publication } from "./publish.ts";
import type { SolveEnd } from "./solve.ts";
import { runSolve } from "./solve.ts";

/** What BuildKit made. */
export interface Built {
  /** Of the index or manifest; absent where nothing with a digest was exported. */
  readonly digest: string | undefined;
  /** buildx's metadata, as JSON text. */
  readonly metadata: string;
  /** How often something was run again. */
  readonly retries: number;
  /** What was measured of each of its solves. */
  readonly solves: readonly SolveFigures[];
  /** Why the layer cache was not used to the end, as parts of sentences. */
  readonly cacheProblems: readonly string[];
}

/**
 * Builds every platform and exports the result, and publishes what was built one platform at a time. What fails
 * because of the layer cache is done again with less of it, in the end without any.
 * @throws ActionError that says what to do about the failure.
 */
export async function build(plan: Plan, prepared: Prepared): Promise<Built> {
  return buildWithAny(cacheUsages(plan, prepared.cache?.server), prepared, []);
}

async function buildWithAny(
  [usage, ...others]: ReturnType<typeof cacheUsages>,
  prepared: Prepared,
  cacheProblems: readonly string[],
): Promise<Built> {
  try {
    const built = await buildWith(usage, prepared);
    return { ...built, retries: built.retries + cacheProblems.length, cacheProblems };
  } catch (error) {
    const [next, ...rest] = others;
    if (!(error instanceof ActionError) || error.code !== "cache" || next === undefined) throw error;
    warn(`${error.message}\nThe layer cache got in the way: building again with less of it.`);
    // Solves run side by side; nothing is built again before all have ended.
    await prepared.docker.ended();
    if (next.server === undefined) await prepared.cache?.abandon();
    return buildWithAny([next, ...rest], prepared, [...cacheProblems, error.message.replace(/\s+/g, " ")]);
  }
}

async function buildWith(usage: CacheUsage, prepared: Prepared): Promise<Omit<Built, "cacheProblems">> {
  const { plan, server } = usage;
  const solves = planSolves(plan, server);
  const cache = server && prepared.cache;
  const publication = cache && publicationOf(cache, plan, prepared);
  // A solve that publishes by itself does so in one registry before it is refused by the other.
  if (publication === undefined) await prepared.proof;
  const ends = await prepared.timeline.phase("build", () =>
    Promise.all(
      solves.map(async (solve) => {
        const end = await runSolve(solve, usage, prepared);
        for (const part of stagedParts([end])) publication?.begin(part);
        return end;
      }),
    ),
  );
  const [image] = await Promise.all([
    publication && publish(publication, stagedParts(ends), prepared),
    // Saving goes on after that.
    cache && exportCaches(ends, { cache, usage, prepared }),
  ]);
  return {
    ...(image && cache ? joined(ends, image, { ...plan, path: cache.shim.path }) : exported(ends)),
    retries: ends.reduce((sum, { retries }) => sum + retries, 0),
    solves: ends.map(({ figures }) => figures),
  };
}

/** Publishes what each solve leaves in the loopback registry, where that is how it is published. */
function publicationOf(
  { shim }: LayerCache,
  plan: Plan,
  { publisher, signal, previous }: Prepared,
): Publication | undefined {
  if (!isStaged(plan) || !plan.publish.push) return undefined;
  const gate = { limits: plan.inputs.sizeLimits, previous };
  return new Publication({ ...plan, shim, signal, gate }, publisher);
}

async function publish(
  publication: Publication,
  parts: readonly StagedPart[],
  { timeline, proof }: Prepared,
): Promise<StagedImage> {
  await proof;
  return timeline.phase("publish", () => publication.finish(parts));
}

function stagedParts(ends: readonly SolveEnd[]): readonly (StagedPart & MetadataPart)[] {
  return ends.flatMap(({ solve: { label, platforms }, metadata }) =>
    platforms.map((platform) => ({ platform, metadata, name: CACHE_NAMES.image, tag: labelSlug(label) })),
  );
}

type Image = Pick<Built, "digest" | "metadata">;

/** What a solve exported by itself. */
function exported([end]: readonly SolveEnd[]): Image {
  const { metadata = "{}" } = end ?? {};
  const digest = (JSON.parse(metadata) as Record<string, unknown>)["containerimage.digest"];
  return { metadata, digest: typeof digest === "string" ? digest : undefined };
}

/** What several solves came to, in one. */
function joined(
  ends: readonly SolveEnd[],
  image: StagedImage,
  { references, path }: Pick<JoinedImage, "references" | "path">,
): Image {
  return { digest: image.digest, metadata: joinMetadata(stagedParts(ends), { ...image, references, path }) };
}
