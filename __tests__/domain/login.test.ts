import { describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import {
  configKey,
  parseLogin,
  parseRegistry,
  parseRegistryAuth,
  registryOfKey,
} from "../../src/domain/login.ts";

function failureOf(action: () => unknown): ActionError {
  try {
    action();
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("parseLogin", () => {
  it("takes docker.io when no registry is given", () => {
    expect(parseLogin({ registry: "", username: "acme", password: "secret" })).toEqual({
      registry: "docker.io",
      username: "acme",
      password: "secret",
    });
  });

  it("takes an empty password, as a secret is in a run for a fork", () => {
    const login = { registry: "ghcr.io", username: "acme", password: "" };
    expect(parseLogin(login)).toEqual(login);
    expect(parseRegistryAuth("- {registry: ghcr.io, username: acme, password: }")).toEqual([login]);
  });

  it("is no login without username and password", () => {
    expect(parseLogin({ registry: "ghcr.io", username: "", password: "" })).toBeUndefined();
  });

  it.each([
    { username: "", password: "secret", message: "the login has no username" },
    { username: "ac:me", password: "secret", message: "the username of the login has a colon" },
  ])("refuses: $message", ({ message, ...login }) => {
    const error = failureOf(() => parseLogin({ registry: "ghcr.io", ...login }));
    expect(error.code).toBe("input");
    expect(error.message).toBe(message);
    expect(error.hint).toBeDefined();
  });
});

describe("parseRegistry", () => {
  it.each([
    { text: "", registry: "docker.io" },
    { text: " ghcr.io ", registry: "ghcr.io" },
    { text: "https://ghcr.io", registry: "ghcr.io" },
    { text: "HTTP://ghcr.io/v2/", registry: "ghcr.io" },
    { text: "ghcr.io/acme", registry: "ghcr.io" },
    { text: "docker.io", registry: "docker.io" },
    { text: "index.docker.io", registry: "docker.io" },
    { text: "https://index.docker.io/v1/", registry: "docker.io" },
    { text: "registry-1.docker.io", registry: "docker.io" },
    { text: "localhost", registry: "localhost" },
    { text: "127.0.0.1:5000", registry: "127.0.0.1:5000" },
    { text: "[::1]:5000", registry: "[::1]:5000" },
  ])('reads "$text" as $registry', ({ text, registry }) => {
    expect(parseRegistry(text)).toBe(registry);
  });

  it.each(["acme", "library", "ghcr io", "ftp://ghcr.io", "user@ghcr.io"])("refuses %p", (text) => {
    const error = failureOf(() => parseRegistry(text));
    expect(error.code).toBe("input");
    expect(error.message).toBe(`"${text}" is not a registry`);
  });
});

describe("parseRegistryAuth", () => {
  it("reads the list that docker/login-action takes", () => {
    const text = `
- username: acme
  password: dckr_pat
# GitHub
- registry: https://ghcr.io
  username: octocat
  password: "ghp: #1"
`;
    expect(parseRegistryAuth(text)).toEqual([
      { registry: "docker.io", username: "acme", password: "dckr_pat" },
      { registry: "ghcr.io", username: "octocat", password: "ghp: #1" },
    ]);
  });

  it("takes values as they are written, not as numbers or booleans", () => {
    expect(parseRegistryAuth("- {registry: ghcr.io, username: true, password: 0123}")).toEqual([
      { registry: "ghcr.io", username: "true", password: "0123" },
    ]);
  });

  it("drops the line break at the end of a block text", () => {
    const text = "- username: _json_key\n  password: |\n    {\n    }\n";
    expect(parseRegistryAuth(text)).toEqual([
      { registry: "docker.io", username: "_json_key", password: "{\n}" },
    ]);
  });

  it.each(["", "  \n", "# nothing\n"])("is no login for %p", (text) => {
    expect(parseRegistryAuth(text)).toEqual([]);
  });

  it.each([
    { text: "registry: ghcr.io", message: "the logins are not a list" },
    { text: "- hunter2", message: "entry 1 has no keys" },
    { text: "- username: a\n  password: hunter2\n- [hunter2]", message: "entry 2 has no keys" },
    { text: "- username: a\n  password: *hunter2", message: "the text is not valid YAML, or uses an alias" },
    { text: "- username: a\n  password: !hunter2", message: "the text is not valid YAML at line 2" },
    { text: "- username: a\n  password: %hunter2", message: "the text is not valid YAML at line 2" },
    { text: "- password: x\n  password: hunter2", message: "the text is not valid YAML at line 2" },
    { text: "- username: a\n  password: [hunter2]", message: "password of entry 1 is not a text" },
    {
      text: "- username: a\n  ? [hunter2]\n  : b",
      message: "entry 1 (docker.io) has a key that is not a text",
    },
    { text: "- {registry: ghcr.io, password: hunter2}", message: "entry 1 (ghcr.io) has no username" },
    { text: "- {username: , password: hunter2}", message: "entry 1 (docker.io) has no username" },
    {
      text: '- {username: "a:b", password: hunter2}',
      message: "the username of entry 1 (docker.io) has a colon",
    },
    {
      text: "- {registry: ghcr.io, username: a, password: hunter2, scope: x}",
      message: "entry 1 (ghcr.io) has scope, which is not supported",
    },
    {
      text: "- {username: a, password: hunter2, ecr: auto}",
      message: "entry 1 (docker.io) has ecr, which is not supported",
    },
    {
      text: "- {usr-name: a, password: hunter2}",
      message: 'entry 1 (docker.io) has "usr-name", which is not known',
    },
    {
      text: "- {passw: hunter2, username: a}",
      message: 'entry 1 (docker.io) has "passw", which is not known',
    },
    { text: "- {user: a, password: hunter2}", message: "entry 1 (docker.io) has a key that is not known" },
    { text: "- {username: a, hunter2: }", message: "entry 1 (docker.io) has a key that is not known" },
    { text: "- {registry: acme, username: a, password: hunter2}", message: '"acme" is not a registry' },
    {
      text: "- {username: a, password: hunter2}\n- {registry: ghcr.io, username: a, password: b}\n- {registry: index.docker.io, username: b, password: hunter2}",
      message: "entries 1 and 3 are both for docker.io",
    },
  ])("refuses without showing the password: $message", ({ text, message }) => {
    const error = failureOf(() => parseRegistryAuth(text));
    expect(error.code).toBe("input");
    expect(error.message).toBe(message);
    expect(error.hint).toBeDefined();
    expect(`${error.message}${error.hint ?? ""}${String(error.cause)}`).not.toContain("hunter2");
  });

  it("names the nearest key for an unknown one", () => {
    const error = failureOf(() => parseRegistryAuth("- {usrname: a, password: b}"));
    expect(error.hint).toBe("Did you mean username? Allowed are registry, username, password.");
  });
});

describe("docker config keys", () => {
  it.each([
    { registry: "docker.io", key: "https://index.docker.io/v1/" },
    { registry: "ghcr.io", key: "ghcr.io" },
  ])("writes $registry as $key and reads it back", ({ registry, key }) => {
    expect(configKey(registry)).toBe(key);
    expect(registryOfKey(key)).toBe(registry);
  });

  it.each(["https://ghcr.io", "https://ghcr.io/v1/", "ghcr.io/v2/", "http://ghcr.io"])(
    "reads %p as ghcr.io",
    (key) => {
      expect(registryOfKey(key)).toBe("ghcr.io");
    },
  );

  it("reads the other hosts of Docker Hub", () => {
    expect(registryOfKey("registry-1.docker.io")).toBe("docker.io");
  });
});
