import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Inputs } from "../../src/domain/inputs.ts";
import {
  checkSources,
  makeRunFolder,
  removeRunFolder,
  writeBuildkitdConfig,
  writeSecrets,
} from "../../src/edges/workspace.ts";
import { anInputs } from "../support/an-inputs.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "workspace-"));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

describe("makeRunFolder", () => {
  it("makes a folder in RUNNER_TEMP that only we can read", async () => {
    const folder = makeRunFolder({ RUNNER_TEMP: root });
    expect((await readdir(root)).map((name) => join(root, name))).toEqual([folder]);
    expect(folder.slice(root.length)).toMatch(/^\/multiarch-build-\w{6}$/);
    expect(await modeOf(folder)).toBe(0o700);
  });

  it("makes another one each time", () => {
    expect(makeRunFolder({ RUNNER_TEMP: root })).not.toBe(makeRunFolder({ RUNNER_TEMP: root }));
  });

  it("makes it in the system's folder without RUNNER_TEMP", async () => {
    const folder = makeRunFolder({});
    await rm(folder, { recursive: true });
    expect(folder.startsWith(join(tmpdir(), "multiarch-build-"))).toBe(true);
  });

  it("takes an empty RUNNER_TEMP for none", async () => {
    const folder = makeRunFolder({ RUNNER_TEMP: "" });
    await rm(folder, { recursive: true });
    expect(folder.startsWith(join(tmpdir(), "multiarch-build-"))).toBe(true);
  });
});

describe("removeRunFolder", () => {
  it("removes the folder with all it holds, and can be repeated", async () => {
    const folder = makeRunFolder({ RUNNER_TEMP: root });
    await mkdir(join(folder, "docker/deep"), { recursive: true });
    await writeFile(join(folder, "docker/deep/file"), "", { mode: 0o400 });
    await removeRunFolder(folder);
    expect(await readdir(root)).toEqual([]);
    await removeRunFolder(folder);
  });

  it("leaves what its symlinks lead to", async () => {
    const [folder, elsewhere] = [makeRunFolder({ RUNNER_TEMP: root }), join(root, "elsewhere")];
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, "kept"), "kept");
    await symlink(elsewhere, join(folder, "link"));
    await symlink(join(elsewhere, "kept"), join(folder, "kept"));
    await removeRunFolder(folder);
    expect(await readdir(root)).toEqual(["elsewhere"]);
    expect(await readFile(join(elsewhere, "kept"), "utf8")).toBe("kept");
  });
});

describe("writeSecrets", () => {
  it("writes the given values to numbered files that only we can read", async () => {
    const secrets: Inputs["secrets"] = [
      { from: "value", id: "../../escape", value: 'one\n"two"\n' },
      { from: "env", id: "variable", variable: "TOKEN" },
      { from: "value", id: "key", value: "three" },
      { from: "file", id: "file", path: "npmrc" },
    ];
    const files = await writeSecrets(root, anInputs({ secrets }));
    const place = join(root, "secrets");
    expect([...files]).toEqual([
      ["../../escape", join(place, "secret-0")],
      ["key", join(place, "secret-1")],
    ]);
    expect(await readFile(join(place, "secret-0"), "utf8")).toBe('one\n"two"\n');
    expect(await readFile(join(place, "secret-1"), "utf8")).toBe("three");
    expect(await readdir(root)).toEqual(["secrets"]);
    expect((await readdir(place)).toSorted()).toEqual(["secret-0", "secret-1"]);
    expect(await Promise.all(["", "secret-0", "secret-1"].map((name) => modeOf(join(place, name))))).toEqual([
      0o700, 0o600, 0o600,
    ]);
  });

  it("makes nothing where no value is given", async () => {
    const secrets: Inputs["secrets"] = [{ from: "env", id: "variable", variable: "TOKEN" }];
    expect(await writeSecrets(root, anInputs({ secrets }))).toEqual(new Map());
    expect(await readdir(root)).toEqual([]);
  });
});

describe("writeBuildkitdConfig", () => {
  it("writes the text as it is to a file that only we can read", async () => {
    const text = '[registry."docker.io"]\n  mirrors = ["mirror.example"]\n';
    const path = await writeBuildkitdConfig(root, text);
    expect(path).toBe(join(root, "buildkitd.toml"));
    expect(await readFile(path, "utf8")).toBe(text);
    expect(await modeOf(path)).toBe(0o600);
  });
});

describe("checkSources", () => {
  /** Checks a context of ours that has a Dockerfile. */
  async function check(overrides: Partial<Inputs>, env: NodeJS.ProcessEnv = {}): Promise<void> {
    await writeFile(join(root, "Dockerfile"), "FROM scratch\n");
    await checkSources(anInputs({ context: root, ...overrides }), env);
  }

  it("passes what is there", async () => {
    await writeFile(join(root, "npmrc"), "");
    const secrets: Inputs["secrets"] = [
      { from: "value", id: "value", value: "x" },
      { from: "env", id: "variable", variable: "TOKEN" },
      { from: "file", id: "file", path: join(root, "npmrc") },
    ];
    await expect(check({ secrets }, { TOKEN: "" })).resolves.toBeUndefined();
  });

  it("passes symlinks to what is there", async () => {
    await mkdir(join(root, "real"));
    await symlink(join(root, "real"), join(root, "context"));
    await symlink(join(root, "Dockerfile"), join(root, "context/Dockerfile"));
    await expect(check({ context: join(root, "context") })).resolves.toBeUndefined();
  });

  it.each([
    "https://github.com/acme/agent.git#main:app",
    "http://example.org/context.tar.gz",
    "git://example.org/agent.git",
    "ssh://git@example.org/agent.git",
    "git@github.com:acme/agent.git",
  ])("passes %s, which BuildKit fetches itself, with whatever Dockerfile", async (context) => {
    await expect(check({ context })).resolves.toBeUndefined();
    await expect(check({ context, file: "docker/Dockerfile" })).resolves.toBeUndefined();
  });

  it("passes a Dockerfile that BuildKit fetches itself", async () => {
    await expect(check({ file: "https://example.org/Dockerfile" })).resolves.toBeUndefined();
  });

  it.each(["/nowhere", "github", "https:/example.org"])(
    "refuses the context %s, which is no folder",
    async (context) => {
      await expect(check({ context })).rejects.toMatchObject({
        code: "input",
        message: `context: there is no folder "${context}" in ${process.cwd()}`,
        hint: "Does the job check the repository out (actions/checkout) before this step?",
      });
    },
  );

  it("refuses a file as context", async () => {
    await expect(check({ context: join(root, "Dockerfile") })).rejects.toMatchObject({
      code: "input",
      message: `context: there is no folder "${join(root, "Dockerfile")}" in ${process.cwd()}`,
    });
  });

  it("refuses a context without a Dockerfile", async () => {
    await mkdir(join(root, "app"));
    await expect(check({ context: join(root, "app") })).rejects.toMatchObject({
      code: "input",
      message: `file: there is no Dockerfile at "${join(root, "app/Dockerfile")}"`,
      hint: "file is relative to the workspace, not to the context.",
    });
  });

  it.each(["Dockerfile.release", "."])("refuses the Dockerfile %s, which is no file here", async (file) => {
    await expect(check({ file })).rejects.toMatchObject({
      code: "input",
      message: `file: there is no Dockerfile at "${file}"`,
    });
  });

  it("refuses a secret whose variable is not set", async () => {
    await expect(check({ secrets: [{ from: "env", id: "api", variable: "API_KEY" }] })).rejects.toMatchObject(
      {
        code: "input",
        message: 'secret-envs: the variable API_KEY of secret "api" is not set',
        hint: "Set it with env: on this step.",
      },
    );
  });

  it("refuses a secret whose file is not there, or is a folder", async () => {
    for (const path of [join(root, "npmrc"), root]) {
      await expect(check({ secrets: [{ from: "file", id: "npmrc", path }] })).rejects.toMatchObject({
        code: "input",
        message: `secret-files: there is no file "${path}" for secret "npmrc"`,
      });
    }
  });
});
