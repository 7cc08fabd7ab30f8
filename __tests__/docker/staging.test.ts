import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { parsePlatforms } from "../../src/domain/platform.ts";
import type { ImageName } from "../../src/domain/reference.ts";
import { parseImageName } from "../../src/domain/reference.ts";
import type { BlobSource } from "../../src/edges/cache/blob-store.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import { Publication } from "../../src/phases/publish.ts";
import { verify } from "../../src/phases/verify.ts";
import type { Listed, Staged } from "../support/a-staged-image.ts";
import { buildImage, fetchFrom, publishStaged, Staging } from "../support/a-staged-image.ts";
import { PushProxy } from "../support/push-proxy.ts";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { docker, engine, freshName, World } from "../support/world.ts";

const PLATFORMS = parsePlatforms(["linux/amd64", "linux/arm64", "linux/riscv64"]);
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";

const session = new RegistrySession({ credentials: () => Promise.resolve(undefined), retryDelayMs: 1 });
const publisher = new RegistryPublisher(session, { retryDelayMs: 1 });

describe("an image that is built one platform at a time and published as one", () => {
  const world = new World({
    Dockerfile: [
      "ARG BASE",
      "FROM ${BASE}",
      "COPY shared.bin /",
      "RUN uname -m > /built.txt && head -c 2000000 /dev/urandom > /own.bin",
    ].join("\n"),
    "shared.bin": "the same for every platform",
  });
  let staging: Staging;
  let staged: Staged;
  let proxy: PushProxy;
  let repositories: readonly ImageName[];

  beforeAll(async () => {
    staging = await Staging.start();
    staged = await staging.build(world.workspace, PLATFORMS, "--provenance", "mode=max");
  });
  afterAll(async () => {
    await staging[Symbol.asyncDispose]();
    world.remove();
  });
  beforeEach(async () => {
    proxy = await PushProxy.start(engine.registry);
    repositories = [aRepository(), aRepository()];
  });
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]();
  });

  function aRepository(): ImageName {
    return { ...parseImageName(freshName()), registry: proxy.host };
  }

  /** Two tags in the first repository, one in the others. */
  function target() {
    const [first, ...others] = repositories.map((name) => ({ ...name, tag: "one" }));
    return { references: [first!, { ...first!, tag: "two" }, ...others], repositories };
  }

  const publish = (from = staged) => publishStaged(from, target(), publisher);
  const asked = (pattern: RegExp) => proxy.seen.filter((one) => pattern.test(one));
  const isTagged = async (name: ImageName) => (await fetchFrom(name, "manifests/one")).ok;

  async function failure(work: Promise<unknown>): Promise<ActionError> {
    const error: unknown = await work.catch((caught: unknown) => caught);
    if (error instanceof ActionError) return error;
    throw new Error("It did not fail with an ActionError.");
  }

  it("has exactly the planned platforms in every repository", async () => {
    const { digest, mediaType, sizeBytes } = await publish();
    expect(mediaType).toBe(OCI_INDEX);
    const { headers } = await fetchFrom(repositories[1]!, "manifests/one", "HEAD");
    expect(headers.get("docker-content-digest")).toBe(digest);
    expect(Number(headers.get("content-length"))).toBe(sizeBytes);
    const expected = { digest, platforms: PLATFORMS, ...target() };
    const { images } = await verify(expected, new RegistryClient(session));
    expect(images.map(({ platform }) => platform)).toEqual(PLATFORMS);
  });

  it.each([
    { platform: "linux/arm64", machine: "aarch64" },
    { platform: "linux/riscv64", machine: "riscv64" },
  ])("runs as $machine from there", async ({ platform, machine }) => {
    await publish();
    const image = `${engine.registry}/${repositories[1]!.repository}:one`;
    const ran = await docker("run", "--rm", "--platform", platform, image, "cat", "/built.txt");
    expect(ran).toBe(`${machine}\n`);
  });

  it("gets its tags when it is whole everywhere, and each tag once", async () => {
    await publish();
    const puts = asked(/^PUT /);
    const tags = puts.filter((one) => /manifests\/(?!sha256)/.test(one));
    expect(puts.slice(-3)).toEqual(tags);
    expect(tags.toSorted()).toEqual(
      target()
        .references.map(({ repository, tag }) => `PUT /v2/${repository}/manifests/${tag}`)
        .toSorted(),
    );
  });

  it("asks and sends nothing twice, and mounts what the other repository has", async () => {
    await publish();
    const withoutUpload = proxy.seen.map((one) => one.replace(/uploads\/[^?]+/, "uploads/"));
    const questions = withoutUpload.filter((one) => !one.startsWith("GET"));
    const posts = questions.filter((one) => /^POST [^?]+$/.test(one));
    const others = questions.filter((one) => !posts.includes(one));
    expect(others.filter((one, at) => others.indexOf(one) !== at)).toEqual([]);

    const blobs = new Set(asked(/^HEAD .*blobs/).map((one) => /sha256:\w+/.exec(one)![0]));
    expect(asked(/^HEAD .*blobs/)).toHaveLength(2 * blobs.size);
    expect(posts).toHaveLength(blobs.size);
    expect(asked(/^PUT .*blobs/)).toHaveLength(blobs.size);
    expect(asked(/^POST .*mount=/)).toHaveLength(blobs.size);
  });

  it("asks a repository for no more than six things at a time", async () => {
    await publish();
    expect(asked(/blobs/).length).toBeGreaterThan(24);
    for (const { repository } of repositories) expect(proxy.most.get(repository)).toBeLessThanOrEqual(6);
  });

  it("asks only for manifests where all is there already", async () => {
    await publish();
    proxy.seen.length = 0;
    await publish();
    expect(asked(/blobs/)).toEqual([]);
    expect(asked(/^PUT .*sha256/)).toEqual([]);
    expect(asked(/^HEAD /)).toHaveLength(2 * 2 * PLATFORMS.length);
    expect(asked(/^PUT /)).toHaveLength(3);
  });

  it("goes out platform by platform while others are still built, and nobody sees it before it is whole", async () => {
    const publication = new Publication({ shim: staged.shim, ...target() }, publisher);
    const [first, ...others] = staged.parts;
    publication.begin(first!);
    const isSent = () => asked(/^PUT .*blobs/).length > 0 && proxy.most.size > 0;
    expect(await waitUntil(isSent, { timeoutMs: 10_000 })).toBe(true);
    expect(asked(/^PUT .*manifests/)).toEqual([]);
    for (const part of others) publication.begin(part);
    const { digest } = await publication.finish(staged.parts);
    const expected = { digest, platforms: PLATFORMS, ...target() };
    expect((await verify(expected, new RegistryClient(session))).digest).toBe(digest);
    const heads = asked(/^HEAD .*blobs/);
    expect(heads.filter((one, at) => heads.indexOf(one) !== at)).toEqual([]);
  });

  it("tells in the end what failed while others were built", async () => {
    proxy.behaviour.interfere = (one) => (/^POST .*blobs/.test(one) ? 403 : undefined);
    const publication = new Publication({ shim: staged.shim, ...target() }, publisher);
    publication.begin(staged.parts[0]!);
    expect(await waitUntil(() => asked(/^POST .*blobs/).length > 0, { timeoutMs: 10_000 })).toBe(true);
    expect((await failure(publication.finish(staged.parts))).code).toBe("registry-denied");
    expect(asked(/^PUT .*manifests/)).toEqual([]);
  });

  it("is published through a registry that fails now and then", async () => {
    const counts = new Map<string, number>();
    let at = 0;
    proxy.behaviour.interfere = (one) => {
      // Every upload has an address of its own.
      const what = one.replace(/uploads\/.*&digest/, "uploads/?digest");
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      at += 1;
      if (count > 1 || at % 3 !== 0) return undefined;
      return one.startsWith("PUT") && at % 2 === 0 ? "cut" : 500;
    };
    const { digest } = await publish();
    const expected = { digest, platforms: PLATFORMS, ...target() };
    expect((await verify(expected, new RegistryClient(session))).digest).toBe(digest);
    expect([...counts.values()].some((count) => count > 1)).toBe(true);
  });

  it.each([
    { case: "from the start", method: "HEAD" },
    { case: "in the end", method: "PUT" },
  ])("is tagged nowhere when one repository cannot be completed $case", async ({ method }) => {
    const refused = `${method} /v2/${repositories[1]!.repository}/manifests`;
    proxy.behaviour.interfere = (one) => (one.startsWith(refused) ? 403 : undefined);
    expect((await failure(publish())).code).toBe("registry-denied");
    expect(asked(/^PUT .*manifests\/(?:one|two)$/)).toEqual([]);
    // What were still under way would reach the registry no later than this.
    const ended = proxy.seen.length;
    expect(await Promise.all(repositories.map(isTagged))).toEqual([false, false]);
    expect(proxy.seen).toHaveLength(ended + 2);
  });

  it("is not sent to one repository any more when another refused it", async () => {
    const refused = `HEAD /v2/${repositories[1]!.repository}/manifests`;
    proxy.behaviour.interfere = (one) => (one.startsWith(refused) ? 403 : undefined);
    await failure(publish());
    // Those that were under way.
    expect(asked(/^PUT .*blobs/).length).toBeLessThanOrEqual(6);
  });

  it("ends with the run's signal, and is then tagged nowhere", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const ending = new RegistrySession({ credentials: () => Promise.resolve(undefined), signal });
    proxy.behaviour.interfere = (one) => {
      if (one.startsWith("PUT")) controller.abort();
      return undefined;
    };
    const error = await failure(
      publishStaged(staged, { ...target(), signal }, new RegistryPublisher(ending)),
    );
    expect(error.code).toBe("cancelled");
    expect(await Promise.all(repositories.map(isTagged))).toEqual([false, false]);
  });

  /** The layers and configs of the images, without attestations. */
  function imageBlobs(): readonly string[] {
    const read = (reference: string) =>
      JSON.parse(staging.shim.manifest("image", reference)!.bytes.toString()) as Listed;
    const images = staged.parts.flatMap(({ tag }) => read(tag).manifests!.filter((one) => !one.annotations));
    const manifests = images.map(({ digest }) => read(digest));
    return [
      ...new Set(manifests.flatMap(({ config, layers }) => [config!, ...layers!].map((one) => one.digest))),
    ];
  }

  /** Another run to which the image's blobs are only promised. */
  async function promised(fetch: BlobSource["fetch"]) {
    const { shim } = staging;
    const later = await Staging.start({ has: (digest) => shim.blob(digest), fetch });
    const copy = (reference: string, tag = reference) =>
      later.shim.putManifest("image", tag, shim.manifest("image", reference)!.bytes);
    for (const { tag } of staged.parts) {
      copy(tag);
      const { manifests } = JSON.parse(shim.manifest("image", tag)!.bytes.toString()) as Listed;
      for (const { digest } of manifests!) copy(digest);
    }
    // The digests of statements hold the other run's path, so its path is what the test publishes under.
    const { path } = shim;
    return { later, from: { ...staged, shim: Object.defineProperty(later.shim, "path", { value: path }) } };
  }

  it("has layers that were only promised fetched where they are lacking, and once", async () => {
    const fetched: string[] = [];
    const fetch = (digest: string) => {
      fetched.push(digest);
      return Promise.resolve(staging.shim.blob(digest)?.file);
    };
    const layers = new Set(imageBlobs());
    const { later, from } = await promised(fetch);
    await publish(from);
    expect(fetched.filter((digest) => layers.has(digest)).toSorted()).toEqual([...layers].toSorted());
    await later[Symbol.asyncDispose]();

    fetched.length = 0;
    const again = await promised(fetch);
    await publish(again.from);
    expect(fetched.filter((digest) => layers.has(digest))).toEqual([]);
    await again.later[Symbol.asyncDispose]();
  });

  it("is not published when a layer that was promised cannot be had", async () => {
    const layers = imageBlobs();
    const lost = layers.at(-1);
    const { later, from } = await promised((digest) =>
      Promise.resolve(digest === lost ? undefined : staging.shim.blob(digest)?.file),
    );
    const error = await failure(publish(from));
    expect({ code: error.code, message: error.message }).toEqual({
      code: "cache",
      message: `A layer that the layer cache has promised cannot be had: ${lost}`,
    });
    expect(await Promise.all(repositories.map(isTagged))).toEqual([false, false]);
    await later[Symbol.asyncDispose]();
  });

  it("is not published when it was not pushed, or its files are gone", async () => {
    const [part] = staged.parts;
    const missing = await failure(publish({ ...staged, parts: [{ ...part!, tag: "missing" }] }));
    expect(missing.code).toBe("cache");
    await using other = await Staging.start();
    const from = await other.build(world.workspace, PLATFORMS.slice(0, 1), "--provenance", "false");
    const { config } = JSON.parse(other.shim.manifest("image", "linux-amd64")!.bytes.toString()) as Listed;
    rmSync(other.shim.blob(config!.digest)!.file);
    expect((await failure(publish(from))).code).toBe("cache");
  });
});

describe("an image without attestations", () => {
  // With a time of its own it is the same image whenever it is built.
  const args = ["--provenance", "false", "--build-arg", "SOURCE_DATE_EPOCH=0"];
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nENV BUILT=yes\n" });
  afterAll(() => {
    world.remove();
  });

  it.each([
    { case: "one platform", platforms: PLATFORMS.slice(0, 1), more: [] },
    { case: "several platforms", platforms: PLATFORMS, more: [] },
    {
      case: "several platforms and annotations",
      platforms: PLATFORMS,
      more: ["--annotation", "manifest:a=<b>"],
    },
  ])("is for $case, to the last byte, what a push of its own makes", async ({ platforms, more }) => {
    const [direct, repository] = [freshName(), parseImageName(freshName())];
    await buildImage(world.workspace, platforms, [`${direct}:one`], ...args, ...more);
    await using staging = await Staging.start();
    const staged = await staging.build(world.workspace, platforms, ...args, ...more);
    const target = { references: [{ ...repository, tag: "one" }], repositories: [repository] };
    const published = await publishStaged(staged, target, publisher);
    const { headers } = await fetchFrom(parseImageName(direct), "manifests/one", "HEAD");
    expect(published).toEqual({
      digest: headers.get("docker-content-digest"),
      mediaType: headers.get("content-type"),
      sizeBytes: Number(headers.get("content-length")),
    });
  });
});
