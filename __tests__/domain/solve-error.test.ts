import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { isTransient, parseSolveError } from "../../src/domain/solve-error.ts";

const FIXTURES = new URL("../fixtures/buildx-errors/", import.meta.url);

/** The captured outputs of what may well succeed the next time; all others would fail again. */
const TRANSIENT = [
  "pull-429",
  "pull-500",
  "pull-502",
  "pull-503",
  "pull-504",
  "pull-eof",
  "pull-reset",
  "push-429",
  "push-500",
  "push-502",
  "push-503",
  "push-504",
  "push-eof",
  "push-reset",
];

describe("parseSolveError", () => {
  it("reads the error of a push, without what names the image in its words", () => {
    const message =
      'failed to push ghcr.io/Acme/denied:403: failed to do request: Head "https://ghcr.io/v2/acme/denied/blobs/sha256:0a403b": EOF';
    expect(
      parseSolveError(`#6 pushing layers\nERROR: failed to build: failed to solve: ${message}\n`),
    ).toEqual({
      message,
      words: 'failed to push: failed to do request: head "": eof',
      isStep: false,
      isPush: true,
    });
  });

  it("reads the error of a base image, without its name in its words", () => {
    const message =
      "ghcr.io/acme/403:1: failed to resolve source metadata for ghcr.io/acme/403:1: unexpected status from HEAD request to https://ghcr.io/v2/acme/403/manifests/1: 503 Service Unavailable";
    expect(parseSolveError(`ERROR: failed to solve: ${message}`)).toEqual({
      message,
      words:
        "failed to resolve source metadata for: unexpected status from head request to : 503 service unavailable",
      isStep: false,
      isPush: false,
    });
  });

  it("leaves digests out of the words", () => {
    expect(parseSolveError(`ERROR: no layer sha256:${"403a".repeat(16)} here`).words).toBe("no layer  here");
  });

  it.each([
    {
      case: "a program of a step",
      message: 'process "/bin/sh -c echo failed to push a" did not complete successfully: exit code: 1',
    },
    { case: "the Dockerfile", message: "dockerfile parse error on line 2: unknown instruction: RUNN" },
    {
      case: "the Dockerfile, told below its name",
      message: "Dockerfile:2\ndockerfile parse error on line 2: unknown instruction: RUNN",
    },
  ])("takes the failure of $case for a step's", ({ message }) => {
    expect(parseSolveError(`ERROR: failed to build: failed to solve: ${message}\n`)).toEqual({
      message,
      words: message.toLowerCase(),
      isStep: true,
      isPush: false,
    });
  });

  it.each([
    { case: "the last ERROR line", output: "ERROR: one\n#5 ERROR: two\nERROR: three\n", message: "three" },
    {
      case: "all lines of an error",
      output: "#1 DONE\nERROR: failed to solve: one\ntwo\n",
      message: "one\ntwo",
    },
    { case: "the last line where there is no ERROR", output: "first\nlast\n\n", message: "last" },
    { case: "the only line", output: "only", message: "only" },
    { case: "something for nothing", output: "", message: "docker buildx build failed without a word" },
  ])("says $case", ({ output, message }) => {
    expect(parseSolveError(output).message).toBe(message);
  });

  it("says something for an error of nothing but buildx's preamble", () => {
    expect(parseSolveError("ERROR: failed to build: failed to solve: \n").message).toBe(
      "docker buildx build failed without a word",
    );
  });
});

describe("isTransient", () => {
  it("is true for the captured outputs of what passes, and for no other", () => {
    const names = readdirSync(FIXTURES)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => name.replace(/\.txt$/, ""))
      .filter((name) => isTransient(parseSolveError(captured(name))));
    expect(names.toSorted()).toEqual(TRANSIENT);
  });

  // From public issues of BuildKit, buildx, docker/build-push-action and the registries.
  it.each([
    {
      text: "failed to push ghcr.io/acme/agent:main: failed to copy: io: read/write on closed pipe: unexpected EOF",
    },
    {
      text: 'failed to do request: Head "https://ghcr.io/v2/acme/agent/manifests/main": net/http: TLS handshake timeout',
    },
    {
      text: 'failed to do request: Get "https://registry-1.docker.io/v2/": dial tcp 54.198.86.24:443: i/o timeout',
    },
    { text: "failed to do request: Head: dial tcp: lookup ghcr.io on 168.63.129.16:53: server misbehaving" },
    { text: "failed to do request: Head: dial tcp: lookup ghcr.io: Temporary failure in name resolution" },
    {
      text: 'Put "https://ghcr.io/v2/acme/agent/blobs/upload/1": write tcp 10.1.0.4:44322->140.82.112.34:443: write: broken pipe',
    },
    { text: "http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR" },
    {
      text: "failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/node/manifests/sha256:ab: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.",
    },
    { text: "failed to load cache key: invalid response status 503" },
    { text: "received unexpected HTTP status: 502 Bad Gateway" },
    { text: "failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF" },
    {
      text: "failed to push ghcr.io/acme/agent:main: stream error: stream ID 13; INTERNAL_ERROR; received from peer",
    },
    {
      text: 'failed to do request: Put "https://ghcr.io/v2/": write tcp 10.1.0.4:44322->140.82.112.34:443: use of closed network connection',
    },
    { text: 'failed to do request: Get "https://ghcr.io/v2/": net/http: timeout awaiting response headers' },
  ])("is true for $text", ({ text }) => {
    expect(isTransient(parseSolveError(`ERROR: failed to build: failed to solve: ${text}`))).toBe(true);
  });

  it.each([
    { text: 'process "/bin/sh -c curl https://x" did not complete successfully: exit code: 503' },
    { text: 'process "/bin/sh -c echo i/o timeout; exit 1" did not complete successfully: exit code: 1' },
    { text: "dockerfile parse error on line 3: unexpected EOF" },
    { text: "failed to push ghcr.io/acme/agent:main: denied: permission_denied: write_package" },
    { text: "no space left on device" },
    { text: "acme/agent:v1.500.2: not found" },
    // A tag that is a number like that of a status, such as the number of the run.
    {
      text: "failed to push ghcr.io/acme/agent:512: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    },
    {
      text: "failed to push ghcr.io/acme/agent:503: unexpected status from HEAD request to https://ghcr.io/v2/acme/agent/blobs/sha256:ab: 403 Forbidden",
    },
  ])("is false for $text", ({ text }) => {
    const output = `#5 12.3 i/o timeout\nERROR: failed to build: failed to solve: ${text}`;
    expect(isTransient(parseSolveError(output))).toBe(false);
  });
});

function captured(name: string): string {
  return readFileSync(new URL(`${name}.txt`, FIXTURES), "utf8");
}
