import { dockerfilePath } from "./dockerfile/path.ts";
import type { BuilderPlan } from "./builder.ts";
import type { PlatformRun } from "./emulation.ts";
import { emulationCrash } from "./emulation.ts";
import { failedLines } from "./failed-lines.ts";
import type { FailureCode } from "./failure.ts";
import { ActionError } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import type { SolveError } from "./solve-error.ts";
import { parseSolveError, TRANSIENT } from "./solve-error.ts";

/** What a failed build is judged by besides its output. */
export interface BuildCircumstances {
  readonly inputs: Pick<Inputs, "context" | "file">;
  readonly builder: BuilderPlan;
  readonly platforms: readonly PlatformRun[];
}

interface Rule {
  /** Which errors it is for; all of what is given must hold. */
  readonly push?: boolean;
  readonly pattern: RegExp;
  readonly code: FailureCode;
  readonly hint: string;
}

const REGISTRY = "The registry failed; what was built is still in the builder, so trying again is quick.";
const LOGIN = "Give username and password (or registry-auth) for this registry.";
const BASE =
  "A base image does not exist or is private. Check its name, or log in to its registry with registry-auth.";

// Matched against the error without names, so that no image's name is taken for a reason. The first that matches
// wins: what is specific stands before what is general.
const RULES: readonly Rule[] = [
  {
    pattern: /no match for platform in manifest|no matching manifest for/,
    code: "build",
    hint: "A base image is not published for one of the platforms. docker buildx imagetools inspect IMAGE lists what it has: choose another base or leave the platform out.",
  },
  {
    pattern: /^lint violation found/,
    code: "build",
    hint: "With checks: error the warnings above fail the build. A comment in the Dockerfile leaves one out: # check=skip=NAME.",
  },
  {
    pattern: /no space left on device/,
    code: "build",
    hint: "The disk of the engine is full. Free space before this step, or use a runner with a larger disk.",
  },
  {
    pattern: /: 429 |toomanyrequests|too many requests|rate limit/,
    code: "registry",
    hint: "The registry limits how much may be asked of it. A login (registry-auth) usually raises the limit; a mirror of the base images avoids it.",
  },
  {
    pattern:
      /cannot connect to the docker daemon|error reading from server|closing transport|failed to list workers/,
    code: "builder",
    hint: "The builder went away while it was building. It may have run out of memory: see the job's resources.",
  },
  { pattern: TRANSIENT, code: "registry", hint: REGISTRY },
  {
    push: true,
    pattern: /: 403 |denied|insufficient_scope|forbidden/,
    code: "registry-denied",
    hint: "The registry knows the login but does not let it push there. For ghcr.io the job needs permissions: packages: write.",
  },
  {
    push: true,
    pattern: /: 401 |unauthorized|authorization failed|authentication required|no basic auth/,
    code: "registry-auth",
    hint: LOGIN,
  },
  {
    push: true,
    pattern: /: 404 |name unknown|name_unknown|name not known|does not exist/,
    code: "registry",
    hint: "There is no such repository. Some registries, such as ECR, want a repository to be created before the first push.",
  },
  {
    pattern: /failed to fetch (?:anonymous|oauth) token.*: 40[13] |: 401 /,
    code: "registry-auth",
    hint: LOGIN,
  },
  { pattern: /: 403 /, code: "registry-denied", hint: BASE },
  {
    pattern:
      /pull access denied|failed to authorize|failed to fetch (?:anonymous|oauth) token|insufficient_scope/,
    code: "registry-auth",
    hint: BASE,
  },
  {
    pattern: /failed to (?:push|do request|copy:)|failed commit on ref|unexpected status (?:from|code)/,
    code: "registry",
    hint: REGISTRY,
  },
  {
    pattern: /^secret .*: not found/,
    code: "build",
    hint: "The Dockerfile mounts a secret that is not given: name it in secrets, secret-envs or secret-files.",
  },
  {
    pattern: /unset ssh forward key/,
    code: "build",
    hint: "The Dockerfile mounts an SSH agent or key that is not given: name it in ssh, as in ssh: default.",
  },
  {
    pattern: /failed to (?:compute cache key|calculate checksum).*: not found$/,
    code: "build",
    hint: "A file that is copied is not in the context. Is its path relative to the context, and does .dockerignore leave it in?",
  },
  {
    pattern: /failed to resolve source metadata|not found: manifest unknown|: not found$/,
    code: "build",
    hint: "Something the Dockerfile names cannot be found: check image names, tags and stage names.",
  },
  {
    pattern: /is not a docker command|unknown command: docker buildx|run 'docker --help'/,
    code: "buildx-missing",
    hint: "Install the docker-buildx-plugin package on this runner.",
  },
];

/**
 * Turns the output of a failed `docker buildx build` into the error that tells the user what to do, and where.
 * @param output the end of what it printed to stderr, with the `ERROR:` line in it.
 */
export function describeBuildFailure(output: string, { inputs, platforms }: BuildCircumstances): ActionError {
  const error = parseSolveError(output);
  const { code, message, hint } = error.isStep
    ? describeStep(output, error, platforms)
    : describeOther(error);
  const file = dockerfilePath(inputs);
  const place = file === undefined ? undefined : failedLines(output, file);
  return new ActionError(code, message, { hint, place });
}

/** What an error is to say. */
interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

function describeStep(output: string, { message }: SolveError, platforms: readonly PlatformRun[]): Failure {
  const crash = emulationCrash(output, platforms);
  if (crash) return { ...crash, message: `${message}: ${crash.message}` };
  const killed = "The step was killed, as the kernel does when memory runs out: see the runner's memory.";
  return { code: "build", message, hint: message.endsWith("exit code: 137") ? killed : undefined };
}

function describeOther({ message, words, isPush }: SolveError): Failure {
  const rule = RULES.find(({ push, pattern }) => (push ?? isPush) === isPush && pattern.test(words));
  return { code: rule?.code ?? "build", message, hint: rule?.hint };
}
