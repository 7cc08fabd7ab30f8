import { ActionError } from "../domain/failure.ts";
import type { ChildEnd } from "./child.ts";
import { findBuildx } from "./buildx-plugin.ts";
import { runChild } from "./child.ts";

/** What to do with a command while it runs. */
export interface RunOptions {
  /** Receives every line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
  /** Ends this command, beside the signal that ends all. */
  readonly signal?: AbortSignal;
}

/** Thrown when a docker command ends with another exit code than 0. */
export class DockerError extends ActionError {
  /** The end of what the command printed to stderr. */
  readonly output: string;

  constructor(args: readonly string[], output: string) {
    super("docker", `docker ${args.slice(0, 2).join(" ")} failed: ${lastWords(output)}`);
    this.output = output;
  }
}

/**
 * The docker client: the only place that starts it. Arguments go to it as they are, never through a shell, and its
 * exit code alone tells failure. @actions/exec is not used for it: what that started it cannot end.
 */
export class Docker {
  readonly #env: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal | undefined;
  /** The commands under way, of this client and those made from it. */
  readonly #running: Set<Promise<ChildEnd>>;

  /** `signal` ends commands with all their children. */
  constructor(
    env: NodeJS.ProcessEnv = process.env,
    signal?: AbortSignal,
    running = new Set<Promise<ChildEnd>>(),
  ) {
    this.#env = definedOnly(env);
    this.#signal = signal;
    this.#running = running;
  }

  /** The same client with another docker config folder. */
  withConfig(folder: string): Docker {
    return new Docker({ ...this.#env, DOCKER_CONFIG: folder }, this.#signal, this.#running);
  }

  /** Resolves when no command is under way any more, however it ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /**
   * Runs a command, with its output line by line, and resolves with the end of its stdout.
   * @throws the signal's reason; ActionError `docker-missing`; {@link DockerError}.
   */
  async run(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { onLine = () => undefined } = options;
    const signals = [this.#signal, options.signal].filter((one) => one !== undefined);
    const signal = AbortSignal.any(signals);
    signal.throwIfAborted();
    const [command, ...rest] = this.#commandLine(args);
    const child = runChild({ command, args: rest, env: this.#env, onLine, signal });
    this.#running.add(child);
    try {
      const { exitCode, stdout, stderr } = await child.catch(dockerMissing);
      signal.throwIfAborted();
      if (exitCode !== 0) throw new DockerError(args, stderr);
      return stdout;
    } finally {
      this.#running.delete(child);
    }
  }

  #commandLine(args: readonly string[]): readonly [command: string, ...args: string[]] {
    const buildx = args[0] === "buildx" ? findBuildx(this.#env) : undefined;
    return buildx === undefined ? ["docker", ...args] : [buildx, ...args.slice(1)];
  }
}

/** docker's last line says what went wrong, unless it says where help is; those before are progress. */
function lastWords(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !/^(?:Run|See) 'docker .*--help'/.test(line));
  return said.at(-1)?.replace(/^ERROR:\s*/, "") ?? "";
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function dockerMissing(cause: unknown): never {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (!text.includes("ENOENT")) throw cause;
  throw new ActionError("docker-missing", "There is no docker command on this runner", {
    hint: "Use a runner with Docker, such as ubuntu-24.04, or install the docker client and its buildx plugin.",
    cause,
  });
}
