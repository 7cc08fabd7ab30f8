import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SeenRequest } from "../../scripts/lib/cache-service.mjs";
import { CacheService } from "../../scripts/lib/cache-service.mjs";
import type { ActionOptions, ActionRun } from "../../scripts/lib/runner.mjs";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import type { Metrics } from "../../src/domain/metrics/metrics.ts";
import { emptyBuilder, World } from "./world.ts";

/** A Dockerfile of two stages whose layers are others each time they are made. Its last three steps depend on the source. */
export const SMALL_BUILD = {
  Dockerfile: `ARG BASE
FROM \${BASE} AS build
RUN cat /proc/sys/kernel/random/uuid >/installed.txt
COPY source.txt .
RUN { cat source.txt; cat /proc/sys/kernel/random/uuid; } >/built.txt
FROM \${BASE}
COPY --from=build /built.txt /srv/built.txt
CMD ["head", "-n", "1", "/srv/built.txt"]
`,
  "source.txt": "hello\n",
};

/** How many steps it has for each platform. */
export const SMALL_STEPS = 4;

/** A source for {@link SMALL_BUILD} that no build had before. */
export function changedSource(): Readonly<Record<string, string>> {
  return { "source.txt": `changed ${Math.random().toString(36).slice(2)}\n` };
}

/** The environment of a job that another event than a push to main set off. */
export function eventEnv(name: string, ref = "refs/heads/main"): Readonly<Record<string, string>> {
  return { GITHUB_EVENT_NAME: name, GITHUB_REF: ref };
}

/** A run of the action with what it asked of the cache service. */
export interface CacheRun extends ActionRun {
  readonly metrics: Metrics;
  readonly requests: readonly SeenRequest[];
  /** The keys that it created entries with, sorted. */
  readonly saved: readonly string[];
  /** The keys of entries that it downloaded, sorted. */
  readonly fetched: readonly string[];
}

/** What differs from a job for a push to main on a machine that has built nothing. */
export interface CacheRunOptions extends Partial<ActionOptions> {
  /** The scopes of the job's token, 1 to read and 2 to write. */
  readonly scopes?: Readonly<Record<string, number>>;
}

/** Sources, a cache service, and an engine whose builder is as that of a new machine at the start of each run. */
export class CacheWorld extends World {
  readonly service: CacheService;

  private constructor(service: CacheService, files: Readonly<Record<string, string>>) {
    super(files);
    this.service = service;
  }

  static async create(files: Readonly<Record<string, string>> = SMALL_BUILD): Promise<CacheWorld> {
    return new CacheWorld(await CacheService.start(), files);
  }

  /** With the sources of a folder of fixtures. */
  static async ofFixture(name: string): Promise<CacheWorld> {
    const world = await CacheWorld.create({});
    const folder = fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
    cpSync(folder, world.workspace, { recursive: true });
    return world;
  }

  /** Runs the action, main and post, on an empty builder, and fails where the action does. */
  async build(
    inputs: Readonly<Record<string, string>>,
    { scopes, env, ...more }: CacheRunOptions = {},
  ): Promise<CacheRun> {
    await emptyBuilder();
    const before = this.service.requests.length;
    // A test of the layer cache counts requests and entries, which the history has of its own.
    const run = await this.run(
      { history: "0", ...inputs },
      { ...more, env: { ...this.service.env(scopes), ...env } },
    );
    if (run.main.exitCode + run.post.exitCode !== 0) throw new Error(run.main.log + run.post.log);
    const requests = this.service.requests.slice(before);
    // The last answers are counted only once they have ended here, too.
    await waitUntil(() => requests.every(({ status }) => status !== 0), { timeoutMs: 1_000 });
    return {
      ...run,
      requests,
      metrics: JSON.parse(run.outputs["metrics"] ?? "") as Metrics,
      saved: keysOf(requests, "finalize"),
      fetched: keysOf(requests, "download"),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service.close();
    this.remove();
  }
}

/** Of such keys, those of layers: of single blobs and of packs. */
export function layerKeys(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => /^bx1-[bp]-/.test(key));
}

/** Of such keys, the architectures whose index they are of, and `joint`; sorted. */
export function indexLabels(keys: readonly string[]): readonly string[] {
  return keys
    .flatMap((key) => /^bx1-i-.*-(joint|(?<=linux-)[a-z0-9]+)--[^-]*$/.exec(key)?.[1] ?? [])
    .toSorted();
}

/** The bytes that a run uploaded to entries with layers. */
export function uploadedBytes({ requests }: CacheRun): number {
  const uploads = requests.filter(
    ({ operation, key = "" }) => operation === "upload" && layerKeys([key]).length > 0,
  );
  return uploads.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
}

/** The digest of each platform's image, by platform. */
export function digestsOf({ outputs }: CacheRun): Readonly<Record<string, string>> {
  return JSON.parse(outputs["digests"] ?? "{}") as Record<string, string>;
}

function keysOf(requests: readonly SeenRequest[], operation: SeenRequest["operation"]): readonly string[] {
  const done = requests.filter((request) => request.operation === operation && request.status < 300);
  return [...new Set(done.flatMap(({ key }) => key ?? []))].toSorted();
}

/** Every document and blob of a published image, attestations included, by its digest. */
export async function contentOf(name: string, reference: string): Promise<ReadonlyMap<string, Content>> {
  const content = new Map<string, Content>();
  const visit = async (kind: "manifests" | "blobs", { digest, mediaType }: Descriptor): Promise<void> => {
    if (content.has(digest)) return;
    const bytes = await download(name, `${kind}/${digest}`);
    content.set(digest, { mediaType, bytes });
    if (kind === "blobs") return;
    const document = JSON.parse(bytes.toString()) as Document;
    await Promise.all([
      ...(document.manifests ?? []).map((manifest) => visit("manifests", manifest)),
      ...[document.config ?? [], document.layers ?? []].flat().map((blob) => visit("blobs", blob)),
    ]);
  };
  await visit("manifests", { digest: reference, mediaType: "" });
  return content;
}

/** A document or blob of a registry. */
export interface Content {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Downloads what the engine's registry has at a path of a repository. */
export async function download(name: string, path: string): Promise<Buffer> {
  const [host = "", ...repository] = name.split("/");
  const accept = ["index", "manifest"].map((kind) => `application/vnd.oci.image.${kind}.v1+json`).join(", ");
  const response = await fetch(`http://${host}/v2/${repository.join("/")}/${path}`, { headers: { accept } });
  if (!response.ok) throw new Error(`${path} of ${name}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
}

interface Document {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}
