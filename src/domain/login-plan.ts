import type { RunEvent } from "./event.ts";
import { ActionError } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import type { Login } from "./login.ts";

export const GITHUB_REGISTRY = "ghcr.io";

/** What the choice of logins depends on besides the inputs. */
export interface LoginFacts {
  readonly event: RunEvent;
  readonly push: boolean;
  /** The registries of the references. */
  readonly registries: readonly string[];
  /** Whether the user's own docker config has a login to ghcr.io. */
  readonly githubLogin: boolean;
}

/** The logins of a run, and what the user should know of them. */
export interface LoginPlan {
  readonly logins: readonly Login[];
  readonly notices: readonly string[];
}

/**
 * Plans the logins: those the user gives, and ghcr.io with the job's token when something is published there and
 * nobody logged in to it. A login without password is left out of a run that publishes nothing: that is how a pull
 * request from a fork sees a secret.
 * @throws ActionError `input` for a login without password in a run that publishes, or two for one registry.
 */
export function planLogins(inputs: Inputs, facts: LoginFacts): LoginPlan {
  const empty = inputs.logins.filter(({ password }) => password === "");
  if (facts.push && empty.length > 0) {
    throw new ActionError("input", `the login to ${registryList(empty)} has a username but no password`, {
      hint: "Is the secret defined for this repository or environment, and passed to a called workflow?",
    });
  }
  const logins = inputs.logins.filter(({ password }) => password !== "");
  checkDoubles(logins);
  return {
    logins: [...logins, ...ownLogin(inputs, facts)],
    notices:
      empty.length > 0
        ? [
            `No login to ${registryList(empty)}: its password is empty, as secrets are for pull requests from forks.`,
          ]
        : [],
  };
}

function ownLogin({ logins, githubToken }: Inputs, facts: LoginFacts): readonly Login[] {
  if (!facts.push || githubToken === undefined || !facts.registries.includes(GITHUB_REGISTRY)) return [];
  const isKnown = facts.githubLogin || logins.some(({ registry }) => registry === GITHUB_REGISTRY);
  // ghcr.io looks at the token alone, but wants some username.
  const username = facts.event.actor === "" ? "github" : facts.event.actor;
  return isKnown ? [] : [{ registry: GITHUB_REGISTRY, username, password: githubToken }];
}

function checkDoubles(logins: readonly Login[]): void {
  const registries = logins.map(({ registry }) => registry);
  const double = registries.find((registry, at) => registries.indexOf(registry) !== at);
  if (double === undefined) return;
  throw new ActionError("input", `there are two logins to ${double}`, {
    hint: "Give it in password or in registry-auth, not in both.",
  });
}

function registryList(logins: readonly Login[]): string {
  return logins.map(({ registry }) => registry).join(", ");
}
