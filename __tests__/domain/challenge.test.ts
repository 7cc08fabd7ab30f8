import { describe, expect, it } from "@jest/globals";
import { lacksScope, parseDemand } from "../../src/domain/challenge.ts";

describe("parseDemand", () => {
  it("reads the token endpoint, the service and the scopes", () => {
    const header =
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:acme/agent:pull,push repository:acme/base:pull"';
    expect(parseDemand(header)).toEqual({
      scheme: "bearer",
      realm: new URL("https://auth.docker.io/token"),
      service: "registry.docker.io",
      scopes: ["repository:acme/agent:pull,push", "repository:acme/base:pull"],
    });
  });

  it.each([
    { name: "no service and no scope", header: 'Bearer realm="https://auth.example/t"' },
    { name: "other spelling and spaces", header: 'bEARER  Realm = "https://auth.example/t"' },
    { name: "a bare value", header: "Bearer realm=https://auth.example/t" },
    { name: "escaped characters", header: String.raw`Bearer realm="https://auth.example\/t"` },
    { name: "Basic before it", header: 'Basic realm="x", Bearer realm="https://auth.example/t"' },
    {
      name: "Negotiate with data before it",
      header: 'Negotiate YWJj==, Bearer realm="https://auth.example/t"',
    },
  ])("reads a Bearer challenge with $name", ({ header }) => {
    expect(parseDemand(header)).toEqual({
      scheme: "bearer",
      realm: new URL("https://auth.example/t"),
      service: undefined,
      scopes: [],
    });
  });

  it("falls back to Basic when the token endpoint is unusable", () => {
    expect(parseDemand('Bearer realm="token", Basic realm="x"')).toEqual({ scheme: "basic" });
  });

  it.each([
    { name: "no header", header: undefined },
    { name: "an empty header", header: "" },
    { name: "another scheme", header: "Negotiate" },
    { name: "parameters without a scheme", header: 'realm="https://auth.example/t"' },
    { name: "no realm", header: 'Bearer service="x"' },
    { name: "a realm that is no address", header: 'Bearer realm="auth"' },
    { name: "a realm that is a file", header: 'Bearer realm="file:///etc/passwd"' },
  ])("has nothing to offer for $name", ({ header }) => {
    expect(parseDemand(header)).toBeUndefined();
  });
});

describe("lacksScope", () => {
  it("tells missing rights from a missing login", () => {
    const header = 'Bearer realm="https://auth.example/t",error="insufficient_scope"';
    expect(lacksScope(header)).toBe(true);
    expect(lacksScope('Bearer realm="https://auth.example/t",error="invalid_token"')).toBe(false);
    expect(lacksScope(undefined)).toBe(false);
  });
});
