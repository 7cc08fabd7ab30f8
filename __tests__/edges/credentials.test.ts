import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { credentialsFrom, readDockerConfig } from "../../src/edges/registry/credentials.ts";

const path = process.env["PATH"];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "credentials-"));
});

afterEach(async () => {
  process.env["PATH"] = path;
  await rm(folder, { recursive: true });
});

async function writeConfig(config: unknown): Promise<void> {
  await writeFile(join(folder, "config.json"), typeof config === "string" ? config : JSON.stringify(config));
}

/** Puts a docker-credential-NAME on the PATH that runs a shell script. */
async function writeHelper(name: string, script: string): Promise<void> {
  const program = join(folder, `docker-credential-${name}`);
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  process.env["PATH"] = `${folder}${delimiter}${path ?? ""}`;
}

function encoded(pair: string): string {
  return Buffer.from(pair).toString("base64");
}

describe("credentialsFrom", () => {
  it("knows nobody without a config file, in an empty one, and in one without entries", async () => {
    expect(await credentialsFrom(folder)("ghcr.io")).toBeUndefined();
    await writeConfig("\n");
    expect(await credentialsFrom(folder)("ghcr.io")).toBeUndefined();
    await writeConfig({ auths: { "ghcr.io": {}, "quay.io": null } });
    expect(await credentialsFrom(folder)("ghcr.io")).toBeUndefined();
    expect(await credentialsFrom(folder)("quay.io")).toBeUndefined();
    expect(await credentialsFrom(folder)("docker.io")).toBeUndefined();
  });

  it.each(["ghcr.io", "https://ghcr.io", "https://ghcr.io/v1/", "ghcr.io/v2/", "http://ghcr.io/v2"])(
    "finds an entry under the key %s",
    async (key) => {
      await writeConfig({
        auths: { "quay.io": { auth: encoded("a:b") }, [key]: { auth: encoded("acme:se:cret") } },
      });
      expect(await credentialsFrom(folder)("ghcr.io")).toEqual({ username: "acme", password: "se:cret" });
    },
  );

  it("finds Docker Hub under docker's own key, before any other", async () => {
    const auths = {
      "docker.io": { auth: encoded("no:no") },
      "https://index.docker.io/v1/": { auth: encoded("acme:x\0\0") },
    };
    await writeConfig({ auths });
    expect(await credentialsFrom(folder)("docker.io")).toEqual({ username: "acme", password: "x" });
  });

  it("reads plain username and password, and identity tokens", async () => {
    const identity = { auth: encoded("<token>:"), identitytoken: "refresh" };
    await writeConfig({ auths: { "a.example": { username: "acme", password: "x" }, "b.example": identity } });
    expect(await credentialsFrom(folder)("a.example")).toEqual({ username: "acme", password: "x" });
    expect(await credentialsFrom(folder)("b.example")).toEqual({ identityToken: "refresh" });
  });

  it("refuses an entry that holds no password", async () => {
    await writeConfig({ auths: { "ghcr.io": { auth: encoded("acme") } } });
    await expect(credentialsFrom(folder)("ghcr.io")).rejects.toMatchObject({
      code: "registry-auth",
      message: "docker's config.json has an entry for ghcr.io without a password",
    });
  });

  it("asks the helper of the registry, by the key that docker uses", async () => {
    await writeHelper("test", `read host; echo "{\\"Username\\":\\"$1\\",\\"Secret\\":\\"for $host\\"}"`);
    await writeConfig({ credsStore: "missing", credHelpers: { "https://index.docker.io/v1/": "test" } });
    expect(await credentialsFrom(folder)("docker.io")).toEqual({
      username: "get",
      password: "for https://index.docker.io/v1/",
    });
  });

  it("asks the store for every other registry, and takes a token from it", async () => {
    await writeHelper("test", `echo '{"ServerURL":"ghcr.io","Username":"<token>","Secret":"refresh"}'`);
    await writeConfig({ credsStore: "test", credHelpers: { "quay.io": "missing" } });
    expect(await credentialsFrom(folder)("ghcr.io")).toEqual({ identityToken: "refresh" });
  });

  it("takes the file when the helper of the registry is empty", async () => {
    const auths = { "ghcr.io": { auth: encoded("acme:x") } };
    await writeConfig({ credsStore: "missing", credHelpers: { "ghcr.io": "" }, auths });
    expect(await credentialsFrom(folder)("ghcr.io")).toEqual({ username: "acme", password: "x" });
  });

  it("takes a helper's word that there are none", async () => {
    await writeHelper("test", "echo credentials not found in native keychain; exit 1");
    await writeConfig({ credsStore: "test" });
    expect(await credentialsFrom(folder)("ghcr.io")).toBeUndefined();
  });

  it.each([
    {
      script: "echo hunter2; exit 1",
      reason: "docker-credential-test, which docker's config.json names for ghcr.io, failed",
    },
    { script: "echo hunter2", reason: "docker-credential-test did not answer with a login for ghcr.io" },
    { script: "echo '[]'", reason: "docker-credential-test did not answer with a login for ghcr.io" },
  ])("fails without showing the answer when a helper runs: $script", async ({ script, reason }) => {
    await writeHelper("test", script);
    await writeConfig({ credsStore: "test" });
    await expect(credentialsFrom(folder)("ghcr.io")).rejects.toMatchObject({
      code: "registry-auth",
      message: reason,
    });
  });

  it("names a helper that is not installed", async () => {
    await writeConfig({ credsStore: "not-here" });
    await expect(credentialsFrom(folder)("ghcr.io")).rejects.toMatchObject({
      code: "registry-auth",
      message: "docker-credential-not-here, which docker's config.json names for ghcr.io, is not installed",
    });
  });
});

describe("readDockerConfig", () => {
  it.each(["{", "[]", '"hunter2"', '{"auths": hunter2}'])("refuses %s without quoting it", async (text) => {
    await writeConfig(text);
    await expect(readDockerConfig(folder)).rejects.toMatchObject({
      code: "registry-auth",
      message: `${join(folder, "config.json")} is not a JSON object`,
      cause: undefined,
    });
  });

  it("says why a config cannot be read", async () => {
    await expect(readDockerConfig("/dev/null")).rejects.toMatchObject({
      code: "registry-auth",
      message: "/dev/null/config.json cannot be read (ENOTDIR)",
    });
  });
});
