import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./folders.mjs";
import { readDefaults } from "./manifest.mjs";

/** @typedef {import("./runner.mjs").ActionOptions} ActionOptions */

/**
 * The script that the runner starts for either phase.
 *
 * @param {Pick<ActionOptions, "dist">} options
 */
export function entryOf({ dist }) {
  return dist ?? join(ROOT, "dist/index.js");
}

/** @param {string} temp @param {unknown} event */
function writeEvent(temp, event) {
  const file = join(temp, "_github_workflow/event.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(event ?? {}));
  return file;
}

/** @param {ActionOptions} options @returns {NodeJS.ProcessEnv} */
function runnerEnv({ cwd, temp, event, env }) {
  return {
    CI: "true",
    GITHUB_ACTION: "__self",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: "octocat",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: writeEvent(temp, event),
    GITHUB_GRAPHQL_URL: "https://api.github.com/graphql",
    GITHUB_JOB: "build",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REF_NAME: "main",
    GITHUB_REF_TYPE: "branch",
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_REPOSITORY_OWNER: "octocat",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_NUMBER: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: "ffac537e6cbbf934b08745a378932722df287a53",
    GITHUB_WORKFLOW: "Build",
    GITHUB_WORKSPACE: cwd,
    HOME: process.env["HOME"],
    PATH: process.env["PATH"],
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_NAME: "local",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(temp, "_tool_cache"),
    ...env,
  };
}

/** @param {ActionOptions} options @param {NodeJS.ProcessEnv} env */
function inputEnv(options, env) {
  const evaluate = (/** @type {string} */ expression) => {
    if (expression === "github.token") return options.token ?? "";
    return env[expression.toUpperCase().replace(".", "_")] ?? "";
  };
  const defaults = readDefaults(join(dirname(entryOf(options)), "../action.yml"), evaluate);
  const variables = Object.entries({ ...defaults, ...options.inputs }).map(([name, value]) => {
    return [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value];
  });
  return Object.fromEntries(variables);
}

/**
 * The environment of an action's process but for the files through which it answers: nothing of this process's own
 * environment but HOME and PATH.
 *
 * @param {ActionOptions} options
 * @returns {NodeJS.ProcessEnv}
 */
export function actionEnv(options) {
  const env = runnerEnv(options);
  return { ...env, ...inputEnv(options, env) };
}

/**
 * What a phase has saved, as the variables in which the next one finds it.
 *
 * @param {Record<string, string>} state
 */
export function stateEnv(state) {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}
