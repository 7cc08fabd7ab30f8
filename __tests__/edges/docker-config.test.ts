import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Login } from "../../src/domain/login.ts";
import { createDockerConfig } from "../../src/edges/docker-config.ts";
import { credentialsFrom } from "../../src/edges/registry/credentials.ts";

const GHCR: Login = { registry: "ghcr.io", username: "octocat", password: "ghp:1" };
const HUB: Login = { registry: "docker.io", username: "acme", password: "dckr" };

let root: string;
let folder: string;
let userFolder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "docker-config-"));
  folder = join(root, "run", "docker");
  userFolder = join(root, "user");
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function writeUserConfig(config: unknown): Promise<void> {
  await mkdir(userFolder, { recursive: true });
  await writeFile(
    join(userFolder, "config.json"),
    typeof config === "string" ? config : JSON.stringify(config),
  );
}

async function readConfig(): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
}

describe("createDockerConfig", () => {
  it("makes a folder that only we can read, with the logins, when the user has none", async () => {
    await createDockerConfig({ folder, userFolder, logins: [GHCR, HUB] });
    expect(await readdir(folder)).toEqual(["config.json"]);
    expect(await readConfig()).toEqual({
      auths: {
        "ghcr.io": { auth: Buffer.from("octocat:ghp:1").toString("base64") },
        "https://index.docker.io/v1/": { auth: Buffer.from("acme:dckr").toString("base64") },
      },
    });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "config.json"))).mode & 0o777).toBe(0o600);
  });

  it("links what the user has besides config.json", async () => {
    await mkdir(join(userFolder, "cli-plugins"), { recursive: true });
    await mkdir(join(userFolder, "contexts"));
    await writeUserConfig({ currentContext: "remote" });
    await createDockerConfig({ folder, userFolder, logins: [] });
    expect((await readdir(folder)).sort()).toEqual(["cli-plugins", "config.json", "contexts"]);
    expect(await readlink(join(folder, "contexts"))).toBe(join(userFolder, "contexts"));
    expect(await readConfig()).toEqual({ currentContext: "remote" });
  });

  it("keeps everything else of the user's config, and leaves that file alone", async () => {
    const config = {
      auths: { "quay.io": { auth: "eDp5" }, "ghcr.io": { auth: "eDp5", identitytoken: "old" } },
      proxies: { default: { httpProxy: "http://proxy:3128" } },
      unknown: [1, { deep: true }],
    };
    await writeUserConfig(config);
    await createDockerConfig({ folder, userFolder, logins: [GHCR] });
    expect(await readConfig()).toEqual({
      ...config,
      auths: {
        "quay.io": { auth: "eDp5" },
        "ghcr.io": { auth: Buffer.from("octocat:ghp:1").toString("base64") },
      },
    });
    expect(JSON.parse(await readFile(join(userFolder, "config.json"), "utf8"))).toEqual(config);
  });

  it("turns a credential store off for our registries and for no other", async () => {
    await writeUserConfig({ credsStore: "desktop", credHelpers: { "quay.io": "quay" } });
    await createDockerConfig({ folder, userFolder, logins: [GHCR, HUB] });
    expect(await readConfig()).toMatchObject({
      credsStore: "desktop",
      credHelpers: { "quay.io": "quay", "ghcr.io": "", "https://index.docker.io/v1/": "" },
    });
  });

  it("turns a helper off only where there is one", async () => {
    await writeUserConfig({ credHelpers: { "ghcr.io": "github" } });
    await createDockerConfig({ folder, userFolder, logins: [GHCR, HUB] });
    expect(await readConfig()).toMatchObject({ credHelpers: { "ghcr.io": "" } });
  });

  it("writes what our own lookup finds again", async () => {
    await writeUserConfig({ credsStore: "missing", auths: { "https://ghcr.io/v1/": { auth: "eDp5" } } });
    await createDockerConfig({ folder, userFolder, logins: [GHCR, HUB] });
    const lookUp = credentialsFrom(folder);
    expect(await lookUp("ghcr.io")).toEqual({ username: "octocat", password: "ghp:1" });
    expect(await lookUp("docker.io")).toEqual({ username: "acme", password: "dckr" });
  });

  it("refuses a broken config before it makes anything", async () => {
    await writeUserConfig("{ not json");
    await expect(createDockerConfig({ folder, userFolder, logins: [GHCR] })).rejects.toMatchObject({
      code: "registry-auth",
      message: `${join(userFolder, "config.json")} is not a JSON object`,
    });
    await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
