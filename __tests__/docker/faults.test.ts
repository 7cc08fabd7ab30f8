import { afterAll, describe, expect, it } from "@jest/globals";
import { docker, engine, freshName, World } from "../support/world.ts";

const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN true\n" });
afterAll(() => {
  world.remove();
});

/** Runs what must fail, and resolves with the message that the runner would show. */
async function failure(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const { main, post, commands } = await world.run({ platforms: "linux/amd64", ...inputs }, { env });
  expect([main.exitCode, post.exitCode]).toEqual([1, 0]);
  expect(world.leftovers()).toEqual([]);
  const errors = commands.filter(({ name }) => name === "error").map(({ message }) => message);
  expect(errors).toHaveLength(1);
  return { message: errors[0] ?? "", log: main.log };
}

describe("a machine on which nothing can be built", () => {
  it("says that there is no docker", async () => {
    const env = { PATH: "/nowhere", DOCKER_HOST: "unix:///nowhere/docker.sock" };
    const { message } = await failure({ images: freshName() }, env);
    expect(message).toMatch(/^There is no docker command on this runner\nUse a runner with Docker/);
  });

  it("says that no engine answers, in docker's words", async () => {
    const { message } = await failure(
      { images: freshName() },
      { DOCKER_HOST: "unix:///nowhere/docker.sock" },
    );
    expect(message).toMatch(/^No Docker engine answers: .*\/nowhere\/docker\.sock/);
    expect(message).toContain("Start the Docker service");
  });

  it("says that there is no builder of a name", async () => {
    const { message } = await failure({ images: freshName(), builder: "nobody" });
    expect(message).toMatch(/^The builder "nobody" cannot be used: .*no builder "nobody" found/);
  });
});

describe("sources that are not there", () => {
  it.each([
    { inputs: { context: "nowhere" }, message: 'context: there is no folder "nowhere" in' },
    { inputs: { context: "-" }, message: 'context: there is no folder "-" in' },
    { inputs: { file: "Dockerfile.none" }, message: 'file: there is no Dockerfile at "Dockerfile.none"' },
    {
      inputs: { "secret-files": "a=nowhere" },
      message: 'secret-files: there is no file "nowhere" for secret "a"',
    },
    {
      inputs: { "secret-envs": "a=NOBODY" },
      message: 'secret-envs: the variable NOBODY of secret "a" is not set',
    },
  ])("are named: $message", async ({ inputs, message: expected }) => {
    const { message } = await failure({ push: "false", ...inputs });
    expect(message).toContain(expected);
  });
});

describe("a build that fails", () => {
  it("names the step and its exit code, with its output in the log", async () => {
    world.write({ Broken: "ARG BASE\nFROM ${BASE}\nRUN echo some words && exit 7\n" });
    const { message, log } = await failure({ file: "Broken", images: freshName() });
    expect(message).toMatch(/echo some words && exit 7.*did not complete successfully: exit code: 7/);
    expect(log).toContain("\n[2/2] | some words\n");
  });

  it("says that a base image lacks the platform", async () => {
    const { message } = await failure({ platforms: "linux/s390x", images: freshName() });
    expect(message).toContain("no match for platform in manifest");
    expect(message).toContain("A base image is not published for one of the platforms");
  });

  it("cannot slip workflow commands into the log", async () => {
    const words = [
      "::error::pwned",
      "  ::set-output name=digest::pwned",
      "##[error]pwned",
      "x\\r::warning::pwned",
    ];
    const echo = words.map((text) => `printf '%b\\n' '${text}'`).join(" && ");
    world.write({ Hostile: `ARG BASE\nFROM \${BASE}\nRUN ${echo}; exit 1\n` });
    const { main } = await world.run({ file: "Hostile", platforms: "linux/amd64", push: "false" });
    const lines = main.log.split(/[\r\n]/).filter((line) => line.endsWith("pwned"));
    expect(lines.length).toBeGreaterThanOrEqual(words.length);
    // How the runner finds commands: at the start of a line after any white space, or in the older form anywhere.
    expect(lines.filter((line) => line.trimStart().startsWith("::") || line.includes("##["))).toEqual([]);
  });

  it("keeps hostile input values data", async () => {
    const value = '$(touch pwned)`touch pwned`"; touch pwned #\n::set-output name=digest::pwned';
    const { message } = await failure({ images: freshName(), target: value });
    expect(message).toContain("target stage");
    const { commands } = await world.run({ push: "false", platforms: "linux/amd64", target: value });
    expect(commands.map(({ name }) => name)).not.toContain("set-output");
    expect(world.leftovers()).toEqual([]);
  });
});

describe("a registry that is not there", () => {
  it("fails the run after its retries, and publishes nothing", async () => {
    const { message } = await failure({ images: "127.0.0.1:1/nobody", retries: "0" });
    expect(message).toContain("127.0.0.1:1");
    expect(message).toMatch(/connection refused/);
  });
});

describe("emulation that is not there", () => {
  it("stops the run before it builds when nothing may be installed", async () => {
    const { message, log } = await failure({
      platforms: "linux/amd64,linux/loong64",
      qemu: "never",
      images: freshName(),
    });
    expect(message).toContain(
      "linux/loong64 cannot be run here without an emulator, and qemu is set to never",
    );
    expect(log).not.toContain("building with");
  });

  it("stops the run when the installer's image cannot be had", async () => {
    const image = `${engine.registry}/no/binfmt:none`;
    const { message, log } = await failure({
      platforms: "linux/loong64",
      "qemu-image": image,
      images: freshName(),
    });
    expect(message).toContain("QEMU could not be installed for linux/loong64");
    expect(message).toContain("set qemu-image to a copy");
    expect(log).not.toContain("building with");
  });
});

describe("a builder that cannot be created", () => {
  it("is an error that says so, and is removed again", async () => {
    const image = `${engine.registry}/no/buildkit:none`;
    const inputs = { driver: "docker-container", "buildkit-image": image, images: freshName() };
    const { message, log } = await failure(inputs);
    expect(message).toMatch(/^The builder could not be created: /);
    expect(message).toContain("set buildkit-image to a copy");
    const [, name = ""] = /Creating the builder (\S+) from/.exec(log) ?? [];
    expect(name).toMatch(/^multiarch-build-[0-9a-f]{12}$/);
    expect(await docker("buildx", "ls")).not.toContain(name);
    expect(await docker("ps", "--all", "--format", "{{.Names}}")).not.toContain(name);
  });
});
