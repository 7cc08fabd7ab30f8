import { describe, expect, it } from "@jest/globals";
import type { Inputs } from "../../src/domain/inputs.ts";
import type { LoginFacts } from "../../src/domain/login-plan.ts";
import { planLogins } from "../../src/domain/login-plan.ts";
import { anEvent } from "../support/an-event.ts";
import { anInputs } from "../support/an-inputs.ts";

const HUB = { registry: "docker.io", username: "acme", password: "hub-password" };
const GITHUB = { registry: "ghcr.io", username: "bot", password: "github-password" };
const OWN = { registry: "ghcr.io", username: "octocat", password: "job-token" };

const TO_GITHUB: LoginFacts = { event: anEvent(), push: true, registries: ["ghcr.io"], githubLogin: false };

describe("planLogins", () => {
  it.each<{ case: string; inputs?: Partial<Inputs>; facts?: Partial<LoginFacts>; logins: unknown[] }>([
    { case: "what the user gives", inputs: { logins: [HUB, GITHUB] }, logins: [HUB, GITHUB] },
    { case: "nothing without a login and a token", logins: [] },
    { case: "ghcr.io with the job's token", inputs: { githubToken: "job-token" }, logins: [OWN] },
    {
      case: "both for a push to both",
      inputs: { githubToken: "job-token", logins: [HUB] },
      facts: { registries: ["docker.io", "ghcr.io"] },
      logins: [HUB, OWN],
    },
    {
      case: "the user's login to ghcr.io before our own",
      inputs: { githubToken: "job-token", logins: [GITHUB] },
      logins: [GITHUB],
    },
    {
      case: "nothing where docker's config has a login to ghcr.io",
      inputs: { githubToken: "job-token" },
      facts: { githubLogin: true },
      logins: [],
    },
    {
      case: "nothing of our own where nothing goes to ghcr.io",
      inputs: { githubToken: "job-token" },
      facts: { registries: ["docker.io"] },
      logins: [],
    },
    {
      case: "nothing of our own where nothing is published",
      inputs: { githubToken: "job-token" },
      facts: { push: false },
      logins: [],
    },
    {
      case: "the user's logins where nothing is published, since base images may be private",
      inputs: { logins: [HUB] },
      facts: { push: false },
      logins: [HUB],
    },
    {
      case: "ghcr.io under some name where the actor is not known",
      inputs: { githubToken: "job-token" },
      facts: { event: anEvent({ actor: "" }) },
      logins: [{ ...OWN, username: "github" }],
    },
  ])("logs in to $case", ({ inputs, facts, logins }) => {
    expect(planLogins(anInputs(inputs), { ...TO_GITHUB, ...facts })).toEqual({ logins, notices: [] });
  });

  it("leaves out a login without password where nothing is published, and says so", () => {
    const empty = { ...HUB, password: "" };
    expect(planLogins(anInputs({ logins: [empty, GITHUB] }), { ...TO_GITHUB, push: false })).toEqual({
      logins: [GITHUB],
      notices: ["No login to docker.io: its password is empty, as secrets are for pull requests from forks."],
    });
  });

  it("refuses logins without password where something is published", () => {
    const logins = [
      { ...HUB, password: "" },
      { ...GITHUB, password: "" },
    ];
    expect(() => planLogins(anInputs({ logins }), TO_GITHUB)).toThrow(
      expect.objectContaining({
        code: "input",
        message: "the login to docker.io, ghcr.io has a username but no password",
        hint: "Is the secret defined for this repository or environment, and passed to a called workflow?",
      }),
    );
  });

  it("refuses two logins to one registry, without their passwords", () => {
    const logins = [HUB, GITHUB, { ...HUB, username: "other", password: "other-password" }];
    expect(() => planLogins(anInputs({ logins }), TO_GITHUB)).toThrow(
      expect.objectContaining({
        code: "input",
        message: "there are two logins to docker.io",
        hint: "Give it in password or in registry-auth, not in both.",
      }),
    );
  });

  it("does not count a login that is left out as a second one", () => {
    const logins = [{ ...HUB, password: "" }, HUB];
    expect(planLogins(anInputs({ logins }), { ...TO_GITHUB, push: false }).logins).toEqual([HUB]);
  });
});
