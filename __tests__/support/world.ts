import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe } from "@jest/globals";
import type { Engine } from "../../scripts/lib/engine.mjs";
import type { ActionOptions } from "../../scripts/lib/runner.mjs";
import { runAction, startAction } from "../../scripts/lib/runner.mjs";

/** The engine that the global set-up made. */
export const engine = JSON.parse(process.env["MULTIARCH_BUILD_ENGINE"] ?? "{}") as Engine;

const execute = promisify(execFile);

/** A workspace and a runner's temporary folder, removed with {@link World.remove}. */
export class World {
  readonly #root = mkdtempSync(join(tmpdir(), "world-"));
  readonly workspace = join(this.#root, "workspace");
  /** RUNNER_TEMP. */
  readonly temp = join(this.#root, "temp");

  constructor(files: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.workspace);
    mkdirSync(this.temp);
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.workspace, name)), { recursive: true });
      writeFileSync(join(this.workspace, name), text);
    }
  }

  /** Runs the action, main and post, as the runner does. */
  run(inputs: Readonly<Record<string, string>>, more: Partial<ActionOptions> = {}) {
    return runAction(this.#options(inputs, more));
  }

  /** Starts the action without waiting for it. */
  start(inputs: Readonly<Record<string, string>>, more: Partial<ActionOptions> = {}) {
    return startAction(this.#options(inputs, more));
  }

  /** What of ours is left in RUNNER_TEMP. */
  leftovers(): readonly string[] {
    return readdirSync(this.temp).filter((name) => name.startsWith("multiarch-build-"));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #options(
    inputs: Readonly<Record<string, string>>,
    { env, ...more }: Partial<ActionOptions>,
  ): ActionOptions {
    return {
      inputs: { "build-args": `BASE=${engine.base}`, ...inputs },
      env: { ...engine.env, ...env },
      node: process.env["MULTIARCH_BUILD_NODE24"] ?? "",
      cwd: this.workspace,
      temp: this.temp,
      ...more,
    };
  }
}

/** Asks the engine's docker and resolves with its output. */
export async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await execute("docker", args, {
    env: { ...process.env, ...engine.env },
    maxBuffer: 1e8,
  });
  return stdout;
}

/**
 * Describes what must empty the builder first. On an engine of the user's own that would be the loss of all they have
 * built, so it is left out there, unless this is CI or MULTIARCH_BUILD_WIPE says that it may be.
 */
export const describeCold =
  engine.provisioned || process.env["CI"] === "true" || process.env["MULTIARCH_BUILD_WIPE"] === "1"
    ? describe
    : describe.skip;

/** Forgets all that was built, base images included. Only for what is inside {@link describeCold}. */
export async function emptyBuilder(): Promise<void> {
  await docker("buildx", "prune", "--all", "--force");
}

/**
 * Publishes a base image that no builder has ever seen, as the first job of a runner finds it.
 * @param platforms as in the input of that name
 * @param name where, with its tag
 * @returns that name
 */
export async function publishBase(platforms: string, name = `${freshName()}:latest`): Promise<string> {
  const world = new World({
    Dockerfile: "ARG BASE\nFROM ${BASE}\nCOPY release /etc/release\n",
    release: Math.random().toString(),
  });
  const output = `type=image,name=${name},push=true,store=false`;
  const args = ["--platform", platforms, "--build-arg", `BASE=${engine.base}`, "--output", output];
  await docker("buildx", "build", "--quiet", ...args, world.workspace);
  world.remove();
  return name;
}

/** A name in the engine's registry that no other test uses. */
export function freshName(): string {
  return `${engine.registry}/test-${Math.random().toString(36).slice(2, 10)}`;
}
