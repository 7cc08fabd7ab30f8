import { mkdtempSync } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRemote } from "../domain/dockerfile/path.ts";
import { ActionError } from "../domain/failure.ts";
import type { Inputs } from "../domain/inputs.ts";
import { variable } from "./variable.ts";

/**
 * Makes the folder that holds everything temporary of this run, readable by this user alone. It is made at once, not
 * awaited, so that no signal can come between its making and the hand-over of its name.
 */
export function makeRunFolder(env: NodeJS.ProcessEnv = process.env): string {
  return mkdtempSync(join(variable(env, "RUNNER_TEMP") ?? tmpdir(), "multiarch-build-"));
}

/** Removes that folder with all it holds; it may be gone already. */
export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes all that is in that folder but one part. */
export async function emptyRunFolder(folder: string, kept: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== kept);
  await Promise.all(names.map((name) => removeRunFolder(join(folder, name))));
}

/**
 * Checks that what the build reads is there: context, Dockerfile, secret files and variables.
 * @throws ActionError `input`, naming the input and the path.
 */
export async function checkSources(inputs: Inputs, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  await checkContext(inputs);
  for (const secret of inputs.secrets) {
    if (secret.from === "env" && env[secret.variable] === undefined) {
      throw new ActionError(
        "input",
        `secret-envs: the variable ${secret.variable} of secret "${secret.id}" is not set`,
        {
          hint: "Set it with env: on this step.",
        },
      );
    }
    if (secret.from === "file" && !(await isFile(secret.path))) {
      throw new ActionError(
        "input",
        `secret-files: there is no file "${secret.path}" for secret "${secret.id}"`,
      );
    }
  }
}

/**
 * Writes the secrets that were given by value to files that this user alone can read.
 * @returns the files by the secrets' ids.
 */
export async function writeSecrets(
  folder: string,
  { secrets }: Inputs,
): Promise<ReadonlyMap<string, string>> {
  const given = secrets.filter((secret) => secret.from === "value");
  if (given.length === 0) return new Map();
  const place = join(folder, "secrets");
  await mkdir(place, { mode: 0o700 });
  // Numbered, so that an id never becomes part of a path.
  const files = given.map(({ id, value }, at) => ({ id, value, path: join(place, `secret-${at}`) }));
  await Promise.all(files.map(({ path, value }) => writeFile(path, value, { mode: 0o600 })));
  return new Map(files.map(({ id, path }) => [id, path]));
}

/** Writes a buildkitd configuration to the run's folder. */
export async function writeBuildkitdConfig(folder: string, text: string): Promise<string> {
  const path = join(folder, "buildkitd.toml");
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

async function checkContext({ context, file }: Inputs): Promise<void> {
  // BuildKit fetches it itself: nothing of it is here to be checked.
  if (isRemote(context)) return;
  const found = await stat(context).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new ActionError("input", `context: there is no folder "${context}" in ${process.cwd()}`, {
      hint: "Does the job check the repository out (actions/checkout) before this step?",
    });
  }
  const dockerfile = file ?? join(context, "Dockerfile");
  if (isRemote(dockerfile) || (await isFile(dockerfile))) return;
  throw new ActionError("input", `file: there is no Dockerfile at "${dockerfile}"`, {
    hint: "file is relative to the workspace, not to the context.",
  });
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}
