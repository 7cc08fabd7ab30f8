import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { engineReaches } from "../../src/edges/cache/reach.ts";
import { RegistryShim } from "../../src/edges/cache/shim.ts";

let folder: string;
let shim: RegistryShim;
let engine: Server | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cache-reach-"));
  shim = await RegistryShim.start({ folder: join(folder, "registry") });
});

afterEach(async () => {
  engine?.close();
  engine?.closeAllConnections();
  engine = undefined;
  await shim.close();
  rmSync(folder, { recursive: true });
});

/** Starts an engine that does as it likes with the image that it is asked about, and then answers with a status. */
async function anEngine(looks: (image: string) => Promise<unknown>, status: number): Promise<string> {
  const socket = join(folder, "docker.sock");
  engine = createServer((request, response) => {
    const image = /^\/distribution\/(.+)\/json$/.exec(request.url ?? "")?.[1] ?? "";
    void looks(image)
      .catch(() => undefined)
      .then(() => response.writeHead(status, { "content-type": "application/json" }).end("{}"));
  }).listen(socket);
  await once(engine, "listening");
  return `unix://${socket}`;
}

/** Asks a registry for an image as the engine does. */
async function askRegistry(image: string): Promise<number> {
  const [, host = "", name = "", tag = ""] = /^([^/]+)\/(.+):([^:/]+)$/.exec(image) ?? [];
  const { status } = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { method: "HEAD" });
  return status;
}

describe("engineReaches", () => {
  it.each([{ status: 404 }, { status: 403 }, { status: 500 }, { status: 200 }])(
    "is so for an engine that came to ask, and then answers $status",
    async ({ status }) => {
      const answers: number[] = [];
      const host = await anEngine(async (image) => answers.push(await askRegistry(image)), status);
      expect(await engineReaches(shim, { DOCKER_HOST: host })).toBe(true);
      expect(answers).toEqual([404]);
    },
  );

  it.each([{ status: 500 }, { status: 200 }])(
    "is not so for an engine that did not come, and answers $status",
    async ({ status }) => {
      const host = await anEngine(() => Promise.resolve(), status);
      expect(await engineReaches(shim, { DOCKER_HOST: host })).toBe(false);
    },
  );

  it("is not so for an engine that came to another registry of the same address", async () => {
    const host = await anEngine((image) => askRegistry(image.replace(shim.host, "127.0.0.1:1")), 500);
    expect(await engineReaches(shim, { DOCKER_HOST: host })).toBe(false);
  });

  it("does not count who came before", async () => {
    await askRegistry(shim.reference("probe", "probe"));
    const host = await anEngine(() => Promise.resolve(), 404);
    expect(await engineReaches(shim, { DOCKER_HOST: host })).toBe(false);
  });

  it.each([
    { case: "on another machine", host: "tcp://127.0.0.1:1" },
    { case: "reached by SSH", host: "ssh://builder@riscv64-machine" },
    { case: "not running", host: "unix:///nowhere/docker.sock" },
  ])("is not so for an engine that is $case", async ({ host }) => {
    expect(await engineReaches(shim, { DOCKER_HOST: host })).toBe(false);
  });
});
