import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ActionOptions } from "../../scripts/lib/runner.mjs";
import { runAction, startAction } from "../../scripts/lib/runner.mjs";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import type { Answer } from "../support/fake-docker.ts";
import { FakeDocker, isRunning } from "../support/fake-docker.ts";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";
const ENTRY = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");

let root: string;
let temp: string;
let fake: FakeDocker;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "run-"));
  temp = join(root, "temp");
  for (const name of ["temp", "workspace", "no-programs"]) mkdirSync(join(root, name));
  writeFileSync(join(root, "workspace/Dockerfile"), "FROM scratch\n");
  fake = new FakeDocker();
});
afterEach(() => {
  fake.remove();
  rmSync(root, { recursive: true });
});

/** A machine without docker. */
function bare(): NodeJS.ProcessEnv {
  return { PATH: join(root, "no-programs"), HOME: root, DOCKER_HOST: "unix:///nowhere" };
}

/** A machine whose docker is the fake one. */
function faked(): NodeJS.ProcessEnv {
  return { ...fake.env, DOCKER_HOST: "unix:///nowhere" };
}

function options(
  inputs: Readonly<Record<string, string>>,
  { env = bare(), ...more }: Partial<ActionOptions> = {},
): ActionOptions {
  return { inputs, env, node: NODE, cwd: join(root, "workspace"), temp, ...more };
}

/** What of ours is in RUNNER_TEMP. */
function leftovers(): readonly string[] {
  return readdirSync(temp).filter((name) => name.startsWith("multiarch-build-"));
}

/** Has the fake docker be an engine that builds so. */
function answerBuild(...build: readonly Answer[]): void {
  fake.answer(
    { to: ["buildx", "version"], stdout: "github.com/docker/buildx v0.29.1 c8b5a5a\n" },
    { to: ["info"], stdout: fixture("docker/info.json") },
    ...build,
  );
}

const BUILD = { platforms: "linux/amd64", push: "false" };
const NO_DOCKER =
  "There is no docker command on this runner\nUse a runner with Docker, such as ubuntu-24.04, or install the docker client and its buildx plugin.";

describe("a run with inputs that cannot be used", () => {
  it("is refused with one error that names every problem, and leaves nothing to do", async () => {
    const run = await runAction(
      options({ push: "maybe", cache: "s3", retries: "-1", summary: "long", load: "yes" }),
    );
    expect(run.commands).toEqual([
      {
        name: "error",
        properties: {},
        message: [
          'push: "maybe" is neither true nor false. Allowed are auto, true or false.',
          'load: "yes" is neither true nor false. Allowed are true or false.',
          'cache: "s3" is not known. Allowed are actions, gha, registry, off.',
          'retries: "-1" is not such a number. Allowed are whole numbers from 0 to 20.',
          'summary: "long" is not known. Allowed are full, compact, off.',
        ].join("\n"),
      },
    ]);
    expect(run.main).toMatchObject({ exitCode: 1, stderr: "" });
    expect(run.post).toMatchObject({ exitCode: 0, log: "" });
    expect([run.outputs, run.summary, leftovers()]).toEqual([{}, "", []]);
    expect(run.state).toEqual({ phase: "post" });
  });

  it.each([
    "one\n::set-output name=digest::x\n::error::y",
    "one%0A::set-output name=digest::x",
    "one\r::warning::x\r\n##[error]y",
    `"quotes' and \`this\` $(touch pwned) \${HOME} ::z`,
    "\u001b[31mred\u001b[0m",
    "::add-mask::a",
    "##[set-output name=digest;]x",
  ])("gives %j back within that one error only", async (value) => {
    const run = await runAction(options({ driver: value, qemu: value, "timeout-minutes": value }));
    expect(run.commands.map(({ name, properties }) => ({ name, properties }))).toEqual([
      { name: "error", properties: {} },
    ]);
    // One line: whatever the value holds, it does not begin another.
    expect(run.main.log).toMatch(/^::error::[^\r\n]*\n$/);
    expect(run.main.log).not.toContain("##[");
    expect(run.commands[0]!.message).toContain("driver: ");
    expect([run.main.exitCode, run.post.exitCode, run.outputs]).toEqual([1, 0, {}]);
    expect(readdirSync(join(root, "workspace"))).toEqual(["Dockerfile"]);
  });
});

describe("a run without docker", () => {
  it("fails with the way out, and its post phase says nothing", async () => {
    const run = await runAction(options(BUILD));
    expect(run.commands.filter(({ name }) => name !== "debug")).toEqual([
      { name: "error", properties: {}, message: NO_DOCKER },
    ]);
    expect(run.main).toMatchObject({ exitCode: 1, stderr: "" });
    expect(run.post).toMatchObject({ exitCode: 0, log: "" });
    expect(run.state).toEqual({ phase: "post", handover: expect.stringContaining("multiarch-build-") });
    expect(leftovers()).toEqual([]);
  });

  it("names a missing context", async () => {
    rmSync(join(root, "workspace/Dockerfile"));
    answerBuild();
    const run = await runAction(options({ ...BUILD, context: "app" }, { env: faked() }));
    expect(run.commands).toEqual([
      {
        name: "error",
        properties: {},
        message: `context: there is no folder "app" in ${join(root, "workspace")}\nDoes the job check the repository out (actions/checkout) before this step?`,
      },
    ]);
    expect(run.main.exitCode).toBe(1);
  });

  it("is reported by doctor, with the exit code 1", async () => {
    const child = spawn(NODE, [ENTRY, "doctor"], { env: bare(), stdio: ["ignore", "pipe", "pipe"] });
    const [[exitCode], stdout, stderr] = await Promise.all([
      once(child, "close") as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    expect(exitCode).toBe(1);
    expect(stdout.split("\n").filter((line) => !line.startsWith("::debug::"))).toEqual([
      ...NO_DOCKER.split("\n"),
      "",
    ]);
    expect(stderr).toBe("");
  });
});

describe("a run that is cancelled", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s right after its start fails and leaves nothing",
    async (signal) => {
      const action = startAction(options(BUILD, { phases: ["main"] }));
      action.child.kill(signal);
      const run = await action.finished;
      expect(run.main.exitCode).not.toBe(0);
      expect(leftovers()).toEqual([]);
    },
  );

  it("while it builds ends docker with all its children, and says so once", async () => {
    answerBuild({ to: ["buildx", "build"], children: 1, lastsMs: 60_000 });
    const action = startAction(options({ ...BUILD, secrets: "token=hidden" }, { env: faked() }));
    const build = () => fake.calls.find(({ args }) => args[1] === "build");
    await waitUntil(() => build() !== undefined, { timeoutMs: 30_000 });
    action.child.kill("SIGINT");
    const run = await action.finished;
    expect(run.commands.filter(({ name }) => name === "error")).toEqual([
      { name: "error", properties: {}, message: "The run was cancelled; what it made so far is removed" },
    ]);
    expect([run.main.exitCode, run.post.exitCode]).toEqual([1, 0]);
    expect(build()!.pids.map(isRunning)).toEqual([false, false, false]);
    expect(leftovers()).toEqual([]);
  });

  it("while it waits to build again says that it was cancelled", async () => {
    answerBuild({ to: ["buildx", "build"], stderr: fixture("buildx-errors/pull-503.txt"), exitCode: 1 });
    let log = "";
    const onOutput = (chunk: string) => (log += chunk);
    const action = startAction(options(BUILD, { env: faked(), onOutput }));
    await waitUntil(() => log.includes("trying again in"), { timeoutMs: 30_000 });
    action.child.kill("SIGINT");
    const run = await action.finished;
    expect(run.commands.filter(({ name }) => name === "error")).toEqual([
      { name: "error", properties: {}, message: "The run was cancelled; what it made so far is removed" },
    ]);
    expect(run.main.exitCode).toBe(1);
    expect(leftovers()).toEqual([]);
  });
});

describe("a run against a fake engine", () => {
  it("hands over its folder, and removes it in the post phase", async () => {
    answerBuild({ to: ["buildx", "build"] });
    const run = await runAction(options({ ...BUILD, secrets: "token=hidden" }, { env: faked() }));
    expect([run.main.exitCode, run.post.exitCode, run.post.log]).toEqual([0, 0, ""]);
    expect(run.state["phase"]).toBe("post");
    const handover = JSON.parse(run.state["handover"] ?? "") as { folder: string };
    expect(handover).toEqual({ schema: 1, folder: handover.folder });
    expect(handover.folder.startsWith(join(temp, "multiarch-build-"))).toBe(true);
    expect(leftovers()).toEqual([]);
  });

  it("creates a builder with a config folder of its own, and removes it", async () => {
    answerBuild({ to: ["buildx", "create"] }, { to: ["buildx", "build"] }, { to: ["buildx", "rm"] });
    const run = await runAction(options({ ...BUILD, driver: "docker-container" }, { env: faked() }));
    expect([run.main.exitCode, run.post.exitCode, run.post.log]).toEqual([0, 0, ""]);
    const { folder, builder } = JSON.parse(run.state["handover"] ?? "") as {
      folder: string;
      builder: string;
    };
    expect(builder).toMatch(/^multiarch-build-[0-9a-f]{12}$/);
    const [created, , removed] = fake.calls.filter(({ args }) =>
      ["create", "build", "rm"].includes(args[1] ?? ""),
    );
    expect(created!.args).toContain(builder);
    expect(removed!.args).toEqual(["buildx", "rm", "--force", builder]);
    for (const { env } of [created!, removed!]) expect(env["DOCKER_CONFIG"]).toBe(join(folder, "docker"));
    expect(leftovers()).toEqual([]);
  });

  it("removes what it made in its main phase when the build fails", async () => {
    answerBuild(
      { to: ["buildx", "create"] },
      { to: ["buildx", "build"], stderr: fixture("buildx-errors/run-exit-code.txt"), exitCode: 1 },
      { to: ["buildx", "rm"] },
    );
    const run = await runAction(
      options({ ...BUILD, driver: "docker-container" }, { env: faked(), phases: ["main"] }),
    );
    expect(run.main.exitCode).toBe(1);
    expect(run.commands.filter(({ name }) => name === "error")).toHaveLength(1);
    expect(fake.calls.map(({ args }) => args[1]).slice(-2)).toEqual(["build", "rm"]);
    expect(leftovers()).toEqual([]);
  });

  /** Tells whether a run ended by itself, before its engine's socket, which answers so, hung up. */
  async function endsWith(answer: (response: ServerResponse) => void): Promise<boolean> {
    const socket = join(root, "docker.sock");
    const server = createServer((_request, response) => {
      answer(response);
    }).listen(socket);
    await once(server, "listening");
    let isHungUp = false;
    const hangUp = () => {
      isHungUp = true;
      server.closeAllConnections();
    };
    const patience = setTimeout(hangUp, 30_000);
    answerBuild({ to: ["buildx", "build"] });
    const env = { ...fake.env, DOCKER_HOST: `unix://${socket}` };
    const run = await runAction(options(BUILD, { env, phases: ["main"] }));
    clearTimeout(patience);
    server.close();
    server.closeAllConnections();
    expect(run.main.exitCode).toBe(0);
    return !isHungUp;
  }

  it("ends when it is done although the engine's socket answers with an error", async () => {
    expect(await endsWith((response) => response.writeHead(500).end("no"))).toBe(true);
  });

  it("ends when it is done although the engine's socket says nothing", async () => {
    expect(await endsWith(() => undefined)).toBe(true);
  });
});

describe("the post phase", () => {
  const NAME = "multiarch-build-0123456789ab";

  /** Runs it alone, with what was handed over. */
  async function post(handover: unknown, env: NodeJS.ProcessEnv = bare()) {
    const state = {
      phase: "post",
      ...(handover !== undefined && {
        handover: typeof handover === "string" ? handover : JSON.stringify(handover),
      }),
    };
    const run = await runAction(options({}, { env, phases: ["post"], state }));
    return { ...run.post, commands: run.commands };
  }

  /** A run's folder with a docker config and a secret. */
  function aRunFolder(): string {
    const folder = mkdtempSync(join(temp, "multiarch-build-"));
    for (const name of ["docker", "secrets"]) mkdirSync(join(folder, name), { mode: 0o700 });
    writeFileSync(join(folder, "docker/config.json"), "{}", { mode: 0o600 });
    writeFileSync(join(folder, "secrets/secret-0"), "hidden", { mode: 0o600 });
    return folder;
  }

  it("does nothing without a hand-over", async () => {
    expect(await post(undefined)).toMatchObject({ exitCode: 0, log: "", summary: "" });
  });

  it("removes the folder but not what its symlinks lead to, and needs no docker for it", async () => {
    const [folder, elsewhere] = [aRunFolder(), join(root, "elsewhere")];
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "kept"), "kept");
    symlinkSync(elsewhere, join(folder, "docker/cli-plugins"));
    symlinkSync(join(elsewhere, "kept"), join(folder, "kept"));
    expect(await post({ schema: 1, folder })).toMatchObject({ exitCode: 0, log: "" });
    expect(leftovers()).toEqual([]);
    expect(readFileSync(join(elsewhere, "kept"), "utf8")).toBe("kept");
  });

  it("removes the builder by the config of the folder, before the folder", async () => {
    const folder = aRunFolder();
    fake.answer({ to: ["buildx", "rm", "--force", NAME] });
    const env = { ...bare(), PATH: fake.bin };
    expect(await post({ schema: 1, folder, builder: NAME }, env)).toMatchObject({ exitCode: 0, log: "" });
    expect(fake.commands).toEqual([`docker buildx rm --force ${NAME}`]);
    expect(fake.calls[0]!.env["DOCKER_CONFIG"]).toBe(join(folder, "docker"));
    expect(leftovers()).toEqual([]);
  });

  it("starts the buildx plugin directly where the folder leads to it", async () => {
    const plugged = new FakeDocker({ plugin: true });
    try {
      const folder = aRunFolder();
      symlinkSync(join(plugged.config, "cli-plugins"), join(folder, "docker/cli-plugins"));
      plugged.answer({});
      expect(await post({ schema: 1, folder, builder: NAME })).toMatchObject({ exitCode: 0, log: "" });
      expect(plugged.commands).toEqual([`docker-buildx rm --force ${NAME}`]);
      expect(leftovers()).toEqual([]);
    } finally {
      plugged.remove();
    }
  });

  it("warns of a builder that cannot be removed, and still removes the folder", async () => {
    const folder = aRunFolder();
    fake.answer({ stderr: "ERROR: the engine\n::error::is gone\n", exitCode: 1 });
    const { exitCode, commands } = await post(
      { schema: 1, folder, builder: NAME },
      { ...bare(), PATH: fake.bin },
    );
    expect(commands).toEqual([
      {
        name: "warning",
        properties: {},
        message: `The builder ${NAME} could not be removed: docker buildx rm failed: ::error::is gone`,
      },
    ]);
    expect(exitCode).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  it("warns where docker is missing, and still removes the folder", async () => {
    const folder = aRunFolder();
    const { exitCode, commands } = await post({ schema: 1, folder, builder: NAME });
    expect(commands).toEqual([
      {
        name: "warning",
        properties: {},
        message: `The builder ${NAME} could not be removed: ${NO_DOCKER}`,
      },
    ]);
    expect(exitCode).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  it("says nothing of a builder that was never there", async () => {
    const folder = aRunFolder();
    fake.answer({ stderr: `ERROR: no builder "${NAME}" found\n`, exitCode: 1 });
    const env = { ...bare(), PATH: fake.bin };
    expect(await post({ schema: 1, folder, builder: NAME }, env)).toMatchObject({ exitCode: 0, log: "" });
    expect(leftovers()).toEqual([]);
  });

  it("does nothing where the folder is gone, which is the last to go", async () => {
    const env = { ...bare(), PATH: fake.bin };
    const handover = { schema: 1, folder: join(temp, "multiarch-build-gone"), builder: NAME };
    expect(await post(handover, env)).toMatchObject({ exitCode: 0, log: "" });
    expect(fake.calls).toEqual([]);
  });

  it("warns of a hand-over that cannot be read", async () => {
    const { exitCode, commands } = await post("{");
    expect(exitCode).toBe(0);
    expect(commands.map(({ name }) => name)).toEqual(["warning"]);
  });

  it("reads no inputs, however wrong they are", async () => {
    const folder = aRunFolder();
    const state = { phase: "post", handover: JSON.stringify({ schema: 1, folder }) };
    const run = await runAction(options({ push: "maybe" }, { phases: ["post"], state }));
    expect(run.post).toMatchObject({ exitCode: 0, log: "" });
    expect(existsSync(folder)).toBe(false);
  });
});
