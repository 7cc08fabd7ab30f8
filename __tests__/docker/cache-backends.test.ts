import type { Server } from "node:net";
import { createConnection, createServer } from "node:net";
import { pipeline } from "node:stream";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { CacheRun, Content } from "../support/cache-world.ts";
import {
  CacheWorld,
  changedSource,
  contentOf,
  digestsOf,
  download,
  eventEnv,
  layerKeys,
  SMALL_STEPS,
} from "../support/cache-world.ts";
import { pidsWithEnvironment } from "../support/processes.ts";
import { describeCold, docker, engine, freshName } from "../support/world.ts";

const PLATFORMS = "linux/amd64,linux/arm64";
const STEPS = 2 * SMALL_STEPS;
const PROVENANCE = "https://slsa.dev/provenance/v0.2";
const FULL = { total: STEPS, cached: STEPS, executed: 0, failed: 0 };

let world: CacheWorld;

beforeAll(async () => {
  world = await CacheWorld.create();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

function someInputs(more: Readonly<Record<string, string>> = {}) {
  return { images: freshName(), tags: "latest", platforms: PLATFORMS, ...more };
}

describeCold("two images that share a cache by its scope", () => {
  it("build the second one without a step, though its registry has none of the layers", async () => {
    const first = await world.build(someInputs({ "cache-scope": "shared" }));
    const second = await world.build(someInputs({ "cache-scope": "shared" }));
    expect(second.metrics.steps).toEqual(FULL);
    expect(second.saved).toEqual([]);
    expect(digestsOf(second)).toEqual(digestsOf(first));
    // What the registry lacks is fetched, and from nowhere else.
    expect(layerKeys(second.fetched)).toEqual(layerKeys(first.saved));
  });
});

describeCold("layers compressed with zstd", () => {
  it("are so in image and cache alike, and are found again", async () => {
    const inputs = someInputs({ compression: "zstd" });
    const first = await world.build(inputs);
    const content = await contentOf(inputs.images, first.outputs["digest"] ?? "");
    const zstd = [...content.values()].filter(({ mediaType }) => mediaType.endsWith(".tar+zstd"));
    // The last layer of each platform; those of the base image stay what they are.
    expect(zstd.map(({ bytes }) => bytes.subarray(0, 4).toString("hex"))).toEqual(["28b52ffd", "28b52ffd"]);
    const again = await world.build(inputs);
    expect(again.metrics.steps).toEqual(FULL);
    expect(digestsOf(again)).toEqual(digestsOf(first));
  });
});

describeCold("BuildKit's own client of the same service", () => {
  it("has its entries beside ours, and neither finds the other's", async () => {
    const inputs = someInputs();
    const ours = await world.build(inputs);
    const gha = await world.build({ ...inputs, cache: "gha" });
    const ghaAgain = await world.build({ ...inputs, cache: "gha" });
    expect(gha.metrics).toMatchObject({ steps: { cached: 0 }, cache: { backend: "gha", problems: [] } });
    // It may not find all, but most.
    expect(ghaAgain.metrics.steps.cached).toBeGreaterThanOrEqual(STEPS / 2);
    expect(gha.saved.length).toBeGreaterThan(1);
    const oursAgain = await world.build(inputs);
    expect(oursAgain.metrics.steps).toEqual(FULL);
    expect(oursAgain.saved).toEqual([]);
    expect(ours.saved.filter((key) => gha.saved.includes(key))).toEqual([]);
  });
});

describeCold("a cache in the registry", () => {
  const cacheImage = async (name: string) => (await download(name, "manifests/buildcache")).toString();

  it("is an image beside the image, found again, and not written for a pull request", async () => {
    const inputs = someInputs({ cache: "registry" });
    const first = await world.build(inputs);
    const stored = await cacheImage(inputs.images);
    expect(JSON.parse(stored)).toMatchObject({
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: { mediaType: "application/vnd.buildkit.cacheconfig.v0" },
    });
    expect(first.metrics).toMatchObject({
      steps: { cached: 0 },
      cache: { backend: "registry", problems: [] },
    });
    const again = await world.build(inputs);
    expect(again.metrics.steps).toEqual(FULL);
    const kept = await cacheImage(inputs.images);
    world.write(changedSource());
    const proposal = await world.build(inputs, { env: eventEnv("pull_request", "refs/pull/5/merge") });
    expect(proposal.metrics).toMatchObject({ steps: { cached: 2 }, cache: { backend: "registry" } });
    expect(await cacheImage(inputs.images)).toBe(kept);
    expect([first, again, proposal].flatMap(({ requests }) => requests)).toEqual([]);
  });

  it("is wherever cache-from and cache-to say", async () => {
    const name = freshName();
    const where = `type=registry,ref=${name}:layers`;
    const inputs = someInputs({ "cache-from": where, "cache-to": `${where},mode=max` });
    const first = await world.build(inputs);
    expect(first.metrics).toMatchObject({ steps: { cached: 0 }, cache: { backend: "custom", problems: [] } });
    const again = await world.build(inputs);
    expect(again.metrics.steps).toEqual(FULL);
    expect(await docker("buildx", "imagetools", "inspect", "--raw", `${name}:layers`)).toContain(
      "cacheconfig",
    );
    expect([first, again].flatMap(({ requests }) => requests)).toEqual([]);
  });
});

describeCold("an engine that cannot be asked whether it reaches the loopback interface", () => {
  let proxy: Server;
  let host: string;

  beforeAll(async () => {
    const socket = (engine.env["DOCKER_HOST"] ?? "").replace("unix://", "");
    proxy = createServer((client) => {
      const upstream = createConnection(socket);
      // When either side goes, so does the other.
      pipeline(client, upstream, () => client.destroy());
      pipeline(upstream, client, () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = proxy.address();
    host = `tcp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => proxy.close(resolve));
  });

  it("builds with BuildKit's client instead, and says why", async () => {
    const inputs = someInputs();
    const run = await world.build(inputs, { env: { DOCKER_HOST: host } });
    const reason = "the engine does not reach this machine's loopback interface";
    expect(run.metrics.cache).toEqual({ backend: "gha", problems: [reason] });
    expect(run.main.log).toContain(`The layer cache is gha instead, since ${reason}`);
    expect(run.summary).toContain("The engine does not reach this machine's loopback interface.");
    expect(run.saved.filter((key) => key.startsWith("bx1-"))).toEqual([]);
    const again = await world.build(inputs, { env: { DOCKER_HOST: host } });
    expect(again.metrics.cache.backend).toBe("gha");
    expect(again.metrics.steps.cached).toBeGreaterThanOrEqual(STEPS / 2);
  });
});

describeCold("an image that was staged in the loopback registry", () => {
  const inputs = someInputs({ provenance: "mode=max", tags: "latest\n1.0" });
  let run: CacheRun;
  let content: ReadonlyMap<string, Content>;
  let secrets: readonly string[];

  beforeAll(async () => {
    run = await world.build(inputs);
    content = await contentOf(inputs.images, run.outputs["digest"] ?? "");
    secrets = run.commands.filter(({ name }) => name === "add-mask").map(({ message }) => message);
  });

  it("has attestations that name what was published, and none that nobody asked for", () => {
    const attestations = [...content.values()]
      .filter(({ mediaType }) => mediaType === "application/vnd.in-toto+json")
      .map(({ bytes }) => JSON.parse(bytes.toString()) as Statement);
    const digests = digestsOf(run);
    const subjects = PLATFORMS.split(",").map((platform) =>
      ["latest", "1.0"].map((tag) => ({
        name: `pkg:docker/${inputs.images}@${tag}?platform=${encodeURIComponent(platform)}`,
        digest: { sha256: digests[platform]?.replace("sha256:", "") },
      })),
    );
    expect(attestations.map(({ subject }) => subject)).toEqual(expect.arrayContaining(subjects));
    // Provenance of each platform, and no bill of materials.
    expect(attestations.map(({ predicateType }) => predicateType)).toEqual([PROVENANCE, PROVENANCE]);
  });

  it("does not have the registry's secret in anything that is published or handed over", () => {
    expect(secrets).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const [secret = ""] = secrets;
    const texts = [
      ...[...content].map(([digest, { bytes }]) => [digest, bytes.toString("latin1")] as const),
      ...Object.entries(run.outputs),
      ...Object.entries(run.state),
      ["summary", run.summary] as const,
    ];
    expect(texts.filter(([, text]) => text.includes(secret)).map(([name]) => name)).toEqual([]);
    const lines = (run.main.log + run.post.log).split("\n").filter((line) => line.includes(secret));
    expect(lines).toEqual([`::add-mask::${secret}`]);
  });

  it("leaves no file and no process behind", () => {
    expect(world.leftovers()).toEqual([]);
    expect(pidsWithEnvironment(`RUNNER_TEMP=${world.temp}`)).toEqual([]);
  });
});

/** The parts of an attestation that say what it is of. */
interface Statement {
  readonly predicateType: string;
  readonly subject: readonly unknown[];
}
