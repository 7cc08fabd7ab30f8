import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { parsePlatforms } from "../../src/domain/platform.ts";
import type { ImageName } from "../../src/domain/reference.ts";
import { parseImageName } from "../../src/domain/reference.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import { RegistryPublisher } from "../../src/edges/registry/publisher.ts";
import { RegistrySession } from "../../src/edges/registry/session.ts";
import { verify } from "../../src/phases/verify.ts";
import { digestOf } from "../support/token-registry.ts";
import { engine, freshName, World } from "../support/world.ts";

interface Stored {
  readonly mediaType: string;
  readonly manifests?: readonly { readonly digest: string }[];
  readonly layers?: readonly { readonly digest: string; readonly size: number }[];
  readonly config?: { readonly digest: string; readonly size: number };
}

describe("publishing to the real registry", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN true\n" });
  const session = new RegistrySession({ credentials: () => Promise.resolve(undefined) });
  const publisher = new RegistryPublisher(session);
  const source = parseImageName(freshName());
  let digest: string;

  beforeAll(async () => {
    const images = `${source.registry}/${source.repository}`;
    const run = await world.run({
      platforms: "linux/amd64,linux/arm64",
      images,
      tags: "one",
      provenance: "mode=max",
    });
    digest = run.outputs["digest"] ?? "";
  });
  afterAll(() => {
    world.remove();
  });

  async function read(path: string): Promise<Buffer> {
    const accept = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
    const url = `http://${source.registry}/v2/${source.repository}/${path}`;
    return Buffer.from(await (await fetch(url, { headers: { accept } })).arrayBuffer());
  }

  /** Copies a manifest or index with all below it, and counts the blobs that had to be sent. */
  async function copy(to: ImageName, reference: string, as: string): Promise<number> {
    const bytes = (await read(`manifests/${reference}`)).toString();
    const stored = JSON.parse(bytes) as Stored;
    let sent = 0;
    for (const child of stored.manifests ?? []) sent += await copy(to, child.digest, child.digest);
    for (const blob of [...(stored.config ? [stored.config] : []), ...(stored.layers ?? [])]) {
      const content = await read(`blobs/${blob.digest}`);
      const open = () => Readable.from([content]);
      if (await publisher.ensureBlob(to, { digest: blob.digest, sizeBytes: blob.size, open })) sent += 1;
    }
    await publisher.putManifest(to, as, { mediaType: stored.mediaType, bytes });
    return sent;
  }

  it("makes the same image elsewhere, under a tag that comes last", async () => {
    const target = parseImageName(freshName());
    expect(await copy(target, digest, "copied")).toBeGreaterThanOrEqual(4);
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
    expect(await copy(source, digest, "again")).toBe(0);
  });

  it("passes on the registry's refusal of bytes that are not those of the digest", async () => {
    const blob = {
      digest: digestOf(Buffer.from("other")),
      sizeBytes: 5,
      open: () => Readable.from([Buffer.from("bytes")]),
    };
    const error = await failure(new RegistryPublisher(session, { tries: 1 }).ensureBlob(source, blob));
    expect(error.code).toBe("registry");
    expect(error.message).toMatch(/digest/i);
  });

  it("begins an upload anew when the registry fails in its midst", async () => {
    const content = randomBytes(3_000_000);
    let failures = 2;
    // Stands before the real registry and cuts the connection while the body comes.
    const proxy = createServer((incoming, outgoing) => {
      if (incoming.method === "PUT" && failures > 0) {
        failures -= 1;
        incoming.once("data", () => incoming.destroy());
        return;
      }
      const url = `http://${engine.registry}${incoming.url ?? ""}`;
      const forwarded = request(url, { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(forwarded);
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const target = {
      registry: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      repository: source.repository,
    };
    const hasty = new RegistryPublisher(session, { retryDelayMs: 1 });
    const open = () => Readable.from([content]);
    const blob = { digest: digestOf(content), sizeBytes: content.byteLength, open };
    expect(await hasty.ensureBlob(target, blob)).toBe(true);
    expect(failures).toBe(0);
    expect((await read(`blobs/${blob.digest}`)).equals(content)).toBe(true);
    proxy.close();
    proxy.closeAllConnections();
  });
});

async function failure(work: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (error instanceof ActionError) return error;
  throw new Error("It did not fail with an ActionError.");
}
