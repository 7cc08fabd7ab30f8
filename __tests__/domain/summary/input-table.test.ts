import { describe, expect, it } from "@jest/globals";
import { inputTable } from "../../../src/domain/summary/input-table.ts";
import { aMetrics } from "../../support/a-metrics.ts";
import { aPlan, noCache } from "../../support/a-plan.ts";
import { anInputs } from "../../support/an-inputs.ts";

describe("inputTable", () => {
  it("tells one build from another", () => {
    const inputs = anInputs({ file: "docker/Dockerfile", target: "release" });
    const cache = { backend: "off", problems: [] } as const;
    expect(inputTable(aPlan({ inputs, cache: noCache() }), aMetrics({ cache })).split("\n")).toEqual([
      "<details><summary>Inputs</summary>",
      "",
      "| Input | Value |",
      "| --- | --- |",
      "| context | <code>.</code> |",
      "| file | <code>docker/Dockerfile</code> |",
      "| target | <code>release</code> |",
      "| builder | <code>default &#40;the engine has the containerd image store and needs no boot&#41;</code> |",
      "| cache | <code>off &#40;cache is off&#41;</code> |",
      "",
      "</details>",
    ]);
  });

  it("names the cache that took the place of the planned one", () => {
    const metrics = aMetrics({ cache: { backend: "gha", problems: [] } });
    expect(inputTable(aPlan(), metrics)).toContain("| cache | <code>gha &#40;scope ");
  });

  it("shows no value of a build argument, secret, login or token", () => {
    const inputs = anInputs({
      context: "https://octocat:url-value@github.com/acme/agent.git?token=query-value",
      buildArgs: [
        { key: "VERSION", value: "arg-value" },
        { key: "COMMIT", value: "arg-value" },
      ],
      secrets: [
        { from: "value", id: "token", value: "secret-value" },
        { from: "env", id: "key", variable: "NAME-value" },
      ],
      logins: [{ registry: "ghcr.io", username: "acme", password: "login-value" }],
      githubToken: "token-value",
    });
    const text = inputTable(aPlan({ inputs, logins: inputs.logins }), aMetrics());
    expect(text).not.toMatch(/-value/);
    expect(text).toContain("| build-args | <code>VERSION, COMMIT</code> |");
    expect(text).toContain("| secrets | <code>token, key</code> |");
  });
});
