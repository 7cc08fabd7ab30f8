import { describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { isAbsent, type Refusal, registryError, registryWords } from "../../src/domain/registry-error.ts";

function aRefusal(overrides: Partial<Refusal> = {}): Refusal {
  return {
    registry: "registry.example.com",
    repository: "acme/agent",
    status: 403,
    statusText: "Forbidden",
    body: '{"errors":[{"code":"DENIED","message":"requested access is denied"}]}',
    anonymous: false,
    ...overrides,
  };
}

describe("registryError", () => {
  it("names registry and repository, and quotes the registry", () => {
    const error = registryError(aRefusal());
    expect(error.code).toBe("registry-denied");
    expect(error.message).toBe(
      "registry.example.com (repository acme/agent) denies access: requested access is denied (HTTP 403)",
    );
    expect(error.hint).toBe(
      "Check that the account or token has pull and push rights on acme/agent, and that it exists.",
    );
  });

  it("names only the registry when no repository was asked for", () => {
    const error = registryError(aRefusal({ repository: undefined }));
    expect(error.message).toBe("registry.example.com denies access: requested access is denied (HTTP 403)");
    expect(error.hint).toContain("rights on the repository");
  });

  it.each([
    { status: 401, code: "registry-auth", verdict: "does not accept the login" },
    { status: 401, anonymous: true, code: "registry-auth", verdict: "asks for a login" },
    { status: 401, lacksScope: true, code: "registry-denied", verdict: "denies access" },
    { status: 400, token: true, code: "registry-auth", verdict: "does not accept the login" },
    { status: 403, token: true, code: "registry-auth", verdict: "does not accept the login" },
    { status: 503, token: true, code: "registry", verdict: "gives no token" },
    { status: 404, code: "registry", verdict: "has no such thing" },
    { status: 429, code: "registry", verdict: "failed" },
    { status: 500, code: "registry", verdict: "failed" },
  ])("takes $status (token: $token, anonymous: $anonymous) for $code", ({ code, verdict, ...refusal }) => {
    const error = registryError(aRefusal(refusal));
    expect(error.code).toBe(code);
    expect(error.message).toContain(` ${verdict}: `);
  });

  it.each([
    {
      registry: "registry.example.com",
      status: 401,
      hint: "Check the username and the password; a token may have expired.",
    },
    {
      registry: "docker.io",
      status: 401,
      hint: "Check the username and the password, which for Docker Hub is best an access token; a token may have expired.",
    },
    {
      registry: "ghcr.io",
      status: 401,
      hint: 'Check the username and the password; a token may have expired. For github.token the job needs "permissions: packages: write".',
    },
    {
      registry: "ghcr.io",
      status: 401,
      anonymous: true,
      hint: 'Give username and password for ghcr.io, or an entry in registry-auth. For github.token the job needs "permissions: packages: write".',
    },
    {
      registry: "ghcr.io",
      status: 403,
      hint: 'Check that the account or token has pull and push rights on acme/agent, and that it exists. For github.token the job needs "permissions: packages: write". If the package exists, give this repository write access under "Manage Actions access" in the package\'s settings.',
    },
    {
      registry: "quay.io",
      status: 404,
      hint: "Check the name and the tag; a repository may have to be created first.",
    },
    {
      registry: "docker.io",
      status: 429,
      hint: "docker.io limits how often it is asked: log in, or try again later.",
    },
    { registry: "quay.io", status: 502, hint: "Try again later, and see whether quay.io reports an outage." },
  ])("says what to do about $status of $registry", ({ hint, ...refusal }) => {
    expect(registryError(aRefusal(refusal)).hint).toBe(hint);
  });
});

describe("isAbsent", () => {
  it("knows a 404 from everything else", () => {
    expect(isAbsent(registryError(aRefusal({ status: 404 })))).toBe(true);
    expect(isAbsent(registryError(aRefusal({ status: 500 })))).toBe(false);
    expect(isAbsent(new ActionError("registry", "cannot be reached"))).toBe(false);
    expect(isAbsent(new Error("404"))).toBe(false);
  });
});

describe("registryWords", () => {
  it.each([
    { body: '{"errors":[{"message":"one","detail":"more"},{"code":"TWO"}]}', words: "one, more; TWO" },
    { body: '{"errors":[{"code":"UNKNOWN","message":"","detail":{"Key":"x"}}]}', words: "UNKNOWN" },
    { body: '{"details":"incorrect username or password"}', words: "incorrect username or password" },
    { body: '{"error":"invalid_grant","error_description":"expired"}', words: "expired" },
    { body: '{"error":"invalid_grant"}', words: "invalid_grant" },
    { body: '{"errors":[null]}', words: "Teapot" },
    { body: "null", words: "Teapot" },
    { body: "<html>", words: "Teapot" },
    { body: "", words: "Teapot" },
  ])("reads $body", ({ body, words }) => {
    expect(registryWords(body, "Teapot")).toBe(words);
  });

  it("keeps to one line without control characters, so that nothing can pose as a workflow command", () => {
    const body = JSON.stringify({ message: "no\r\n::error::\u001b[31mred\u200b" });
    expect(registryWords(body, "")).toBe("no ::error:: [31mred");
  });

  it("cuts long words", () => {
    const words = registryWords(JSON.stringify({ message: "x".repeat(1000) }), "");
    expect(words).toHaveLength(300);
    expect(words.endsWith("x…")).toBe(true);
  });
});
