import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { describeBuildFailure } from "../../src/domain/build-failure.ts";
import type { PlatformRun } from "../../src/domain/emulation.ts";
import { anEmulatedRun, anEngineBuilder, aNativeRun } from "../support/a-plan.ts";
import { anInputs } from "../support/an-inputs.ts";

const FIXTURES = new URL("../fixtures/buildx-errors/", import.meta.url);

/** How the hints begin, by what they are about. */
const HINTS = {
  platform: /^A base image is not published for one of the platforms\./,
  disk: /^The disk of the engine is full\./,
  denied: /^The registry knows the login but does not let it push there\./,
  login: /^Give username and password/,
  registry: /^The registry failed;/,
  base: /^A base image does not exist or is private\./,
  missing: /^Something the Dockerfile names cannot be found/,
  buildx: /^Install the docker-buildx-plugin package/,
  killed: /^The step was killed, as the kernel does when memory runs out/,
  copied: /^A file that is copied is not in the context\./,
  secret: /^The Dockerfile mounts a secret that is not given/,
  limit: /^The registry limits how much may be asked of it\./,
  repository: /^There is no such repository\./,
  ssh: /^The Dockerfile mounts an SSH agent/,
  builder: /^The builder went away while it was building\./,
  crash: /^The program itself may be sound: QEMU/,
  architecture: /^Choose what the Dockerfile downloads or copies by \$TARGETARCH/,
} as const;

interface Expected {
  readonly code: string;
  readonly message: string;
  readonly hint?: keyof typeof HINTS;
}

const NATIVE = [aNativeRun()];
const EMULATED = [anEmulatedRun()];
const BOTH = [aNativeRun(), anEmulatedRun()];

const RUNS: Readonly<Record<string, readonly PlatformRun[]>> = {
  "run-one-platform": BOTH,
  "run-one-of-two-solves": BOTH,
  "run-segfault-emulated": EMULATED,
  "push-403-after-survived-crash": EMULATED,
};

const CAPTURED: Readonly<Record<string, Expected>> = {
  "run-exit-code": { code: "build", message: stepMessage("/bin/sh -c echo hello && exit 3", 3) },
  "run-one-platform": { code: "build", message: stepMessage("/bin/sh -c test $TARGETARCH = amd64", 1) },
  "run-segfault-emulated": {
    code: "emulation-crash",
    message: `${stepMessage("/bin/sh -c sh -c 'kill -SEGV $$'; exit $?", 139)}: a program for linux/arm64 crashed under emulation (Segmentation fault)`,
    hint: "crash",
  },
  "run-one-of-two-solves": {
    code: "emulation-crash",
    message: `${stepMessage("/bin/sh -c sh -c 'kill -SEGV $$'; exit $?", 139)}: a program for linux/arm64 crashed under emulation (Segmentation fault)`,
    hint: "crash",
  },
  "run-segfault-native": {
    code: "build",
    message: stepMessage("/bin/sh -c sh -c 'kill -SEGV $$'; exit $?", 139),
  },
  "run-killed": {
    code: "build",
    message: stepMessage("/bin/sh -c sh -c 'kill -KILL $$'; exit $?", 137),
    hint: "killed",
  },
  "run-command-not-found": { code: "build", message: stepMessage("/bin/sh -c no-such-command", 127) },
  "run-exec-format-error": {
    code: "build",
    message: `${stepMessage("/x", 1)}: a program in the image is for another architecture (exec format error)`,
    hint: "architecture",
  },
  "base-tag-missing": {
    code: "build",
    message: pullMessage("127.0.0.1:5000/base:nope", "127.0.0.1:5000/base:nope: not found"),
    hint: "missing",
  },
  "base-platform-missing": {
    code: "build",
    message: pullMessage("127.0.0.1:5000/base:latest", "no match for platform in manifest: not found"),
    hint: "platform",
  },
  "dockerfile-syntax": {
    code: "build",
    message: "dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)",
  },
  "dockerfile-empty": { code: "build", message: "the Dockerfile cannot be empty" },
  "dockerfile-missing": {
    code: "build",
    message: "failed to read dockerfile: open nope.Dockerfile: no such file or directory",
  },
  "frontend-missing": {
    code: "build",
    message: "failed to resolve source metadata for 127.0.0.1:5099/404:1: 127.0.0.1:5099/404:1: not found",
    hint: "missing",
  },
  "copy-from-missing-stage": {
    code: "registry",
    message: `nope: failed to resolve source metadata for docker.io/library/nope:latest: ${requestMessage("registry-1.docker.io/v2/library/nope/manifests/latest", "dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host")}`,
    hint: "registry",
  },
  "target-unknown": { code: "build", message: 'target stage "nope" could not be found (did you mean one?)' },
  "ssh-missing": { code: "build", message: "unset ssh forward key default", hint: "ssh" },
  "add-http-404": { code: "build", message: "failed to load cache key: invalid response status 404" },
  "add-closed-port": {
    code: "build",
    message:
      'failed to load cache key: Get "http://127.0.0.1:5001/x": dial tcp 127.0.0.1:5001: connect: connection refused',
  },
  "pull-closed-port": {
    code: "registry",
    message: `127.0.0.1:5001/base: failed to resolve source metadata for 127.0.0.1:5001/base:latest: ${requestMessage("127.0.0.1:5001/v2/base/manifests/latest", "dial tcp 127.0.0.1:5001: connect: connection refused")}`,
    hint: "registry",
  },
  "push-closed-port": {
    code: "registry",
    message: `failed to push 127.0.0.1:5001/agent:main: ${requestMessage("127.0.0.1:5001/v2/agent/blobs/sha256:b4a21f1a6953ffca62dc366233aac1735ba3af8fc4d3bc94d86b170342d0be05", "dial tcp 127.0.0.1:5001: connect: connection refused")}`,
    hint: "registry",
  },
  "push-unresolvable": {
    code: "registry",
    message: `failed to push registry.invalid/agent:main: ${requestMessage("registry.invalid/v2/agent/blobs/sha256:6c6d6a3af6f5cbb4f51ebd1e6ac886873b672d6f522b14b737e7b11a19f684e7", "dial tcp: lookup registry.invalid on 127.0.0.53:53: no such host")}`,
    hint: "registry",
  },
  "builder-unknown": { code: "build", message: 'no builder "nope" found' },
  "output-invalid": { code: "build", message: 'exporter "nope" could not be found' },
  "platform-invalid": {
    code: "build",
    message: '"linux/amd64/foo/bar": cannot parse platform specifier: invalid argument',
  },
  "daemon-missing": {
    code: "builder",
    message: "Cannot connect to the Docker daemon at unix:///nonexistent.sock. Is the docker daemon running?",
    hint: "builder",
  },
  "push-401": {
    code: "registry-auth",
    message: pushStatus(
      "401",
      "ee4096c750157fa9824a618bd502bdb4c37e54393cd4f9de4eb4a789aa6e80ee",
      "401 Unauthorized",
    ),
    hint: "login",
  },
  "push-403": {
    code: "registry-denied",
    message: pushStatus(
      "403",
      "6499c37ab7ba4773d699c1041ab47c1e9d6fbfbb4a91eb79b8b6c3cce17858b3",
      "403 Forbidden",
    ),
    hint: "denied",
  },
  "push-scope": {
    code: "registry-denied",
    message:
      "failed to push 127.0.0.1:5099/scope:main: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    hint: "denied",
  },
  "pull-scope": {
    code: "registry-auth",
    message: pullMessage(
      "127.0.0.1:5099/scope:main",
      "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    ),
    hint: "base",
  },
  "pull-404": {
    code: "build",
    message: pullMessage("127.0.0.1:5099/404:main", "127.0.0.1:5099/404:main: not found"),
    hint: "missing",
  },
  "push-500": registryFailure(
    pushStatus(
      "500",
      "a0fecc496875a4a8c5f8b39b2e5a5157e693ba69ff58053da7c2bd90404d3d3e",
      "500 Internal Server Error",
    ),
  ),
  "push-502": registryFailure(
    pushStatus("502", "51ed8f7fc1b3d9ade42db910151981312a1754f63f72efac4aa2e13734e02cc3", "502 Bad Gateway"),
  ),
  "push-503": registryFailure(
    pushStatus(
      "503",
      "2d8b46bced585c316f416d113ac325bff5ff9a24bbea791881be39e33ae1689b",
      "503 Service Unavailable",
    ),
  ),
  "push-504": registryFailure(
    pushStatus(
      "504",
      "458cec56c0b354931c6b974c81af4ab161d1187c48d8c78bc29252467c2be285",
      "504 Gateway Timeout",
    ),
  ),
  "pull-500": registryFailure(pullStatus("500", "500 Internal Server Error")),
  "pull-502": registryFailure(pullStatus("502", "502 Bad Gateway")),
  "pull-503": registryFailure(pullStatus("503", "503 Service Unavailable")),
  "pull-504": registryFailure(pullStatus("504", "504 Gateway Timeout")),
  "push-eof": registryFailure(
    `failed to push 127.0.0.1:5099/eof:main: ${requestMessage("127.0.0.1:5099/v2/eof/blobs/sha256:b32996d917e2c56caaa18b5e20d6b80eb03be2e8686967d013ae8a643b6655fa", "EOF")}`,
  ),
  "pull-eof": registryFailure(
    pullMessage("127.0.0.1:5099/eof:main", requestMessage("127.0.0.1:5099/v2/eof/manifests/main", "EOF")),
  ),
  "push-reset": registryFailure(
    `failed to push 127.0.0.1:5099/reset:main: ${requestMessage("127.0.0.1:5099/v2/reset/blobs/sha256:937e7e7abea444d9a069fa47175239256492220e360637e113ee0e04a3174faf", "read tcp 127.0.0.1:44642->127.0.0.1:5099: read: connection reset by peer")}`,
  ),
  "pull-reset": registryFailure(
    pullMessage(
      "127.0.0.1:5099/reset:main",
      requestMessage(
        "127.0.0.1:5099/v2/reset/manifests/main",
        "read tcp 127.0.0.1:44692->127.0.0.1:5099: read: connection reset by peer",
      ),
    ),
  ),
};

/** Captured outputs that are easily taken for something else, with what is to be told of them. */
const MISLEADING: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "buildx-missing": { code: "buildx-missing" },
  "copy-missing": { code: "build", hint: hintLike("copied") },
  "secret-missing": { code: "build", hint: hintLike("secret") },
  "pull-401": { code: "registry-auth", hint: hintLike("login") },
  "pull-403": { code: "registry-denied" },
  "pull-token401": { code: "registry-auth" },
  "pull-token403": { code: "registry-auth" },
  "push-token401": { code: "registry-auth", hint: hintLike("login") },
  "push-token403": { code: "registry-auth" },
  "pull-429": { code: "registry", hint: hintLike("limit") },
  "push-429": { code: "registry", hint: hintLike("limit") },
  "push-404": { code: "registry", hint: hintLike("repository") },
  "push-403-after-survived-crash": {
    code: "registry-denied",
    message: pushStatus(
      "403",
      "24b03a2d66de8277e9846742ee524f0ef5740e8c5d2d7fa4427bf0037da39d56",
      "403 Forbidden",
    ),
  },
  "run-echoes-error": {
    code: "build",
    message: stepMessage(String.raw`/bin/sh -c test -f x || (echo \"ERROR: x is missing\" && exit 1)`, 1),
  },
  "run-heredoc": {
    code: "build",
    message: stepMessage(String.raw`/bin/sh -c set -e\necho 'ERROR: nope'\nfalse\n`, 1),
  },
  "run-names-a-failure": { code: "build", hint: undefined },
};

describe("describeBuildFailure", () => {
  it.each([
    { file: undefined, place: { file: "Dockerfile", line: 2, endLine: 6 } },
    { file: "images/Dockerfile.api", place: { file: "images/Dockerfile.api", line: 2, endLine: 6 } },
    { file: "https://example.com/Dockerfile", place: undefined },
  ])("points to the lines of $file", ({ file, place }) => {
    const inputs = anInputs({ file });
    const circumstances = { inputs, builder: anEngineBuilder(), platforms: NATIVE };
    expect(describeBuildFailure(captured("run-heredoc"), circumstances).place).toEqual(place);
  });

  it("is tried with every captured output", () => {
    const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".txt"));
    expect(names.map((name) => name.replace(/\.txt$/, "")).toSorted()).toEqual(
      [...Object.keys(CAPTURED), ...Object.keys(MISLEADING)].toSorted(),
    );
  });

  it.each(Object.entries(CAPTURED).map(([name, expected]) => ({ name, ...expected })))(
    "takes $name for a failure of kind $code",
    ({ name, code, message, hint }) => {
      expect(failureFields(captured(name), RUNS[name])).toEqual({ code, message, hint: hintLike(hint) });
    },
  );

  it.each(Object.entries(MISLEADING).map(([name, expected]) => ({ name, expected })))(
    "takes $name for what it is",
    ({ name, expected }) => {
      expect(failureFields(captured(name), RUNS[name])).toMatchObject(expected);
    },
  );

  // From public issues of BuildKit, buildx, docker/build-push-action and the registries.
  it.each<{ case: string; text: string; code: string; hint?: keyof typeof HINTS }>([
    {
      case: "ghcr.io without the right to write packages",
      text: "failed to push ghcr.io/acme/agent:main: denied: permission_denied: write_package",
      code: "registry-denied",
      hint: "denied",
    },
    {
      case: "ghcr.io for an organization that allows no new packages",
      text: "failed to push ghcr.io/acme/agent:main: denied: installation not allowed to Create organization package",
      code: "registry-denied",
      hint: "denied",
    },
    {
      case: "Docker Hub for another's repository",
      text: "failed to push docker.io/acme/agent:main: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
      code: "registry-denied",
      hint: "denied",
    },
    {
      case: "ECR without a login",
      text: "failed to push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/agent:main: no basic auth credentials",
      code: "registry-auth",
      hint: "login",
    },
    {
      case: "a registry that wants a login for a push",
      text: "failed to push registry.example.com/agent:main: unauthorized: authentication required",
      code: "registry-auth",
      hint: "login",
    },
    {
      case: "ghcr.io for a private base image",
      text: 'ghcr.io/acme/private:1: failed to resolve source metadata for ghcr.io/acme/private:1: failed to authorize: failed to fetch anonymous token: "https://ghcr.io/token": denied',
      code: "registry-auth",
      hint: "base",
    },
    {
      case: "Docker Hub for a base image that does not exist",
      text: "acme/nope: failed to resolve source metadata for docker.io/acme/nope:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
      code: "registry-auth",
      hint: "base",
    },
    {
      case: "Docker Hub's engine for a platform that is not there",
      text: "no matching manifest for linux/riscv64 in the manifest list entries: no match for platform in manifest: not found",
      code: "build",
      hint: "platform",
    },
    {
      case: "a full disk while exporting",
      text: "failed to copy files: copy file range failed: no space left on device",
      code: "build",
      hint: "disk",
    },
    {
      case: "a full disk while storing what was pulled",
      text: 'failed to prepare extraction snapshot "extract-1 sha256:ab": write /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db: no space left on device',
      code: "build",
      hint: "disk",
    },
    {
      case: "a BuildKit container that was killed",
      text: "failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
      code: "builder",
      hint: "builder",
    },
    {
      case: "a BuildKit container that closed the connection",
      text: 'failed to receive status: rpc error: code = Unavailable desc = closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR',
      code: "builder",
      hint: "builder",
    },
    {
      case: "a BuildKit container that does not listen",
      text: 'failed to list workers: Unavailable: connection error: desc = "transport: Error while dialing: dial unix /run/buildkit/buildkitd.sock: connect: connection refused"',
      code: "builder",
      hint: "builder",
    },
    {
      case: "an older docker client without buildx",
      text: "docker: 'buildx' is not a docker command.",
      code: "buildx-missing",
      hint: "buildx",
    },
    {
      case: "a push that lost its upload",
      text: 'failed commit on ref "layer-sha256:ab": commit failed: unexpected size',
      code: "registry",
      hint: "registry",
    },
    {
      case: "a pull that broke",
      text: "failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/node/blobs/sha256:ab: 500 Internal Server Error",
      code: "registry",
      hint: "registry",
    },
    { case: "words that nobody knows", text: "something else", code: "build" },
  ])("knows the words of $case", ({ text, code, hint }) => {
    expect(failureFields(`ERROR: failed to build: failed to solve: ${text}\n`)).toEqual({
      code,
      message: text,
      hint: hintLike(hint),
    });
  });

  it.each<{ case: string; text: string; code: string }>([
    {
      case: "Docker Hub with a wrong password",
      text: "acme/private:1: failed to resolve source metadata for docker.io/acme/private:1: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized: incorrect username or password",
      code: "registry-auth",
    },
    {
      case: "ghcr.io for a private base image that the token may not read",
      text: "ghcr.io/acme/private:1: failed to resolve source metadata for ghcr.io/acme/private:1: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fprivate%3Apull&service=ghcr.io: 403 Forbidden",
      code: "registry-auth",
    },
    {
      case: "a server error while pushing a layer whose digest holds 403",
      text: `failed to push ghcr.io/acme/agent:main: unexpected status from HEAD request to https://ghcr.io/v2/acme/agent/blobs/sha256:${"4".repeat(30)}a403b${"4".repeat(29)}: 503 Service Unavailable`,
      code: "registry",
    },
    {
      case: "a broken connection while pushing to a name that holds denied",
      text: 'failed to push ghcr.io/acme/denied-words:main: failed to do request: Head "https://ghcr.io/v2/": EOF',
      code: "registry",
    },
    {
      case: "extended attributes that cannot be copied",
      text: 'failed to copy xattrs: failed to set xattr "security.capability" on /a: operation not permitted',
      code: "build",
    },
  ])("is not misled by the words of $case", ({ text, code }) => {
    expect(failureFields(`ERROR: failed to solve: ${text}`)).toMatchObject({ code, message: text });
  });

  it.each([
    {
      case: "a push",
      text: "failed to push ghcr.io/acme/agent:main: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://ghcr.io/token: 503 Service Unavailable",
    },
    {
      case: "a pull",
      text: 'node:20: failed to resolve source metadata for docker.io/library/node:20: failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token": net/http: TLS handshake timeout',
    },
  ])("takes a token service out of order for the registry's failure in $case", ({ text }) => {
    expect(failureFields(`ERROR: failed to build: failed to solve: ${text}`)).toEqual({
      code: "registry",
      message: text,
      hint: hintLike("registry"),
    });
  });

  it("takes the last line where there is no ERROR", () => {
    expect(failureFields("first\nlast: no space left on device\n\n")).toEqual({
      code: "build",
      message: "last: no space left on device",
      hint: hintLike("disk"),
    });
  });

  it("keeps all lines of an error", () => {
    expect(failureFields("#1 DONE\nERROR: failed to solve: one\ntwo\n").message).toBe("one\ntwo");
  });

  it.each([
    { output: "" },
    { output: " \n\n" },
    { output: "ERROR: " },
    { output: "ERROR: failed to solve: \n" },
  ])("has a message for $output", ({ output }) => {
    expect(failureFields(output)).toEqual({
      code: "build",
      message: expect.stringMatching(/./),
      hint: undefined,
    });
  });

  it("says something whatever the output", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("ERROR: ", "failed to solve: ", "\n", " ", "a", "403") }),
        (output) => {
          expect(failureFields(output).message.trim()).not.toBe("");
        },
      ),
    );
  });
});

function captured(name: string): string {
  return readFileSync(new URL(`${name}.txt`, FIXTURES), "utf8");
}

function failureFields(output: string, platforms: readonly PlatformRun[] = NATIVE) {
  const circumstances = { inputs: anInputs(), builder: anEngineBuilder(), platforms };
  const { code, message, hint } = describeBuildFailure(output, circumstances);
  return { code, message, hint };
}

function hintLike(hint: keyof typeof HINTS | undefined): unknown {
  return hint === undefined ? undefined : expect.stringMatching(HINTS[hint]);
}

function registryFailure(message: string): Expected {
  return { code: "registry", message, hint: "registry" };
}

function stepMessage(command: string, exitCode: number): string {
  return `process "${command}" did not complete successfully: exit code: ${exitCode}`;
}

function requestMessage(place: string, trouble: string): string {
  return `failed to do request: Head "https://${place}": ${trouble}`;
}

function pullMessage(reference: string, trouble: string): string {
  return `${reference}: failed to resolve source metadata for ${reference}: ${trouble}`;
}

function pullStatus(name: string, status: string): string {
  return pullMessage(
    `127.0.0.1:5099/${name}:main`,
    `unexpected status from HEAD request to http://127.0.0.1:5099/v2/${name}/manifests/main: ${status}`,
  );
}

function pushStatus(name: string, digest: string, status: string): string {
  return `failed to push 127.0.0.1:5099/${name}:main: unexpected status from HEAD request to http://127.0.0.1:5099/v2/${name}/blobs/sha256:${digest}: ${status}`;
}
