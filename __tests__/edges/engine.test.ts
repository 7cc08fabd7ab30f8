import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import type { Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { release } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { readBuildxVersion } from "../../src/edges/buildx-version.ts";
import { Docker } from "../../src/edges/docker.ts";
import { engineHost, freeBytes, readBuilder, readEngine, sharesKernel } from "../../src/edges/engine.ts";
import { anEngine } from "../support/an-engine.ts";
import { FakeDocker } from "../support/fake-docker.ts";

const fixture = (name: string) => readFile(new URL(`../fixtures/docker/${name}`, import.meta.url), "utf8");
const INFO = await fixture("info.json");
const ENGINE = anEngine({ kernel: "6.18.44-fc-v669", version: "28.5.2+dfsg4" });
const BUILDX = { to: ["buildx", "version"], stdout: "github.com/docker/buildx v0.29.1 c8b5a5a\n" };
const DOCKER_INFO = { to: ["info", "--format", "{{json .}}"], stdout: INFO };

const PATH = process.env["PATH"];
let fake: FakeDocker;
let server: Server | undefined;

beforeEach(() => {
  fake = new FakeDocker();
  process.env["PATH"] = fake.bin;
});
afterEach(() => {
  process.env["PATH"] = PATH;
  fake.remove();
  server?.close();
  server?.closeAllConnections();
  server = undefined;
});

/** Starts an engine that answers every request so, and resolves with the DOCKER_HOST of its socket. */
async function anEngineThat(answers: (response: ServerResponse, path: string) => void): Promise<string> {
  const socket = join(fake.folder, "docker.sock");
  server = createServer((request, response) => {
    answers(response, `${request.method ?? ""} ${request.url ?? ""}`);
  }).listen(socket);
  await once(server, "listening");
  return `unix://${socket}`;
}

function read(env: NodeJS.ProcessEnv) {
  const docker = new Docker({ ...fake.env, ...env });
  return readEngine(docker, readBuildxVersion(docker), { ...fake.env, ...env });
}

describe("readEngine", () => {
  it("asks the engine over its socket, and docker for no more than buildx's version", async () => {
    fake.answer(BUILDX);
    const paths: string[] = [];
    const DOCKER_HOST = await anEngineThat((response, path) => {
      paths.push(path);
      response.end(INFO);
    });
    expect(await read({ DOCKER_HOST })).toEqual(ENGINE);
    expect(paths).toEqual(["GET /info"]);
    expect(fake.commands).toEqual(["docker buildx version"]);
  });

  it("puts an answer together that comes in pieces", async () => {
    fake.answer(BUILDX);
    const DOCKER_HOST = await anEngineThat((response) => {
      response.write(INFO.slice(0, 100));
      setTimeout(() => response.end(INFO.slice(100)), 50);
    });
    expect(await read({ DOCKER_HOST })).toEqual(ENGINE);
  });

  it.each([
    { case: "no socket is there", DOCKER_HOST: "unix:///nowhere/docker.sock" },
    { case: "the engine is on another machine", DOCKER_HOST: "tcp://127.0.0.1:1" },
    { case: "the engine is reached by SSH", DOCKER_HOST: "ssh://builder@riscv64-machine" },
    { case: "DOCKER_HOST is empty", DOCKER_HOST: "", DOCKER_CONTEXT: "remote" },
    { case: "a context is in use", DOCKER_CONTEXT: "remote" },
  ])("asks docker where $case", async (env) => {
    fake.answer(BUILDX, DOCKER_INFO);
    expect(await read(env)).toEqual(ENGINE);
    expect(fake.commands.toSorted()).toEqual(["docker buildx version", "docker info --format {{json .}}"]);
  });

  it.each([400, 403, 500, 503])("asks docker where the socket answers %d", async (status) => {
    fake.answer(BUILDX, DOCKER_INFO);
    const DOCKER_HOST = await anEngineThat((response) => response.writeHead(status).end('{"message":"no"}'));
    expect(await read({ DOCKER_HOST })).toEqual(ENGINE);
  });

  it.each([
    { case: "at once", answers: (response: ServerResponse) => response.destroy() },
    {
      case: "in the midst of its answer",
      answers: (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "999999" });
        response.write(INFO.slice(0, 100), () => response.destroy());
      },
    },
  ])("asks docker where the socket hangs up $case", async ({ answers }) => {
    fake.answer(BUILDX, DOCKER_INFO);
    expect(await read({ DOCKER_HOST: await anEngineThat(answers) })).toEqual(ENGINE);
  });

  it("asks docker where the socket says nothing for five seconds, and lets go of the socket", async () => {
    fake.answer(BUILDX, DOCKER_INFO);
    const DOCKER_HOST = await anEngineThat(() => undefined);
    expect(await read({ DOCKER_HOST })).toEqual(ENGINE);
    expect(await connections()).toBe(0);
  });

  it("lets go of a socket that answers with an error", async () => {
    fake.answer(BUILDX, DOCKER_INFO);
    const DOCKER_HOST = await anEngineThat((response) => {
      response.writeHead(500, { connection: "close" }).end("x".repeat(1_000_000));
    });
    await read({ DOCKER_HOST });
    expect(await connections()).toBe(0);
  });

  it("says that no engine answers, in all of docker's words", async () => {
    const words = "Cannot connect to the Docker daemon at unix:///nowhere. Is the docker daemon running?";
    fake.answer(BUILDX, { to: ["info"], stderr: `${words}\n`, exitCode: 1 });
    await expect(read({ DOCKER_HOST: "unix:///nowhere" })).rejects.toMatchObject({
      code: "daemon-unreachable",
      message: `No Docker engine answers: ${words}`,
    });
  });

  it("says that no engine answers where docker ends with 0 but knows nothing of it", async () => {
    fake.answer(BUILDX, { to: ["info"], stdout: JSON.stringify({ ServerErrors: ["permission denied"] }) });
    await expect(read({ DOCKER_HOST: "unix:///nowhere" })).rejects.toMatchObject({
      code: "daemon-unreachable",
      message: "No Docker engine answers: permission denied",
    });
  });

  it("says that buildx is missing", async () => {
    fake.answer({ to: ["buildx"], stderr: "docker: unknown command: docker buildx\n", exitCode: 1 });
    const DOCKER_HOST = await anEngineThat((response) => response.end(INFO));
    await expect(read({ DOCKER_HOST })).rejects.toMatchObject({
      code: "buildx-missing",
      message: "The docker client has no buildx plugin",
    });
  });

  it("says that buildx is too old", async () => {
    fake.answer({ to: ["buildx"], stdout: "github.com/docker/buildx v0.12.1 30feaa1\n" });
    const DOCKER_HOST = await anEngineThat((response) => response.end(INFO));
    await expect(read({ DOCKER_HOST })).rejects.toMatchObject({
      code: "buildx-too-old",
      message: "buildx 0.12.1 is too old",
    });
  });

  it("says that docker is missing even where an engine answers", async () => {
    const DOCKER_HOST = await anEngineThat((response) => response.end(INFO));
    await expect(read({ DOCKER_HOST, PATH: fake.config })).rejects.toMatchObject({ code: "docker-missing" });
    await connections(); // the engine's own answer comes later
  });
});

describe("engineHost", () => {
  it.each([
    { case: "nothing says otherwise", env: {}, host: "unix:///var/run/docker.sock" },
    { case: "DOCKER_HOST says so", env: { DOCKER_HOST: "tcp://other:2375" }, host: "tcp://other:2375" },
    {
      case: "DOCKER_HOST says so and a context is in use",
      env: { DOCKER_HOST: "unix:///run/user/1000/docker.sock", DOCKER_CONTEXT: "remote" },
      host: "unix:///run/user/1000/docker.sock",
    },
    {
      case: "the default context is in use",
      env: { DOCKER_CONTEXT: "default" },
      host: "unix:///var/run/docker.sock",
    },
    { case: "another context is in use", env: { DOCKER_CONTEXT: "remote" }, host: "" },
    { case: "DOCKER_HOST is empty", env: { DOCKER_HOST: "" }, host: "unix:///var/run/docker.sock" },
  ])("is '$host' where $case", async ({ env, host }) => {
    expect(await engineHost({ ...fake.env, ...env })).toBe(host);
  });

  it("is only known to docker where the user's config names a context", async () => {
    await writeFile(join(fake.config, "config.json"), '{"currentContext":"rootless"}');
    expect(await engineHost(fake.env)).toBe("");
  });
});

/** How many clients hold the engine's socket, once those that hang up have had the time to. */
async function connections(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return new Promise((resolve) => {
    server?.getConnections((_error, count) => {
      resolve(count);
    });
  });
}

describe("readBuilder", () => {
  it("boots the builder and reads what buildx tells of it", async () => {
    fake.answer({
      to: ["buildx", "inspect", "--bootstrap", "farm"],
      stdout: await fixture("builder-farm.txt"),
    });
    expect(await readBuilder(new Docker(fake.env), "farm")).toMatchObject({
      name: "farm",
      driver: "docker-container",
    });
    expect(fake.commands).toEqual(["docker buildx inspect --bootstrap farm"]);
  });

  it("says why a builder cannot be used", async () => {
    fake.answer({ stderr: 'ERROR: no builder "farm" found\n', exitCode: 1 });
    await expect(readBuilder(new Docker(fake.env), "farm")).rejects.toMatchObject({
      code: "builder",
      message: 'The builder "farm" cannot be used: docker buildx inspect failed: no builder "farm" found',
      hint: "docker buildx ls lists the builders of this runner. Leave builder out to have one created.",
    });
  });

  it("keeps the reason of a run that is cancelled while a builder boots", async () => {
    fake.answer({ stderr: "#1 booting buildkit\n", lastsMs: 60_000 });
    const run = new AbortController();
    const reason = new ActionError("cancelled", "enough");
    const work = readBuilder(new Docker(fake.env, run.signal), "farm").catch((error: unknown) => error);
    setTimeout(() => {
      run.abort(reason);
    }, 200);
    expect(await work).toBe(reason);
  });
});

describe("sharesKernel", () => {
  it("is so where the engine names the kernel of this machine", () => {
    expect(sharesKernel(anEngine({ kernel: release() }))).toBe(true);
  });

  it.each(["", "6.10.14-linuxkit", `${release()}-other`])("is not so where the engine names %p", (kernel) => {
    expect(sharesKernel(anEngine({ kernel }))).toBe(false);
  });
});

describe("freeBytes", () => {
  it("tells the free bytes of a folder's file system", async () => {
    const { bavail, bsize, blocks } = await (await import("node:fs/promises")).statfs(fake.folder);
    const free = await freeBytes(fake.folder);
    // Others write to the same file system meanwhile.
    expect(Math.abs(free! - bavail * bsize)).toBeLessThan(blocks * bsize * 0.1);
  });

  it("is unknown for a folder that is not here", async () => {
    expect(await freeBytes("/nowhere/docker")).toBeUndefined();
  });
});
