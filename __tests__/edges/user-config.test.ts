import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { contextName, userConfigFolder } from "../../src/edges/user-config.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "home-"));
  await mkdir(join(home, ".docker"));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

async function writeConfig(text: string): Promise<void> {
  await writeFile(join(home, ".docker/config.json"), text);
}

describe("userConfigFolder", () => {
  it.each([
    {
      case: "DOCKER_CONFIG",
      env: { DOCKER_CONFIG: "/etc/docker-ci", HOME: "/home/ci" },
      folder: "/etc/docker-ci",
    },
    { case: ".docker in HOME", env: { HOME: "/home/ci" }, folder: "/home/ci/.docker" },
    { case: ".docker in the account's folder", env: {}, folder: join(homedir(), ".docker") },
  ])("is $case", ({ env, folder }) => {
    expect(userConfigFolder(env)).toBe(folder);
  });

  it("takes an empty DOCKER_CONFIG for none, as docker does", () => {
    expect(userConfigFolder({ DOCKER_CONFIG: "", HOME: "/home/ci" })).toBe("/home/ci/.docker");
  });

  it("takes an empty HOME for none, as docker does", () => {
    expect(userConfigFolder({ HOME: "" })).toBe(join(homedir(), ".docker"));
  });
});

describe("contextName", () => {
  it("is the one that the user chose", async () => {
    await writeConfig('{"auths": {}, "currentContext": "remote"}');
    expect(await contextName({ HOME: home })).toBe("remote");
  });

  it("is that of DOCKER_CONTEXT rather than the user's", async () => {
    await writeConfig('{"currentContext": "remote"}');
    expect(await contextName({ HOME: home, DOCKER_CONTEXT: "other" })).toBe("other");
  });

  it("is the default one where DOCKER_HOST names an engine", async () => {
    await writeConfig('{"currentContext": "remote"}');
    const env = { HOME: home, DOCKER_CONTEXT: "other", DOCKER_HOST: "tcp://127.0.0.1:2375" };
    expect(await contextName(env)).toBe("default");
  });

  it("looks into the folder that DOCKER_CONFIG names", async () => {
    await writeConfig('{"currentContext": "remote"}');
    expect(await contextName({ HOME: "/nowhere", DOCKER_CONFIG: join(home, ".docker") })).toBe("remote");
  });

  it("takes empty variables for none", async () => {
    await writeConfig('{"currentContext": "remote"}');
    expect(await contextName({ HOME: home, DOCKER_CONTEXT: "", DOCKER_HOST: "" })).toBe("remote");
  });

  it.each(["", "{", "null", "[]", "{}", '{"currentContext": null}'])(
    "is the default one with the config %p",
    async (text) => {
      await writeConfig(text);
      expect(await contextName({ HOME: home })).toBe("default");
    },
  );

  it("is the default one where the config's is empty", async () => {
    await writeConfig('{"currentContext": ""}');
    expect(await contextName({ HOME: home })).toBe("default");
  });

  it("is the default one without a config", async () => {
    expect(await contextName({ HOME: home })).toBe("default");
    expect(await contextName({ HOME: "/nowhere" })).toBe("default");
  });
});
