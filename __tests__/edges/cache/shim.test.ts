import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage, RequestOptions } from "node:http";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { BlobSource } from "../../../src/edges/cache/blob-store.ts";
import { RegistryShim } from "../../../src/edges/cache/shim.ts";
import { digestOf } from "../../support/token-registry.ts";

const HELLO = Buffer.from("hello, layer");
const HELLO_DIGEST = digestOf(HELLO);
const ABSENT = `sha256:${"0".repeat(64)}`;
const MANIFEST = Buffer.from('{"schemaVersion":2,"layers":[]}');
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

let folder: string;
let shim: RegistryShim;
let agent: Agent;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shim-"));
  agent = new Agent({ keepAlive: true });
  await restart();
});

afterEach(async () => {
  agent.destroy();
  await shim.close();
  rmSync(folder, { recursive: true });
});

/** Starts another registry in place of the one under test. */
async function restart(source?: BlobSource) {
  if ((shim as RegistryShim | undefined) !== undefined) await shim.close();
  shim = await RegistryShim.start({ folder, source });
  shim.acceptWrites(true);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

interface Ask {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

function open(method: string, path: string, headers: Record<string, string> = {}) {
  const [host, port] = shim.host.split(":");
  const options: RequestOptions = { host, port, method, path, headers, agent };
  return request(options);
}

/** Sends a request; fails when the answer does not arrive whole. */
async function send(method: string, path: string, { headers, body }: Ask = {}): Promise<Answer> {
  const sent = open(method, path, headers);
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) };
}

/** The path of something in the repository `cache`. */
function at(rest: string, name = "cache") {
  return `/v2/${shim.path.split("/")[1] ?? ""}/${name}/${rest}`;
}

async function openUpload(): Promise<string> {
  const { headers } = await send("POST", at("blobs/uploads/"));
  return headers.location!;
}

async function push(bytes: Buffer, digest = digestOf(bytes)): Promise<Answer> {
  return send("PUT", `${await openUpload()}?digest=${digest}`, { body: bytes });
}

function get(digest: string, headers: Record<string, string> = {}) {
  return send("GET", at(`blobs/${digest}`), { headers });
}

function codeOf({ body }: Answer): string | undefined {
  return (JSON.parse(body.toString()) as { errors: { code: string }[] }).errors[0]?.code;
}

/** Files of uploads that are not blobs yet. */
function halfUploads() {
  return readdirSync(join(folder, "uploads"));
}

async function until(isTrue: () => boolean) {
  for (let tries = 0; !isTrue() && tries < 500; tries++) await sleep(10);
  expect(isTrue()).toBe(true);
}

function openFiles() {
  return readdirSync("/proc/self/fd").length;
}

/** A source of blobs in files, which tells what was fetched. */
class FileSource implements BlobSource {
  readonly fetched: string[] = [];
  readonly #files = new Map<string, string>();
  /** Fetches end when this does. */
  gate = Promise.resolve();

  /** Has bytes under a digest that need not be theirs. */
  put(bytes: Buffer, digest = digestOf(bytes)): string {
    const file = join(folder, `source-${this.#files.size}`);
    writeFileSync(file, bytes);
    this.#files.set(digest, file);
    return digest;
  }

  has(digest: string) {
    return this.#files.has(digest) ? { sizeBytes: HELLO.byteLength } : undefined;
  }

  async fetch(digest: string) {
    this.fetched.push(digest);
    await this.gate;
    return this.#files.get(digest);
  }

  file(digest: string): string {
    return this.#files.get(digest)!;
  }
}

describe("who may ask", () => {
  it("answers at /v2/ to everybody", async () => {
    expect((await send("GET", "/v2/")).status).toBe(200);
  });

  it.each([
    ["another token", `/v2/${"0".repeat(32)}/cache/blobs/${HELLO_DIGEST}`],
    ["a shorter token", `/v2/0/cache/blobs/${HELLO_DIGEST}`],
    ["no token", `/v2/cache/blobs/${HELLO_DIGEST}`],
    ["anything else", "/etc/passwd"],
  ])("has nothing for %s", async (_, path) => {
    await push(HELLO);
    const answer = await send("GET", path);
    expect([answer.status, codeOf(answer)]).toEqual([404, "NAME_UNKNOWN"]);
  });

  it("has another token each time", async () => {
    const { path } = shim;
    await restart();
    expect(shim.path.split("/")[1]).toMatch(/^[0-9a-f]{32}$/);
    expect(shim.path.split("/")[1]).not.toBe(path.split("/")[1]);
  });

  it("names what it holds", () => {
    expect(shim.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(shim.reference("cache", "linux-amd64")).toBe(`${shim.path}/cache:linux-amd64`);
  });

  it("tells which methods there are", async () => {
    const answer = await send("DELETE", at(`blobs/${HELLO_DIGEST}`));
    expect([answer.status, codeOf(answer), answer.headers.allow]).toEqual([405, "UNSUPPORTED", "GET, HEAD"]);
  });

  it("takes the port that it is told, or says that it is taken", async () => {
    const port = Number(shim.host.split(":")[1]);
    await expect(RegistryShim.start({ folder, port })).rejects.toMatchObject({ code: "cache" });
    await shim.close();
    shim = await RegistryShim.start({ folder, port });
    expect(shim.host).toBe(`127.0.0.1:${port}`);
  });
});

describe("manifests", () => {
  it("are served by tag and digest, as they were pushed", async () => {
    const headers = { "content-type": "application/x" };
    const pushed = await send("PUT", at("manifests/v1"), { headers, body: MANIFEST });
    const digest = digestOf(MANIFEST);
    expect([pushed.status, pushed.headers["docker-content-digest"]]).toEqual([201, digest]);
    expect(pushed.headers.location).toBe(at(`manifests/${digest}`));
    for (const reference of ["v1", digest]) {
      const answer = await send("GET", at(`manifests/${reference}`));
      expect([answer.status, answer.body]).toEqual([200, MANIFEST]);
      expect(answer.headers).toMatchObject({
        "content-type": "application/x",
        "docker-content-digest": digest,
      });
      const head = await send("HEAD", at(`manifests/${reference}`));
      expect([head.status, head.headers["content-length"]]).toEqual([200, String(MANIFEST.byteLength)]);
    }
    expect(shim.manifest("cache", "v1")).toEqual({ digest, mediaType: "application/x", bytes: MANIFEST });
  });

  it("keep those waiting who ask before it is known what there is, however that ends", async () => {
    const looking = new AbortController();
    const looked = once(looking.signal, "abort").then(() => Promise.reject(new Error("broken")));
    shim.holdManifests("cache", looked);
    expect((await send("GET", at("manifests/v1", "other"))).status).toBe(404);
    const answers = [send("GET", at("manifests/v1")), send("HEAD", at("manifests/v2"))];
    expect(await Promise.race([...answers, sleep(50, "none yet")])).toBe("none yet");
    shim.putManifest("cache", "v1", MANIFEST);
    looking.abort();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 404]);
  });

  it("keep nobody waiting when the registry ends", async () => {
    shim.holdManifests("cache", new Promise(() => undefined));
    const answer = send("GET", at("manifests/v1"));
    const ended = expect(answer).rejects.toThrow();
    await until(() => shim.counts().total.requests > 0);
    await shim.close();
    await ended;
  });

  it("belong to one repository", async () => {
    shim.putManifest("cache", "v1", MANIFEST);
    const answer = await send("GET", at("manifests/v1", "other"));
    expect([answer.status, codeOf(answer)]).toEqual([404, "MANIFEST_UNKNOWN"]);
  });

  it.each([
    ["an image", MANIFEST, OCI_MANIFEST],
    ["an index", Buffer.from('{"manifests":[]}'), "application/vnd.oci.image.index.v1+json"],
    ["what says so", Buffer.from('{"mediaType":"application/y"}'), "application/y"],
  ])("can be published ahead of time: %s", async (_, bytes, mediaType) => {
    shim.acceptWrites(false);
    expect(shim.putManifest("cache", "v1", bytes)).toBe(digestOf(bytes));
    expect((await send("GET", at("manifests/v1"))).headers["content-type"]).toBe(mediaType);
  });

  it.each([
    ["of another digest", `manifests/${ABSENT}`, MANIFEST, [400, "DIGEST_INVALID"]],
    ["that is no JSON", "manifests/v1", HELLO, [400, "MANIFEST_INVALID"]],
    ["that is too large", "manifests/v1", Buffer.alloc(4 * 1024 * 1024 + 1, 32), [413, "MANIFEST_INVALID"]],
  ])("is refused when it is one %s", async (_, path, body, refusal) => {
    const answer = await send("PUT", at(path), { body });
    expect([answer.status, codeOf(answer)]).toEqual(refusal);
    const chunked = await send("PUT", at(path), { body, headers: { "transfer-encoding": "chunked" } });
    expect([chunked.status, codeOf(chunked)]).toEqual(refusal);
    expect((await send("HEAD", at(path))).status).toBe(404);
  });
});

describe("blobs", () => {
  it("are served as they were pushed", async () => {
    const pushed = await push(HELLO);
    expect([pushed.status, pushed.headers.location]).toEqual([201, at(`blobs/${HELLO_DIGEST}`)]);
    const head = await send("HEAD", at(`blobs/${HELLO_DIGEST}`));
    expect([head.status, head.headers["content-length"]]).toEqual([200, String(HELLO.byteLength)]);
    const answer = await get(HELLO_DIGEST);
    expect([answer.status, answer.body, answer.headers["docker-content-digest"]]).toEqual([
      200,
      HELLO,
      HELLO_DIGEST,
    ]);
    expect(readFileSync(shim.blob(HELLO_DIGEST)!.file)).toEqual(HELLO);
    expect(halfUploads()).toEqual([]);
  });

  it("may be empty", async () => {
    const empty = Buffer.alloc(0);
    expect((await push(empty)).status).toBe(201);
    const answer = await get(digestOf(empty));
    expect([answer.status, answer.body]).toEqual([200, empty]);
  });

  it.each([
    ["bytes=7-", 206, "layer", "bytes 7-11/12"],
    ["bytes=0-4", 206, "hello", "bytes 0-4/12"],
    ["bytes=-5", 206, "layer", "bytes 7-11/12"],
    ["bytes=0-", 206, "hello, layer", "bytes 0-11/12"],
    ["bytes=0-1,3-4", 200, "hello, layer", undefined],
  ])("are served in part for %s", async (range, status, text, contentRange) => {
    await push(HELLO);
    const answer = await get(HELLO_DIGEST, { range });
    expect([answer.status, answer.body.toString()]).toEqual([status, text]);
    expect([answer.headers["content-range"], answer.headers["content-length"]]).toEqual([
      contentRange,
      String(text.length),
    ]);
  });

  it("have no part behind their end", async () => {
    await push(HELLO);
    const answer = await get(HELLO_DIGEST, { range: "bytes=12-" });
    expect([answer.status, codeOf(answer)]).toEqual([416, "RANGE_INVALID"]);
    expect(answer.headers["content-range"]).toBe("bytes */12");
  });

  it("are unknown until they are pushed", async () => {
    const answer = await get(ABSENT);
    expect([answer.status, codeOf(answer)]).toEqual([404, "BLOB_UNKNOWN"]);
    expect((await send("HEAD", at(`blobs/${ABSENT}`))).status).toBe(404);
  });

  it("end with the connection when their file has been changed, and are unknown then", async () => {
    const bytes = Buffer.alloc(1_000_000, "a");
    await push(bytes);
    writeFileSync(shim.blob(digestOf(bytes))!.file, Buffer.alloc(1_000_000, "b"));
    await expect(get(digestOf(bytes))).rejects.toThrow();
    expect((await send("HEAD", at(`blobs/${digestOf(bytes)}`))).status).toBe(404);
    await push(bytes);
    expect((await get(digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it("are unknown when their file is shorter or gone", async () => {
    await push(HELLO);
    truncateSync(shim.blob(HELLO_DIGEST)!.file, 3);
    expect((await get(HELLO_DIGEST)).status).toBe(404);
    await push(HELLO);
    rmSync(shim.blob(HELLO_DIGEST)!.file);
    expect((await get(HELLO_DIGEST)).status).toBe(404);
    expect(shim.counts().byDigest.get(HELLO_DIGEST)?.failures).toBe(2);
  });
});

describe("uploads", () => {
  it("take a blob in one request", async () => {
    const answer = await send("POST", at(`blobs/uploads/?digest=${HELLO_DIGEST}`), { body: HELLO });
    expect(answer.status).toBe(201);
    expect((await get(HELLO_DIGEST)).body).toEqual(HELLO);
  });

  it("take a blob in chunks", async () => {
    const upload = await openUpload();
    const first = await send("PATCH", upload, { body: HELLO.subarray(0, 5) });
    expect([first.status, first.headers.range, first.headers.location]).toEqual([202, "0-4", upload]);
    const headers = { "content-range": "5-7" };
    expect((await send("PATCH", upload, { body: HELLO.subarray(5, 8), headers })).status).toBe(202);
    const status = await send("GET", upload);
    expect([status.status, status.headers.range]).toEqual([204, "0-7"]);
    const last = await send("PUT", `${upload}?digest=${HELLO_DIGEST}`, { body: HELLO.subarray(8) });
    expect(last.status).toBe(201);
    expect((await get(HELLO_DIGEST)).body).toEqual(HELLO);
    expect((await send("GET", upload)).status).toBe(404);
  });

  it("refuse a chunk out of order", async () => {
    const upload = await openUpload();
    const answer = await send("PATCH", upload, {
      body: HELLO,
      headers: { "content-range": "bytes 3-14/15" },
    });
    expect([answer.status, codeOf(answer), answer.headers.range]).toEqual([
      416,
      "BLOB_UPLOAD_INVALID",
      "0-0",
    ]);
  });

  it("refuse bytes of another digest and forget them", async () => {
    const answer = await push(HELLO, ABSENT);
    expect([answer.status, codeOf(answer)]).toEqual([400, "DIGEST_INVALID"]);
    expect((await send("HEAD", at(`blobs/${ABSENT}`))).status).toBe(404);
    expect([halfUploads(), readdirSync(join(folder, "blobs"))]).toEqual([[], []]);
  });

  it.each(["", "?digest=", "?digest=sha512:abc", "?digest=../../x"])("refuse the end %j", async (query) => {
    const answer = await send("PUT", `${await openUpload()}${query}`, { body: HELLO });
    expect([answer.status, codeOf(answer)]).toEqual([400, "DIGEST_INVALID"]);
  });

  it("can be dropped", async () => {
    const upload = await openUpload();
    await send("PATCH", upload, { body: HELLO });
    expect((await send("DELETE", upload)).status).toBe(204);
    const answer = await send("PATCH", upload, { body: HELLO });
    expect([answer.status, codeOf(answer)]).toEqual([404, "BLOB_UPLOAD_UNKNOWN"]);
    expect(halfUploads()).toEqual([]);
  });

  it("take one request at a time", async () => {
    const upload = await openUpload();
    const slow = open("PATCH", upload);
    slow.write(HELLO);
    await until(() => halfUploads().length === 1);
    const answer = await send("PATCH", upload, { body: HELLO });
    expect([answer.status, codeOf(answer)]).toEqual([409, "BLOB_UPLOAD_INVALID"]);
    slow.end();
    expect(((await once(slow, "response")) as [IncomingMessage])[0].resume().statusCode).toBe(202);
  });

  it("mount what is known, from wherever", async () => {
    await push(HELLO);
    const known = await send("POST", at(`blobs/uploads/?mount=${HELLO_DIGEST}&from=elsewhere`, "image"));
    expect([known.status, known.headers.location]).toEqual([201, at(`blobs/${HELLO_DIGEST}`, "image")]);
    const unknown = await send("POST", at(`blobs/uploads/?mount=${ABSENT}&from=elsewhere`));
    expect([unknown.status, unknown.headers.location]).toEqual([
      202,
      expect.stringContaining("/blobs/uploads/"),
    ]);
  });

  it.each([
    ["POST", "blobs/uploads/"],
    ["PUT", "manifests/v1"],
    ["PUT", `blobs/uploads/0?digest=${HELLO_DIGEST}`],
    ["DELETE", "blobs/uploads/0"],
  ])("are refused while nothing may be written: %s %s", async (method, path) => {
    shim.acceptWrites(false);
    const answer = await send(method, at(path));
    expect([answer.status, codeOf(answer)]).toEqual([403, "DENIED"]);
  });

  it("leave nothing behind when the client goes away", async () => {
    const upload = await openUpload();
    const sent = open("PUT", `${upload}?digest=${HELLO_DIGEST}`, { "content-length": "1000000" });
    const failed = once(sent, "error").catch(() => undefined);
    sent.write(HELLO);
    await until(() => halfUploads().length === 1);
    sent.destroy();
    await failed;
    await until(() => halfUploads().length === 0);
    expect((await send("GET", upload)).status).toBe(404);
  });

  it("say so when the disk is full, and can be tried again", async () => {
    const upload = await openUpload();
    symlinkSync("/dev/full", join(folder, "uploads", upload.split("/").at(-1)!));
    const body = Buffer.alloc(3_000_000, "z");
    const answer = await send("PUT", `${upload}?digest=${digestOf(body)}`, { body });
    expect([answer.status, codeOf(answer)]).toEqual([500, "UNKNOWN"]);
    expect(answer.body.toString()).toContain("ENOSPC");
    expect(halfUploads()).toEqual([]);
    expect((await push(body)).status).toBe(201);
  });

  it("leave nothing behind when the registry ends", async () => {
    await send("PATCH", await openUpload(), { body: HELLO });
    const sent = open("PATCH", await openUpload());
    const failed = once(sent, "error");
    sent.write(HELLO);
    await until(() => halfUploads().length === 2);
    await shim[Symbol.asyncDispose]();
    await failed;
    expect(readdirSync(folder)).toEqual(["blobs"]);
  });
});

describe("a source", () => {
  let source: FileSource;

  beforeEach(async () => {
    source = new FileSource();
    await restart(source);
  });

  it("tells sizes without fetching", async () => {
    source.put(HELLO);
    const { status, headers } = await send("HEAD", at(`blobs/${HELLO_DIGEST}`));
    expect([status, headers["content-length"]]).toEqual([200, String(HELLO.byteLength)]);
    const mounted = await send("POST", at(`blobs/uploads/?mount=${HELLO_DIGEST}&from=other`));
    expect(mounted.status).toBe(201);
    expect(source.fetched).toEqual([]);
  });

  it("is asked once for each blob, however many want it", async () => {
    source.put(HELLO);
    let open = () => undefined as unknown;
    source.gate = new Promise((resolve) => (open = resolve));
    const answers = Array.from({ length: 20 }, () => get(HELLO_DIGEST));
    await until(() => shim.counts().total.requests === 20);
    open();
    for (const { body } of await Promise.all(answers)) expect(body).toEqual(HELLO);
    expect((await get(HELLO_DIGEST, { range: "bytes=0-4" })).body.toString()).toBe("hello");
    expect(readFileSync((await shim.fetchBlob(HELLO_DIGEST))!.file)).toEqual(HELLO);
    expect(source.fetched).toEqual([HELLO_DIGEST]);
  });

  it.each([
    ["delivers something else", () => source.put(Buffer.from("hello, liars"), HELLO_DIGEST)],
    [
      "delivers a file that is not there",
      () => {
        source.put(HELLO);
        rmSync(source.file(HELLO_DIGEST));
      },
    ],
    [
      "fails",
      () => {
        source.put(HELLO);
        source.gate = Promise.reject(new Error("no network"));
      },
    ],
  ])("has no blob when it %s, until that is pushed", async (_, prepare) => {
    prepare();
    expect((await get(HELLO_DIGEST)).status).toBe(404);
    expect((await send("HEAD", at(`blobs/${HELLO_DIGEST}`))).status).toBe(404);
    expect((await get(HELLO_DIGEST)).status).toBe(404);
    expect(shim.counts().byDigest.get(HELLO_DIGEST)).toMatchObject({ failures: 1, fetchedBytes: 0 });
    expect(source.fetched).toEqual([HELLO_DIGEST]);
    await push(HELLO);
    expect((await get(HELLO_DIGEST)).body).toEqual(HELLO);
  });

  it("need not deliver while the registry ends, or what was pushed in the meantime", async () => {
    source.put(Buffer.from("hello, liars"), HELLO_DIGEST);
    let open = () => undefined as unknown;
    source.gate = new Promise((resolve) => (open = resolve));
    const [waiting, cut] = [get(HELLO_DIGEST), get(HELLO_DIGEST)];
    await until(() => source.fetched.length === 1);
    await push(HELLO);
    open();
    expect((await waiting).body).toEqual(HELLO);
    await cut;

    source.gate = new Promise(() => undefined);
    const never = get(source.put(Buffer.from("never")));
    await until(() => source.fetched.length === 2);
    await Promise.all([expect(never).rejects.toThrow(), shim.close()]);
  });
});

/** Runs a registry in a process of its own, and tells by how much that grew at most for each line written to it. */
const CHILD = `
  import { createInterface } from "node:readline";
  const { RegistryShim } = await import(process.argv[1]);
  const shim = await RegistryShim.start({ folder: process.argv[2] });
  shim.acceptWrites(true);
  const before = process.memoryUsage().rss;
  console.log(shim.path);
  for await (const _ of createInterface({ input: process.stdin })) {
    console.log(process.resourceUsage().maxRSS * 1024 - before);
  }
  await shim.close();
`;

describe("a large blob", () => {
  it("passes through without being held in memory", async () => {
    const module = new URL("../../../src/edges/cache/shim.ts", import.meta.url).href;
    const options = ["--no-warnings", "--experimental-strip-types", "--input-type=module", "--eval", CHILD];
    const child = spawn(process.env["MULTIARCH_BUILD_NODE24"] ?? "", [...options, module, folder], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const path = String((await lines.next()).value);
    const blobs = `http://${path.replace("/", "/v2/")}/cache/blobs`;
    const chunk = Buffer.alloc(1 << 20, "large");
    const hash = createHash("sha256");
    for (let count = 0; count < 200; count++) hash.update(chunk);
    const digest = `sha256:${hash.digest("hex")}`;

    const sent = request(`${blobs}/uploads/?digest=${digest}`, { method: "POST", agent });
    const pushed = once(sent, "response");
    await pipeline(Readable.from(Array.from({ length: 200 }, () => chunk)), sent);
    expect(((await pushed) as [IncomingMessage])[0].resume().statusCode).toBe(201);
    const served = (await once(request(`${blobs}/${digest}`, { agent }).end(), "response")) as [
      IncomingMessage,
    ];
    let sizeBytes = 0;
    for await (const part of served[0] as AsyncIterable<Buffer>) sizeBytes += part.byteLength;
    expect(sizeBytes).toBe(200 * chunk.byteLength);

    child.stdin.end("?\n");
    const grownBytes = Number((await lines.next()).value);
    expect(grownBytes).toBeLessThan(120_000_000);
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

describe("many at once", () => {
  it("takes and serves hundreds of blobs, some of them the same", async () => {
    const blobs = Array.from({ length: 300 }, (_, index) => Buffer.alloc(50_000, `blob ${index % 100}`));
    const pushed = await Promise.all(blobs.map((bytes) => push(bytes)));
    expect(new Set(pushed.map(({ status }) => status))).toEqual(new Set([201]));
    const served = await Promise.all(blobs.map((bytes) => get(digestOf(bytes))));
    expect(served.every(({ body }, index) => body.equals(blobs[index]!))).toBe(true);
    expect(readdirSync(join(folder, "blobs"))).toHaveLength(100);
    expect(halfUploads()).toEqual([]);
    expect(shim.counts().total).toEqual({
      requests: 900,
      servedBytes: 15_000_000,
      fetchedBytes: 0,
      failures: 0,
      uploadedBytes: 15_000_000,
    });
  });

  it("survives clients that leave in the middle, and keeps no file open for them", async () => {
    const bytes = Buffer.alloc(20_000_000, "x");
    await push(bytes);
    agent.destroy();
    const before = openFiles();
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const sent = open("GET", at(`blobs/${digestOf(bytes)}`), { connection: "close" });
        sent.on("error", () => undefined);
        sent.end();
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        await once(answer, "readable");
        answer.on("error", () => undefined).destroy();
      }),
    );
    await until(() => openFiles() <= before);
    const { servedBytes, failures } = shim.counts().total;
    expect([servedBytes < 50 * bytes.byteLength, failures]).toEqual([true, 0]);
    expect((await get(digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it("cuts off whom it serves when it ends", async () => {
    const bytes = Buffer.alloc(20_000_000, "x");
    await push(bytes);
    const sent = open("GET", at(`blobs/${digestOf(bytes)}`));
    sent.end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    await shim.close();
    const read = async () => {
      for await (const chunk of answer as AsyncIterable<Buffer>) expect(chunk.byteLength).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("counts for each blob and for all", async () => {
    await push(HELLO);
    await get(HELLO_DIGEST);
    await get(HELLO_DIGEST, { range: "bytes=0-4" });
    await get(ABSENT);
    const { total, byDigest } = shim.counts();
    const rest = { fetchedBytes: 0, failures: 0 };
    expect(total).toEqual({ requests: 5, servedBytes: 17, uploadedBytes: 12, ...rest });
    expect(byDigest.get(HELLO_DIGEST)).toEqual({ requests: 2, servedBytes: 17, uploadedBytes: 12, ...rest });
    expect(byDigest.get(ABSENT)).toEqual({ requests: 1, servedBytes: 0, uploadedBytes: 0, ...rest });
  });
});
