import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import { readInputs } from "../../src/inputs.ts";
import { anInputs } from "../support/an-inputs.ts";

/** The inputs as action.yml names them. */
type Given = Readonly<Record<string, string>>;

const PAIR_HINT = "Write one KEY=VALUE a line.";
const QUOTES = 'a quoted item does not end. Close the quotes, and write a quote inside quotes as "".';
const SECRET_HINT =
  "Write one id=… a line; the id may have letters, digits, dots, dashes and underscores. A value of several lines goes into quotes.";
const ATTESTATION =
  "is neither true, false nor attributes. Attributes are written as in mode=max,inline-only=true.";
const LOGINS_HINT = "Write a list of - registry: ghcr.io, username: …, password: … entries.";

describe("readInputs", () => {
  it("fills in every default", () => {
    expect(read({})).toEqual(anInputs({ images: [] }));
  });

  it("reads everything that can be given", () => {
    const given = {
      context: "app",
      file: "app/Dockerfile.release",
      target: "release",
      platforms: "linux/arm64/v8, linux/amd64",
      "build-args": "VERSION=1.2.3\nHTTP_PROXY\n# a comment\nFLAGS=-a=b,c",
      secrets: 'token=s3cret\n"key=-----BEGIN\nEND-----"',
      "secret-envs": "api=API_KEY",
      "secret-files": "npmrc=/home/runner/.npmrc",
      ssh: "default",
      "no-cache": "true",
      pull: "True",
      images: "ghcr.io/acme/agent\nacme/agent",
      tags: "v1,latest",
      labels: "org.opencontainers.image.title=Agent, the 1st",
      push: "false",
      load: "TRUE",
      outputs: "type=oci,dest=image.tar",
      provenance: "mode=max",
      sbom: "true",
      registry: "ghcr.io",
      username: "acme",
      password: "s3cret-1",
      "registry-auth": "- registry: docker.io\n  username: acme\n  password: s3cret-2",
      "github-token": "s3cret-3",
      driver: "docker-container",
      builder: "farm",
      "driver-opts": "network=ci\nenv.NO_PROXY=a,b",
      "buildkitd-config-inline": "[worker.oci]\n  max-parallelism = 2",
      "buildkit-image": "moby/buildkit:master",
      qemu: "always",
      "qemu-image": "tonistiigi/binfmt:latest",
      compression: "zstd",
      cache: "registry",
      "cache-scope": "nightly",
      "cache-mode": "min",
      "cache-write": "always",
      "cache-from": "type=gha,scope=a\n# a comment\nuser/app:cache",
      "cache-to": 'type=registry,"ref=user/app:cache",mode=max',
      retries: "0",
      "timeout-minutes": "90",
      checks: "error",
      "max-size": "50MB\nlinux/arm64=60MiB",
      "max-growth": "10%",
      summary: "compact",
      history: "5",
    };
    expect(read(given)).toEqual({
      context: "app",
      file: "app/Dockerfile.release",
      target: "release",
      platforms: [
        { os: "linux", architecture: "arm64" },
        { os: "linux", architecture: "amd64" },
      ],
      buildArgs: [
        { key: "VERSION", value: "1.2.3" },
        { key: "HTTP_PROXY", value: undefined },
        { key: "FLAGS", value: "-a=b,c" },
      ],
      secrets: [
        { from: "value", id: "token", value: "s3cret" },
        { from: "value", id: "key", value: "-----BEGIN\nEND-----" },
        { from: "env", id: "api", variable: "API_KEY" },
        { from: "file", id: "npmrc", path: "/home/runner/.npmrc" },
      ],
      ssh: ["default"],
      images: [
        { registry: "ghcr.io", repository: "acme/agent" },
        { registry: "docker.io", repository: "acme/agent" },
      ],
      tags: ["v1", "latest"],
      labels: [{ key: "org.opencontainers.image.title", value: "Agent, the 1st" }],
      push: false,
      load: true,
      outputs: [{ type: "oci", text: "type=oci,dest=image.tar" }],
      provenance: "mode=max",
      sbom: "true",
      compression: "zstd",
      logins: [
        { registry: "ghcr.io", username: "acme", password: "s3cret-1" },
        { registry: "docker.io", username: "acme", password: "s3cret-2" },
      ],
      githubToken: "s3cret-3",
      driver: "docker-container",
      builder: "farm",
      driverOpts: [
        { key: "network", value: "ci" },
        { key: "env.NO_PROXY", value: "a,b" },
      ],
      buildkitdConfig: "[worker.oci]\n  max-parallelism = 2",
      buildkitImage: "moby/buildkit:master",
      qemu: "always",
      qemuImage: "tonistiigi/binfmt:latest",
      cache: "registry",
      cacheScope: "nightly",
      cacheMode: "min",
      cacheWrite: "always",
      cacheFrom: ["type=gha,scope=a", "user/app:cache"],
      cacheTo: ['type=registry,"ref=user/app:cache",mode=max'],
      noCache: true,
      pull: true,
      timeoutMs: 5_400_000,
      retries: 0,
      checks: "error",
      sizeLimits: {
        maxBytes: new Map([
          ["", 50_000_000],
          ["linux/arm64", 62_914_560],
        ]),
        maxGrowth: 0.1,
      },
      summary: "compact",
      history: 5,
      notices: [],
    } satisfies Inputs);
  });

  it.each<{ given: Given; inputs: Partial<Inputs> }>([
    { given: { push: "auto" }, inputs: { push: "auto" } },
    { given: { push: "TRUE" }, inputs: { push: true } },
    { given: { push: "False" }, inputs: { push: false } },
    { given: { "timeout-minutes": "0" }, inputs: { timeoutMs: undefined } },
    { given: { "timeout-minutes": "0045" }, inputs: { timeoutMs: 2_700_000 } },
    { given: { "timeout-minutes": "7200" }, inputs: { timeoutMs: 432_000_000 } },
    { given: { cache: "actions" }, inputs: { cache: "actions" } },
    { given: { cache: "gha" }, inputs: { cache: "gha" } },
    { given: { cache: "off" }, inputs: { cache: "off" } },
    { given: { "cache-mode": "max" }, inputs: { cacheMode: "max" } },
    { given: { "cache-write": "never" }, inputs: { cacheWrite: "never" } },
    {
      given: { "cache-from": "type=gha,scope=a\r\n\r\n  type=gha,scope=b  " },
      inputs: { cacheFrom: ["type=gha,scope=a", "type=gha,scope=b"] },
    },
    { given: { compression: "gzip" }, inputs: { compression: "gzip" } },
    { given: { compression: "estargz" }, inputs: { compression: "estargz" } },
    { given: { retries: "20" }, inputs: { retries: 20 } },
    { given: { provenance: "TRUE", sbom: "False" }, inputs: { provenance: "true", sbom: "false" } },
    { given: { platforms: "arm64" }, inputs: { platforms: [{ os: "linux", architecture: "arm64" }] } },
    {
      given: { tags: "ghcr.io/Acme/agent:V1" },
      inputs: { tags: ["ghcr.io/acme/agent:V1"], notices: [lowered("ghcr.io/Acme/agent:V1")] },
    },
    {
      given: { images: "ghcr.io/Acme/Agent" },
      inputs: {
        images: [{ registry: "ghcr.io", repository: "acme/agent" }],
        notices: [lowered("ghcr.io/Acme/Agent")],
      },
    },
    {
      given: { images: "acme/agent", tags: "ghcr.io/acme/agent:v1" },
      inputs: {
        images: [{ registry: "docker.io", repository: "acme/agent" }],
        tags: ["ghcr.io/acme/agent:v1"],
        notices: ["images is not used, since every one of tags is a full reference."],
      },
    },
    {
      given: { secrets: "token=\nkey=k" },
      inputs: {
        secrets: [{ from: "value", id: "key", value: "k" }],
        notices: ['The secret "token" is empty and left out: a pull request from a fork has no secrets.'],
      },
    },
    {
      given: { username: "acme" },
      inputs: { logins: [{ registry: "docker.io", username: "acme", password: "" }] },
    },
    { given: { registry: "ghcr.io" }, inputs: { logins: [] } },
    {
      given: { outputs: 'type=image,"name=a/b,c/d",push-by-digest=true\n./out' },
      inputs: {
        outputs: [
          { type: "image", text: 'type=image,"name=a/b,c/d",push-by-digest=true' },
          { type: "local", text: "./out" },
        ],
      },
    },
    {
      given: { "build-args": 'JSON={"a":"b","c":"d"}\r\nB=2' },
      inputs: {
        buildArgs: [
          { key: "JSON", value: '{"a":"b","c":"d"}' },
          { key: "B", value: "2" },
        ],
      },
    },
  ])("reads $given", ({ given, inputs }) => {
    expect(read(given)).toEqual(anInputs({ images: [], ...inputs }));
  });

  it.each<{ given: Given; message: string }>([
    {
      given: { platforms: "linux/amd46" },
      message:
        'platforms: "linux/amd46" is not a platform. Did you mean linux/amd64? Allowed are os/architecture[/variant], such as linux/amd64, linux/arm64, linux/arm/v7, linux/arm/v6, linux/arm/v5, linux/386, linux/riscv64, linux/ppc64le, linux/s390x.',
    },
    {
      given: { platforms: "linux/amd64,linux/x86_64" },
      message: 'platforms: "linux/amd64" and "linux/x86_64" are the same platform. List linux/amd64 once.',
    },
    {
      given: { platforms: "," },
      message:
        "platforms: no platform is named. Allowed are os/architecture[/variant], such as linux/amd64, linux/arm64, linux/arm/v7, linux/arm/v6, linux/arm/v5, linux/386, linux/riscv64, linux/ppc64le, linux/s390x.",
    },
    { given: { platforms: '"linux/amd64' }, message: `platforms: ${QUOTES}` },
    { given: { "build-args": "=1" }, message: `build-args: "=1" is not KEY=VALUE. ${PAIR_HINT}` },
    { given: { labels: "title" }, message: `labels: "title" is not KEY=VALUE. ${PAIR_HINT}` },
    { given: { "driver-opts": "network" }, message: `driver-opts: "network" is not KEY=VALUE. ${PAIR_HINT}` },
    {
      given: { secrets: "s3cret" },
      message: `secrets: item 1 is not id=…, or has nothing after the =. ${SECRET_HINT}`,
    },
    {
      given: { secrets: "a=s3cret\na=s3cret" },
      message: 'secrets: the secret "a" is given twice. Give each id one source.',
    },
    { given: { secrets: '"a=s3cret' }, message: `secrets: ${QUOTES}` },
    { given: { ssh: '"default' }, message: `ssh: ${QUOTES}` },
    {
      given: { "no-cache": "no" },
      message: 'no-cache: "no" is neither true nor false. Allowed are true or false.',
    },
    { given: { pull: "1" }, message: 'pull: "1" is neither true nor false. Allowed are true or false.' },
    {
      given: { load: "tRUE" },
      message: 'load: "tRUE" is neither true nor false. Allowed are true or false.',
    },
    {
      given: { push: "Auto" },
      message: 'push: "Auto" is neither true nor false. Allowed are auto, true or false.',
    },
    {
      given: { images: "ghcr.io/acme/agent:v1" },
      message:
        'images: "ghcr.io/acme/agent:v1" has a tag or digest. Give the name alone in images, and tags in tags.',
    },
    {
      given: { images: "ghcr.io/acme/-" },
      message:
        'images: "ghcr.io/acme/-" is not an image name. A name has parts of a–z and 0–9, joined inside by . _ - and separated by /, as in ghcr.io/acme/agent.',
    },
    { given: { images: '"acme' }, message: `images: ${QUOTES}` },
    {
      given: { tags: "-v1" },
      message:
        'tags: "-v1" is not a tag. A tag has 1 to 128 letters, digits, underscores, dots and dashes, and does not start with a dot or dash.',
    },
    {
      given: { tags: "type=sha" },
      message:
        'tags: "type=sha" is a tag rule, and rules are not supported yet. Give literal tags, or compute them in a step before this one.',
    },
    { given: { tags: '"v1' }, message: `tags: ${QUOTES}` },
    {
      given: { outputs: "type=loacl,dest=out" },
      message:
        'outputs: "loacl" is not a type of output. Start with type=, one of local, tar, oci, docker, image, cacheonly, as in type=local,dest=out.',
    },
    {
      given: { outputs: "type=registry" },
      message:
        'outputs: "type=registry" publishes the image. Leave it out and set push: true, with images and tags.',
    },
    {
      given: { password: "s3cret" },
      message: "username: the login has no username. Username and password go together.",
    },
    {
      given: { "registry-auth": "s3cret" },
      message: `registry-auth: the logins are not a list. ${LOGINS_HINT}`,
    },
    {
      given: { "registry-auth": "- {username: acme, passwort: s3cret}" },
      message:
        'registry-auth: entry 1 (docker.io) has "passwort", which is not known. Did you mean password? Allowed are registry, username, password.',
    },
    {
      given: { driver: "dockr" },
      message: 'driver: "dockr" is not known. Allowed are auto, docker, docker-container.',
    },
    { given: { qemu: "yes" }, message: 'qemu: "yes" is not known. Allowed are auto, always, never.' },
    {
      given: { cache: "GHA" },
      message: 'cache: "GHA" is not known. Allowed are actions, gha, registry, off.',
    },
    {
      given: { "cache-mode": "all" },
      message: 'cache-mode: "all" is not known. Allowed are max, min.',
    },
    {
      given: { "cache-write": "false" },
      message: 'cache-write: "false" is not known. Allowed are auto, always, never.',
    },
    {
      given: { compression: "lz4" },
      message: 'compression: "lz4" is not known. Allowed are gzip, zstd, estargz.',
    },
    { given: { summary: "none" }, message: 'summary: "none" is not known. Allowed are full, compact, off.' },
    {
      given: { retries: "-1" },
      message: 'retries: "-1" is not such a number. Allowed are whole numbers from 0 to 20.',
    },
    {
      given: { retries: "two" },
      message: 'retries: "two" is not such a number. Allowed are whole numbers from 0 to 20.',
    },
    {
      given: { "timeout-minutes": "1.5" },
      message: 'timeout-minutes: "1.5" is not such a number. Allowed are whole numbers from 0 to 7200.',
    },
    {
      given: { "timeout-minutes": "1e3" },
      message: 'timeout-minutes: "1e3" is not such a number. Allowed are whole numbers from 0 to 7200.',
    },
    {
      given: { "timeout-minutes": "7201" },
      message: 'timeout-minutes: "7201" is not such a number. Allowed are whole numbers from 0 to 7200.',
    },
    {
      given: { retries: "21" },
      message: 'retries: "21" is not such a number. Allowed are whole numbers from 0 to 20.',
    },
    {
      given: { registry: "bad host!", username: "acme", password: "s3cret" },
      message:
        'registry: "bad host!" is not a registry. Write its host, such as ghcr.io, registry.example.com or 127.0.0.1:5000.',
    },
    {
      given: { username: "a:b", password: "s3cret" },
      message:
        "username: the username of the login has a colon. Registries are sent username:password, so a username cannot hold a colon.",
    },
    {
      given: { "secret-envs": "a=A,oops" },
      message: `secret-envs: item 2 is not id=…, or has nothing after the =. ${SECRET_HINT}`,
    },
    {
      given: { "secret-files": "oops" },
      message: `secret-files: item 1 is not id=…, or has nothing after the =. ${SECRET_HINT}`,
    },
    { given: { "secret-files": '"x' }, message: `secret-files: ${QUOTES}` },
    {
      given: { secrets: "a=s3cret", "secret-envs": "a=A" },
      message: 'secrets: the secret "a" is given twice. Give each id one source.',
    },
    { given: { provenance: "yes" }, message: `provenance: "yes" ${ATTESTATION}` },
    { given: { sbom: "max" }, message: `sbom: "max" ${ATTESTATION}` },
    { given: { provenance: "mode=max,=1" }, message: `provenance: "=1" is not KEY=VALUE. ${PAIR_HINT}` },
  ])("refuses $given", ({ given, message }) => {
    expect(refusalOf(given)).toEqual({ code: "input", message });
  });

  it("reports all mistakes at once, a line each", () => {
    const given = {
      platforms: "vax",
      push: "maybe",
      retries: "x",
      images: "a:b",
      cache: "s3",
      "build-args": "=",
    };
    expect(
      refusalOf(given)
        .message.split("\n")
        .map((line) => line.split(":")[0]),
    ).toEqual(["platforms", "build-args", "images", "push", "cache", "retries"]);
  });

  it("passes on what is no mistake of the user's", () => {
    expect(() =>
      readInputs(() => {
        throw new TypeError("no such reader");
      }),
    ).toThrow(TypeError);
    expect(() =>
      readInputs((name) => {
        if (name === "platforms") throw new TypeError("no such reader");
        return "";
      }),
    ).toThrow(TypeError);
  });

  it("reads from the runner's variables where no other reader is given", () => {
    process.env["INPUT_CONTEXT"] = " app ";
    try {
      expect(readInputs().context).toBe("app");
    } finally {
      delete process.env["INPUT_CONTEXT"];
    }
  });

  it("never quotes a secret", () => {
    const secret = "hunter2SECRET";
    const marks = ['"', "\n", ",", "=", "-", " ", "[", "*", "&", "!", "a", "id=", "- "];
    const before = fc.string({
      unit: fc.constantFrom(...marks, ":", "password: ", "username: "),
      maxLength: 12,
    });
    // No colon and no braces: what stands before one or in them is the name of a field in registry-auth.
    const after = fc.string({ unit: fc.constantFrom(...marks), maxLength: 12 });
    const name = fc.constantFrom("secrets", "password", "registry-auth", "github-token");
    fc.assert(
      fc.property(name, before, after, (input, start, end) => {
        const message = messageOf({ [input]: `${start}id=${secret}${end}`, retries: "x" });
        expect(message).toContain("retries:");
        expect(message).not.toContain(secret);
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not quote a field of registry-auth that is unlike any of its names", () => {
    expect(messageOf({ "registry-auth": "- {hunter2SECRET}" })).not.toContain("hunter2SECRET");
  });

  it("ends well or with an ActionError, whatever is given", () => {
    const names: string[] = [];
    readInputs((name) => {
      names.push(name);
      return "";
    });
    const text = fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        "\n",
        "\r",
        ",",
        "=",
        ":",
        "/",
        "@",
        "#",
        "type",
        "linux/",
        "amd64",
        "true",
        "1",
        "é",
        "\u0000",
        " ",
      ),
      maxLength: 15,
    });
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, value) => {
        expect(typeof messageOf({ [name]: value.trim() })).toBe("string");
      }),
      { numRuns: 3_000 },
    );
  });
});

function read(given: Given): Inputs {
  return readInputs((name) => given[name] ?? "");
}

function refusalOf(given: Given): Pick<ActionError, "code" | "message"> {
  try {
    read(given);
  } catch (error) {
    if (error instanceof ActionError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Empty where nothing was refused. */
function messageOf(given: Given): string {
  try {
    read(given);
    return "";
  } catch (error) {
    if (error instanceof ActionError) return error.message;
    throw error;
  }
}

function lowered(name: string): string {
  return `"${name}" is used in lower case, since registries take no upper case in names.`;
}
