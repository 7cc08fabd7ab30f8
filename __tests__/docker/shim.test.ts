import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { BlobSource } from "../../src/edges/cache/blob-store.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";
import { describeCold, emptyBuilder, engine, World } from "../support/world.ts";

const execute = promisify(execFile);

const PLATFORMS = ["linux/amd64", "linux/arm64"];
const NONCE = Math.random().toString(36).slice(2);

const DOCKERFILE = `
ARG BASE
FROM \${BASE} AS build
ARG NONCE
RUN head -c 300000 /dev/urandom > /library.bin && echo \${NONCE}
COPY source.txt .
RUN { cat source.txt; uname -m; } > /built.txt
FROM \${BASE}
COPY --from=build /library.bin /library.bin
COPY --from=build /built.txt /built.txt
RUN test -s /built.txt
`;

/** A step of a Dockerfile, and whether it came from a cache. */
interface Step {
  readonly name: string;
  readonly isCached: boolean;
}

/** Builds one platform and pushes image and cache to a registry; tells how the steps went. */
async function solve(shim: RegistryShim, platform: string, world: World): Promise<readonly Step[]> {
  const tag = tagOf(platform);
  const args = [
    ...["buildx", "build", "--platform", platform, "--progress", "rawjson"],
    ...["--build-arg", `BASE=${engine.base}`, "--build-arg", `NONCE=${NONCE}`],
    ...["--output", `type=image,name=${shim.reference("image", tag)},push=true,store=false,unpack=false`],
    ...["--cache-from", `type=registry,ref=${shim.reference("cache", tag)}`],
    ...["--cache-to", `type=registry,ref=${shim.reference("cache", tag)},mode=max,ignore-error=true`],
    world.workspace,
  ];
  const options = { env: { ...process.env, ...engine.env }, maxBuffer: 1e8 };
  const { stderr } = await execute("docker", args, options);
  return stepsOf(stderr);
}

/** The steps that BuildKit's progress tells of, without those that only name a base. */
function stepsOf(progress: string): readonly Step[] {
  const steps = new Map<string, boolean>();
  for (const line of progress.split("\n").filter((text) => text.startsWith("{"))) {
    const { vertexes = [] } = JSON.parse(line) as { vertexes?: { name: string; cached?: boolean }[] };
    for (const { name, cached = false } of vertexes)
      if (/^\[.*\d+\/\d+\] (?!FROM)/.test(name)) steps.set(name, cached || steps.get(name) === true);
  }
  return [...steps].map(([name, isCached]) => ({ name, isCached }));
}

function tagOf(platform: string): string {
  return platform.replaceAll("/", "-");
}

/** The digest of the image for a platform, without the attestations beside it. */
function imageDigest(shim: RegistryShim, platform: string): string | undefined {
  const index = JSON.parse(shim.manifest("image", tagOf(platform))!.bytes.toString()) as {
    manifests: { digest: string; platform: { os: string; architecture: string } }[];
  };
  const isIt = (one: { os: string; architecture: string }) => `${one.os}/${one.architecture}` === platform;
  return index.manifests.find((manifest) => isIt(manifest.platform))?.digest;
}

/** The layers that a cache consists of, and its config. */
function cacheOf(shim: RegistryShim, platform: string) {
  const { config, layers } = JSON.parse(shim.manifest("cache", tagOf(platform))!.bytes.toString()) as {
    config: { digest: string };
    layers: { digest: string }[];
  };
  return { config: config.digest, layers: layers.map(({ digest }) => digest) };
}

/** What earlier registries hold. */
function sourceOf(shims: readonly RegistryShim[]): BlobSource {
  const find = (digest: string) => shims.map((shim) => shim.blob(digest)).find((blob) => blob !== undefined);
  return { has: find, fetch: (digest) => Promise.resolve(find(digest)?.file) };
}

function uploadsOf(shim: RegistryShim): readonly string[] {
  const blobs = [...shim.counts().byDigest];
  return blobs.filter(([, { uploadedBytes }]) => uploadedBytes > 0).map(([digest]) => digest);
}

describeCold("BuildKit with a cache and a staged image for each platform", () => {
  const folder = mkdtempSync(join(tmpdir(), "shim-"));
  const world = new World({ Dockerfile: DOCKERFILE, "source.txt": "one\n" });
  const shims: RegistryShim[] = [];
  const runs: (readonly Step[])[][] = [];

  /** A run of the action as the registry sees it: it begins with what those before left. */
  async function run() {
    const before = shims.at(-1);
    const source = sourceOf([...shims]);
    const shim = await RegistryShim.start({ folder: mkdtempSync(join(folder, "run-")), source });
    shims.push(shim);
    shim.acceptWrites(true);
    for (const platform of before ? PLATFORMS : [])
      shim.putManifest("cache", tagOf(platform), before!.manifest("cache", tagOf(platform))!.bytes);
    runs.push(await Promise.all(PLATFORMS.map((platform) => solve(shim, platform, world))));
    await emptyBuilder();
  }

  beforeAll(async () => {
    await run();
    await run();
    world.write({ "source.txt": "two\n" });
    await run();
  });
  afterAll(async () => {
    await Promise.all(shims.map((shim) => shim.close()));
    world.remove();
    rmSync(folder, { recursive: true });
  });

  it("runs every step the first time", () => {
    for (const steps of runs[0]!) expect(steps.map(({ isCached }) => isCached)).toEqual(Array(6).fill(false));
  });

  it("runs no step again on another machine when nothing changed", () => {
    for (const steps of runs[1]!) expect(steps.map(({ isCached }) => isCached)).toEqual(Array(6).fill(true));
  });

  it("reads only the caches' configs for that", () => {
    const configs = PLATFORMS.map((platform) => cacheOf(shims[0]!, platform).config);
    const read = [...shims[1]!.counts().byDigest].filter(([, { servedBytes }]) => servedBytes > 0);
    expect(read.map(([digest]) => digest).toSorted()).toEqual(configs.toSorted());
    expect(shims[1]!.counts().total.failures).toBe(0);
  });

  it.each(PLATFORMS)("makes the same image for %s out of the cache", (platform) => {
    expect(imageDigest(shims[0]!, platform)).toMatch(/^sha256:/);
    expect(imageDigest(shims[1]!, platform)).toBe(imageDigest(shims[0]!, platform));
    expect(cacheOf(shims[1]!, platform).layers.toSorted()).toEqual(
      cacheOf(shims[0]!, platform).layers.toSorted(),
    );
  });

  it("pushes no layer again", () => {
    const layers = PLATFORMS.flatMap((platform) => cacheOf(shims[1]!, platform).layers);
    expect(uploadsOf(shims[1]!).filter((digest) => layers.includes(digest))).toEqual([]);
  });

  it("runs and pushes only what a change of a source needs", () => {
    for (const steps of runs[2]!) {
      const run = steps.filter(({ isCached }) => !isCached).map(({ name }) => name.replace(/^.*\] /, ""));
      expect(run.toSorted()).toEqual([
        "COPY --from=build /built.txt /built.txt",
        "COPY source.txt .",
        "RUN test -s /built.txt",
        "RUN { cat source.txt; uname -m; } > /built.txt",
      ]);
    }
    const known = PLATFORMS.flatMap((platform) => cacheOf(shims[1]!, platform).layers);
    const layers = PLATFORMS.flatMap((platform) => cacheOf(shims[2]!, platform).layers);
    const pushed = uploadsOf(shims[2]!).filter((digest) => layers.includes(digest));
    expect(pushed.toSorted()).toEqual([...new Set(layers)].filter((one) => !known.includes(one)).toSorted());
    expect(pushed.length).toBeGreaterThan(0);
    expect(shims[2]!.counts().total.uploadedBytes).toBeLessThan(100_000);
  });
});
