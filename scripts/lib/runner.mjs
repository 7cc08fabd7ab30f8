import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { actionEnv, entryOf, stateEnv } from "./runner-env.mjs";
import { cancel, follow } from "./runner-process.mjs";
import { makeRunnerFiles, readRunnerFiles } from "./runner-files.mjs";
import { parseCommands } from "./workflow-command.mjs";

/** @typedef {"main" | "post"} PhaseName */

/**
 * @typedef {object} ActionOptions
 * @property {Record<string, string>} inputs - What the workflow sets under `with`; the others get action.yml's defaults.
 * @property {Record<string, string | undefined>} [env] - Added to the runner's own variables; `undefined` removes one.
 * @property {string} node - The Node program, see `node24`.
 * @property {string} [dist] - The action's entry, by default the one that was built here.
 * @property {string} cwd - The workspace.
 * @property {string} temp - The runner's RUNNER_TEMP.
 * @property {string} [token] - What `github.token` gives, by default nothing.
 * @property {unknown} [event] - The event's payload, by default an empty one.
 * @property {PhaseName[]} [phases] - By default both.
 * @property {Record<string, string>} [state] - What the post phase gets when the main phase does not run.
 * @property {(text: string, phase: PhaseName) => void} [onOutput] - Called with the output as it comes.
 */

/**
 * One process of the action. A phase that was not run has the exit code -1.
 *
 * @typedef {object} Phase
 * @property {number} exitCode - 128 and its number when a signal ended it.
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} log - Both, as they came.
 * @property {number} durationMs
 * @property {string} summary - What the phase wrote into the job's summary.
 */

/**
 * @typedef {object} ActionRun
 * @property {Phase} main
 * @property {Phase} post
 * @property {Record<string, string>} outputs
 * @property {Record<string, string>} state
 * @property {string} summary - Both phases' parts.
 * @property {import("./workflow-command.mjs").WorkflowCommand[]} commands - Both phases' workflow commands.
 */

/**
 * An action that runs.
 *
 * @typedef {object} RunningAction
 * @property {import("node:child_process").ChildProcess} child - The process of the first phase.
 * @property {() => Promise<void>} cancel - Ends the phase that runs as the runner does when a job is cancelled: SIGINT,
 *   after 7.5 s SIGTERM, and after another 2.5 s SIGKILL.
 * @property {Promise<ActionRun>} finished
 */

const NOT_RUN = { exitCode: -1, stdout: "", stderr: "", log: "", durationMs: 0, summary: "" };
const NOTHING_TOLD = { env: {}, path: [], outputs: {}, state: {} };

/**
 * @param {PhaseName} phase
 * @param {ActionOptions} options
 * @param {NodeJS.ProcessEnv} env
 */
function startPhase(phase, options, env) {
  const files = makeRunnerFiles(options.temp);
  const child = spawn(options.node, [entryOf(options)], {
    cwd: options.cwd,
    env: { ...env, ...files },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const finish = async () => {
    const ended = await follow(child, (text) => options.onOutput?.(text, phase));
    const { summary, ...told } = readRunnerFiles(files);
    return { phase: { ...ended, summary }, told };
  };
  return { child, finished: finish() };
}

/**
 * Starts the action as GitHub's runner does: its main phase and then, with the state that it saved and the variables
 * that it exported, its post phase, whether or not the main phase failed.
 *
 * @param {ActionOptions} options
 * @returns {RunningAction}
 */
export function startAction(options) {
  const [first = "main", second] = options.phases ?? ["main", "post"];
  const env = actionEnv(options);
  let running = startPhase(first, options, { ...env, ...stateEnv(options.state ?? {}) });
  const { child } = running;
  const finish = async () => {
    const before = await running.finished;
    if (second === undefined) return describeRun({ [first]: before });
    const { env: exported, path, state } = before.told;
    const PATH = [...path, env["PATH"]].join(delimiter);
    running = startPhase(second, options, { ...env, ...exported, PATH, ...stateEnv(state) });
    return describeRun({ [first]: before, [second]: await running.finished });
  };
  return { child, cancel: () => cancel(running.child), finished: finish() };
}

/** @typedef {{ phase: Phase, told: Omit<ReturnType<typeof readRunnerFiles>, "summary"> }} Ended */

/** @param {{ main?: Ended, post?: Ended }} ended @returns {ActionRun} */
function describeRun({ main, post }) {
  const phases = { main: main?.phase ?? NOT_RUN, post: post?.phase ?? NOT_RUN };
  const { outputs, state } = main?.told ?? NOTHING_TOLD;
  return {
    ...phases,
    outputs,
    state,
    summary: phases.main.summary + phases.post.summary,
    commands: [phases.main, phases.post].flatMap(({ stdout }) => parseCommands(stdout)),
  };
}

/**
 * Runs the action as GitHub's runner does and returns all that it told the runner.
 *
 * @param {ActionOptions} options
 */
export async function runAction(options) {
  return await startAction(options).finished;
}
