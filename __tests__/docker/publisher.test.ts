import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { parsePlatforms } from "../../src/domain/platform.ts";
import type { ImageName } from "../../src/domain/reference.ts";
import { parseImageName } from "../../src/domain/reference.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import type { Blob } from "../../src/edges/registry/publisher.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import { verify } from "../../src/phases/verify.ts";
import { PushProxy } from "../support/push-proxy.ts";
import { digestOf } from "../support/token-registry.ts";
import { docker, engine, freshName, World } from "../support/world.ts";

const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";

interface Stored {
  readonly mediaType: string;
  readonly manifests?: readonly { readonly digest: string }[];
  readonly layers?: readonly { readonly digest: string }[];
  readonly config?: { readonly digest: string };
}

const session = new RegistrySession({ credentials: () => Promise.resolve(undefined), retryDelayMs: 1 });

function aBlob(content: Buffer, digest = digestOf(content)): Blob {
  const { byteLength: sizeBytes } = content;
  return { digest, content: () => Promise.resolve({ sizeBytes, open: () => Readable.from([content]) }) };
}

async function read({ registry, repository }: ImageName, path: string): Promise<Buffer> {
  const headers = { accept: `${OCI_INDEX}, ${OCI_MANIFEST}` };
  const answer = await fetch(`http://${registry}/v2/${repository}/${path}`, { headers });
  return Buffer.from(await answer.arrayBuffer());
}

describe("publishing to the real registry", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN true\n" });
  const publisher = new RegistryPublisher(session);
  const source = parseImageName(freshName());
  let digest: string;

  beforeAll(async () => {
    const output = `type=image,name=${source.registry}/${source.repository}:one,push=true,store=false,unpack=false`;
    const args = [
      ...["--platform", "linux/amd64,linux/arm64", "--build-arg", `BASE=${engine.base}`],
      ...["--provenance", "mode=max", "--output", output],
    ];
    digest = (await docker("buildx", "build", "--quiet", ...args, world.workspace)).trim();
  });
  afterAll(() => {
    world.remove();
  });

  /** Copies a manifest or index with all below it, and tells how its blobs came there. */
  async function copy(to: ImageName, reference: string, as: string): Promise<readonly string[]> {
    const bytes = (await read(source, `manifests/${reference}`)).toString();
    const stored = JSON.parse(bytes) as Stored;
    const outcomes: string[] = [];
    for (const child of stored.manifests ?? [])
      outcomes.push(...(await copy(to, child.digest, child.digest)));
    for (const blob of [...(stored.config ? [stored.config] : []), ...(stored.layers ?? [])]) {
      const content = await read(source, `blobs/${blob.digest}`);
      outcomes.push(await publisher.ensureBlob(to, aBlob(content)));
    }
    await publisher.putManifest(to, as, { mediaType: stored.mediaType, bytes });
    return outcomes;
  }

  it("makes the same image elsewhere, under a tag that comes last", async () => {
    const target = parseImageName(freshName());
    const outcomes = await copy(target, digest, "copied");
    expect(outcomes.filter((outcome) => outcome === "sent").length).toBeGreaterThanOrEqual(4);
    const platforms = parsePlatforms(["linux/amd64", "linux/arm64"]);
    const expected = {
      digest,
      platforms,
      references: [{ ...target, tag: "copied" }],
      repositories: [target],
    };
    expect((await verify(expected, new RegistryClient(session))).digest).toBe(digest);
  });

  it("sends nothing that is there already", async () => {
    expect(new Set(await copy(source, digest, "again"))).toEqual(new Set(["present"]));
  });

  it.each([
    { case: "has", wanted: () => digest, found: true },
    { case: "has not", wanted: () => digestOf(randomBytes(8)), found: false },
  ])("tells that a repository $case a manifest", async ({ wanted, found }) => {
    expect(await publisher.hasManifest(source, { digest: wanted(), mediaType: OCI_INDEX })).toBe(found);
  });

  it("passes on the registry's refusal of bytes that are not those of the digest", async () => {
    const blob = aBlob(Buffer.from("bytes"), digestOf(Buffer.from("other")));
    const error = await failure(new RegistryPublisher(session, { tries: 1 }).ensureBlob(source, blob));
    expect(error.code).toBe("registry");
    expect(error.message).toMatch(/digest/i);
  });

  it("passes on why a blob cannot be had, without opening an upload", async () => {
    const lost = new ActionError("cache", "it is lost");
    const blob = { digest: digestOf(randomBytes(8)), content: () => Promise.reject(lost) };
    expect(await failure(publisher.ensureBlob(source, blob))).toBe(lost);
  });
});

describe("publishing through trouble", () => {
  const content = randomBytes(3_000_000);
  const blob = aBlob(content);
  let proxy: PushProxy;
  let [target, other] = [parseImageName(freshName()), parseImageName(freshName())];

  beforeEach(async () => {
    proxy = await PushProxy.start(engine.registry);
    [target, other] = [freshName(), freshName()]
      .map(parseImageName)
      .map(({ repository }) => ({ registry: proxy.host, repository })) as [ImageName, ImageName];
  });
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]();
  });

  const publisher = () => new RegistryPublisher(session, { retryDelayMs: 1 });

  /** Lets requests that fit a pattern fail so often. */
  function fail(pattern: RegExp, times: number, how: "cut" | number) {
    let left = times;
    proxy.behaviour.interfere = (asked) => (pattern.test(asked) && left-- > 0 ? how : undefined);
  }

  const asked = (pattern: RegExp) => proxy.seen.filter((one) => pattern.test(one));

  it("begins an upload anew when the registry fails in its midst", async () => {
    fail(/^PUT /, 2, "cut");
    expect(await publisher().ensureBlob(target, blob)).toBe("sent");
    expect(asked(/^PUT /)).toHaveLength(3);
    expect((await read(target, `blobs/${blob.digest}`)).equals(content)).toBe(true);
  });

  it.each([
    { what: "questions for blobs", pattern: /^HEAD .*blobs/ },
    { what: "openings of uploads", pattern: /^POST / },
    { what: "uploads", pattern: /^PUT / },
  ])("tries again after failures of $what", async ({ pattern }) => {
    fail(pattern, 2, 503);
    expect(await publisher().ensureBlob(target, blob)).toBe("sent");
    expect(asked(pattern).length).toBeGreaterThan(2);
  });

  it.each([
    { how: 500 as const, times: 2 },
    { how: "cut" as const, times: 1 },
  ])("puts a manifest again after $how", async ({ how, times }) => {
    const config = aBlob(Buffer.from("{}"));
    await publisher().ensureBlob(target, config);
    const mediaType = "application/vnd.oci.image.config.v1+json";
    const bytes = JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType, digest: config.digest, size: 2 },
      layers: [],
    });
    fail(/^PUT .*manifests/, times, how);
    await publisher().putManifest(target, "one", { mediaType: OCI_MANIFEST, bytes });
    expect(asked(/^PUT .*manifests/)).toHaveLength(times + 1);
    expect((await read(target, "manifests/one")).toString()).toBe(bytes);
  });

  it("gives up a registry that goes on failing", async () => {
    fail(/^PUT /, Infinity, 502);
    const error = await failure(publisher().ensureBlob(target, blob));
    expect({ code: error.code, message: error.message }).toEqual({
      code: "registry",
      message: expect.stringContaining("(HTTP 502)") as unknown,
    });
    expect(asked(/^PUT /)).toHaveLength(3);
  });

  it("ends with the session's signal", async () => {
    const controller = new AbortController();
    const ended = new RegistrySession({
      credentials: () => Promise.resolve(undefined),
      signal: controller.signal,
    });
    proxy.behaviour.interfere = (one) => {
      if (!one.startsWith("PUT")) return undefined;
      controller.abort();
      return "cut";
    };
    const error = await failure(new RegistryPublisher(ended).ensureBlob(target, blob));
    expect(error.code).toBe("cancelled");
    expect(asked(/^PUT /)).toHaveLength(1);
  });

  describe("a blob that another repository has", () => {
    const [first, second] = [randomBytes(1_000), randomBytes(1_000)].map((bytes) => aBlob(bytes)) as [
      Blob,
      Blob,
    ];
    const mounts = () => asked(/^POST .*mount=/);

    beforeEach(async () => {
      for (const one of [first, second]) await publisher().ensureBlob(other, one);
      proxy.seen.length = 0;
    });

    it("is taken from there", async () => {
      expect(await publisher().ensureBlob(target, first, other)).toBe("mounted");
      expect(await publisher().ensureBlob(target, first, other)).toBe("present");
      expect(mounts()).toHaveLength(1);
      expect(asked(/^PUT /)).toEqual([]);
      expect((await read(target, `blobs/${first.digest}`)).byteLength).toBe(1_000);
    });

    it("is sent to the upload that is opened when it is not there after all", async () => {
      expect(await publisher().ensureBlob(target, blob, other)).toBe("sent");
      expect(mounts()).toEqual(asked(/^POST /));
    });

    it("is taken with a token for both repositories", async () => {
      proxy.behaviour.wantsTokens = true;
      expect(await publisher().ensureBlob(target, first, other)).toBe("mounted");
      expect(new Set(proxy.scopes.at(-1))).toEqual(
        new Set([`repository:${target.repository}:pull,push`, `repository:${other.repository}:pull`]),
      );
      const given = proxy.scopes.length;
      expect(await publisher().ensureBlob(target, second, other)).toBe("mounted");
      expect(proxy.scopes).toHaveLength(given);
    });

    it("is sent where no token for both is to be had, which is tried once", async () => {
      proxy.behaviour.wantsTokens = true;
      proxy.behaviour.grants = (scope) => !scope.includes(other.repository);
      const one = publisher();
      expect(await one.ensureBlob(target, first, other)).toBe("sent");
      const tried = mounts().length;
      expect(await one.ensureBlob(target, second, other)).toBe("sent");
      expect(mounts()).toHaveLength(tried);
    });

    it.each([{ status: 400 }, { status: 403 }, { status: 404 }, { status: 405 }, { status: 500 }])(
      "is sent where the registry answers $status",
      async ({ status }) => {
        fail(/mount=/, Infinity, status);
        expect(await publisher().ensureBlob(target, first, other)).toBe("sent");
      },
    );
  });
});

async function failure(work: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (error instanceof ActionError) return error;
  throw new Error("It did not fail with an ActionError.");
}
