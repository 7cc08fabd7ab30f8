import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { Docker, DockerError } from "../../src/edges/docker.ts";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { FakeDocker, isRunning } from "../support/fake-docker.ts";

const PATH = process.env["PATH"];

let fake: FakeDocker;
beforeEach(() => {
  use(new FakeDocker());
});
afterEach(() => {
  fake.remove();
  process.env["PATH"] = PATH;
});

/** Makes a fake docker the only one. Where a program is looked up in this process's PATH, it is found too. */
function use(other: FakeDocker): void {
  fake = other;
  process.env["PATH"] = fake.bin;
}

/** The error of what must fail. */
async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: unknown) => error,
  );
}

async function started(): Promise<readonly number[]> {
  await waitUntil(() => fake.calls.length > 0, { timeoutMs: 10_000, everyMs: 10 });
  return fake.calls[0]!.pids;
}

const HOSTILE = [
  "line\nbreak\r\n",
  `"double" 'single' \`back\``,
  "$(touch pwned) ${HOME} $HOME; && || | > < &",
  "back\\slash\\",
  "",
  " ",
  "*",
  "--flag=a b",
  "ünïcödé \u{1f680}",
  "%0A::error::x",
];

describe("Docker.run", () => {
  it("gives every argument to docker as it is", async () => {
    fake.answer({});
    await new Docker(fake.env).run(["build", ...HOSTILE]);
    expect(fake.calls.map(({ program, args }) => ({ program, args }))).toEqual([
      { program: "docker", args: ["build", ...HOSTILE] },
    ]);
  });

  it("gives every argument to the buildx plugin as it is", async () => {
    fake.remove();
    use(new FakeDocker({ plugin: true }));
    fake.answer({});
    await new Docker(fake.env).run(["buildx", "build", ...HOSTILE]);
    expect(fake.calls.map(({ program, args }) => ({ program, args }))).toEqual([
      { program: "docker-buildx", args: ["build", ...HOSTILE] },
    ]);
  });

  it("runs docker in this folder, with the environment it was made with and no more", async () => {
    fake.answer({});
    await new Docker({ ...fake.env, ODD: "a=b\n'c'", ABSENT: undefined }).run(["info"]);
    expect(fake.calls.map(({ cwd, env }) => ({ cwd, env }))).toEqual([
      { cwd: process.cwd(), env: { ...fake.env, ODD: "a=b\n'c'" } },
    ]);
  });

  it("resolves with stdout, whatever stderr says, when docker ends with 0", async () => {
    fake.answer({ stdout: "one\ntwo", stderr: "ERROR: a mere word\n" });
    expect(await new Docker(fake.env).run(["info"])).toBe("one\ntwo");
  });

  it.each([1, 2, 125, 255])("fails when docker ends with %d, whatever it says", async (exitCode) => {
    fake.answer({ stdout: "all is well\n", exitCode });
    expect(await failure(new Docker(fake.env).run(["info"]))).toBeInstanceOf(DockerError);
  });

  it("fails when a signal from elsewhere ends docker", async () => {
    fake.answer({ stderr: "Killed\n", endsBy: "SIGKILL" });
    expect(await failure(new Docker(fake.env).run(["info"]))).toMatchObject({
      code: "docker",
      message: "docker info failed: Killed",
    });
  });

  it("says the command's first two words and the last line of stderr, and keeps all lines", async () => {
    const stderr = "#1 working\nERROR: failed to build: no such thing\n";
    fake.answer({ stdout: "not this\n", stderr, exitCode: 1 });
    const error = await failure(new Docker(fake.env).run(["buildx", "build", "--secret", "id=x", "."]));
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject({
      code: "docker",
      message: "docker buildx build failed: failed to build: no such thing",
    });
    expect((error as DockerError).output.trimEnd()).toBe(stderr.trimEnd());
  });

  it("says that docker is missing when it is", async () => {
    process.env["PATH"] = fake.config;
    const error = await failure(new Docker({ ...fake.env, PATH: fake.config }).run(["info"]));
    expect(error).toMatchObject({
      code: "docker-missing",
      message: "There is no docker command on this runner",
      hint: "Use a runner with Docker, such as ubuntu-24.04, or install the docker client and its buildx plugin.",
    });
  });

  it("starts nothing once the signal came", async () => {
    fake.answer({});
    const reason = new ActionError("cancelled", "enough");
    const docker = new Docker(fake.env, AbortSignal.abort(reason));
    expect(await failure(docker.run(["info"]))).toBe(reason);
    expect(fake.calls).toEqual([]);
  });

  it("starts `docker buildx` where no plugin is in the usual folders", async () => {
    fake.answer({});
    await new Docker(fake.env).run(["buildx", "version"]);
    expect(fake.commands).toEqual(["docker buildx version"]);
  });

  it("finds the plugin through the config folder in the home folder too", async () => {
    fake.remove();
    use(new FakeDocker({ plugin: true }));
    fake.answer({});
    symlinkSync(fake.config, join(fake.folder, ".docker"));
    await new Docker({ PATH: fake.bin, HOME: fake.folder }).run(["buildx", "version"]);
    expect(fake.commands).toEqual(["docker-buildx version"]);
  });
});

describe("a buildx plugin", () => {
  beforeEach(() => {
    fake.remove();
  });

  it("is run from a folder with a blank and a quote in its name", async () => {
    use(new FakeDocker({ plugin: true, name: `a "home' folder` }));
    fake.answer({ stdout: "v1" });
    expect(await new Docker(fake.env).run(["buildx", "version"])).toBe("v1");
    expect(fake.commands).toEqual(["docker-buildx version"]);
  });

  it("is asked in a folder with a blank and a quote in its name", async () => {
    use(new FakeDocker({ plugin: true, name: `a "home' folder` }));
    fake.answer({ stdout: "v1" });
    expect(await new Docker(fake.env).run(["buildx", "version"])).toBe("v1");
    expect(fake.commands).toEqual(["docker-buildx version"]);
  });

  it("that cannot be started is left to docker", async () => {
    use(new FakeDocker({ plugin: true }));
    fake.answer({ stderr: "docker: unknown command: docker buildx\n", exitCode: 1 });
    chmodSync(join(fake.config, "cli-plugins/docker-buildx"), 0o644);
    expect(await failure(new Docker(fake.env).run(["buildx", "version"]))).toBeInstanceOf(DockerError);
  });
});

describe("Docker.run", () => {
  it("gives every line of both streams as it comes, in the order of each", async () => {
    fake.answer({ stdout: "one\r\ntwo\n\nlast", stderr: "#1 a\n#1 b\n", lastsMs: 50 });
    const lines: string[] = [];
    await new Docker(fake.env).run(["build"], { onLine: (line) => lines.push(line) });
    expect(lines.filter((line) => !line.startsWith("#"))).toEqual(["one", "two", "", "last"]);
    expect(lines.filter((line) => line.startsWith("#"))).toEqual(["#1 a", "#1 b"]);
  });

  it("gives lines before the command ends", async () => {
    fake.answer({ stderr: "#1 a\n", lastsMs: 60_000 });
    const run = new AbortController();
    const reason = new ActionError("cancelled", "seen");
    const onLine = () => {
      run.abort(reason);
    };
    expect(await failure(new Docker(fake.env, run.signal).run(["build"], { onLine }))).toBe(reason);
  });

  it("keeps the last 400 lines of each stream", async () => {
    const numbers = Array.from({ length: 1_000 }, (_, at) => `line ${at}`);
    fake.answer({ stdout: numbers.join("\n"), stderr: numbers.join("\n") });
    const lines: string[] = [];
    const docker = new Docker(fake.env);
    expect(await docker.run(["build"], { onLine: (line) => lines.push(line) })).toBe(
      numbers.slice(600).join("\n"),
    );
    expect(lines).toHaveLength(2_000);
    fake.answer({ stderr: numbers.join("\n"), exitCode: 1 });
    expect(await failure(docker.run(["build"]))).toMatchObject({
      message: "docker build failed: line 999",
      output: numbers.slice(600).join("\n"),
    });
  });

  it("keeps characters whole that come in several pieces", async () => {
    const text = "\u{1f680}ä€".repeat(60_000);
    fake.answer({ stdout: text });
    expect(await new Docker(fake.env).run(["build"])).toBe(text);
  });

  it("ends the command and all that it started when the signal comes", async () => {
    fake.answer({ children: 2, lastsMs: 60_000 });
    const run = new AbortController();
    const work = failure(new Docker(fake.env, run.signal).run(["build"]));
    const pids = await started();
    expect(pids.map(isRunning)).toEqual([true, true, true, true, true]);
    const reason = new ActionError("timeout", "too long");
    run.abort(reason);
    expect(await work).toBe(reason);
    expect(pids.map(isRunning)).toEqual([false, false, false, false, false]);
  });

  it("kills what takes no notice of being asked to end, after five seconds", async () => {
    fake.answer({ children: 1, lastsMs: 60_000, isStubborn: true });
    const run = new AbortController();
    const work = failure(new Docker(fake.env, run.signal).run(["build"]));
    const pids = await started();
    const startedAt = performance.now();
    const reason = new ActionError("cancelled", "enough");
    run.abort(reason);
    expect(await work).toBe(reason);
    expect(performance.now() - startedAt).toBeGreaterThan(4_500);
    expect(pids.map(isRunning)).toEqual([false, false, false]);
  });

  it("tells of the signal even when the command ends well on it", async () => {
    fake.answer({ stdout: "done\n", lastsMs: 300, isStubborn: true });
    const run = new AbortController();
    const work = failure(new Docker(fake.env, run.signal).run(["build"]));
    await started();
    const reason = new ActionError("cancelled", "enough");
    run.abort(reason);
    expect(await work).toBe(reason);
  });

  it("leaves other commands alone that are under way without the signal", async () => {
    fake.answer({ stdout: "done", lastsMs: 500 });
    const run = new AbortController();
    const [signalled, other] = [new Docker(fake.env, run.signal), new Docker(fake.env)];
    const works = [failure(signalled.run(["build"])), other.run(["build"])];
    await waitUntil(() => fake.calls.length === 2, { timeoutMs: 10_000, everyMs: 10 });
    run.abort(new ActionError("cancelled", "enough"));
    expect(await works[1]).toBe("done");
  });
});

describe("Docker.withConfig", () => {
  it("gives a client that differs in its config folder only", async () => {
    fake.answer({});
    const docker = new Docker(fake.env);
    await docker.withConfig("/run/config").run(["info"]);
    await docker.run(["info"]);
    expect(fake.calls.map(({ env }) => env)).toEqual([
      { ...fake.env, DOCKER_CONFIG: "/run/config" },
      fake.env,
    ]);
  });

  it("keeps the signal", async () => {
    const reason = new ActionError("cancelled", "enough");
    const docker = new Docker(fake.env, AbortSignal.abort(reason)).withConfig("/run/config");
    expect(await failure(docker.run(["info"]))).toBe(reason);
  });

  it("looks for the plugin in that folder", async () => {
    fake.remove();
    use(new FakeDocker({ plugin: true }));
    fake.answer({});
    const docker = new Docker({ ...fake.env, DOCKER_CONFIG: "/nowhere" });
    await docker.withConfig(fake.config).run(["buildx", "version"]);
    expect(fake.commands).toEqual(["docker-buildx version"]);
  });
});

describe("Docker.ended", () => {
  it("resolves at once when nothing runs", async () => {
    await expect(new Docker(fake.env).ended()).resolves.toBeUndefined();
  });

  it("waits for the commands of this client and of those made from it, and fails with none", async () => {
    fake.answer({ to: ["one"], lastsMs: 400, exitCode: 1 }, { to: ["two"], lastsMs: 800, exitCode: 1 });
    const docker = new Docker(fake.env);
    const over: string[] = [];
    const works = [
      failure(docker.run(["one"])).then(() => over.push("one")),
      failure(docker.withConfig(fake.config).run(["two"])).then(() => over.push("two")),
    ];
    await docker.ended();
    await sleep(0);
    expect(over).toEqual(["one", "two"]);
    await Promise.all(works);
  });

  it("waits until all that was started is gone after a signal", async () => {
    fake.answer({ children: 1, lastsMs: 60_000 });
    const run = new AbortController();
    const docker = new Docker(fake.env, run.signal);
    const work = failure(docker.run(["build"]));
    const pids = await started();
    run.abort(new ActionError("cancelled", "enough"));
    await docker.ended();
    expect(pids.map(isRunning)).toEqual([false, false, false]);
    await work;
  });
});

describe("DockerError", () => {
  it.each([
    { output: 'ERROR: no builder "x" found\n', message: 'docker buildx rm failed: no builder "x" found' },
    { output: "ERROR:   spaced  \n\n", message: "docker buildx rm failed: spaced" },
    { output: "an ERROR: inside", message: "docker buildx rm failed: an ERROR: inside" },
    { output: "", message: "docker buildx rm failed: " },
  ])("says $message", ({ output, message }) => {
    const error = new DockerError(["buildx", "rm", "--force", "x"], output);
    expect(error).toMatchObject({ name: "ActionError", code: "docker", message, output, hint: undefined });
  });

  it("says what went wrong rather than where docker's help is", () => {
    const output =
      "Unable to find image 'x:latest' locally\ndocker: Error response from daemon: pull access denied for x\n\nRun 'docker run --help' for more information\n";
    expect(new DockerError(["run", "--rm", "x"], output).message).toBe(
      "docker run --rm failed: docker: Error response from daemon: pull access denied for x",
    );
  });
});
