import { chmod, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Login } from "../domain/login.ts";
import { configKey } from "../domain/login.ts";
import type { DockerConfig } from "./registry/credentials.ts";
import { entryOf, isRecord, readDockerConfig } from "./registry/credentials.ts";

/**
 * Makes a docker config folder of this run's own: what the user's has (plugins, contexts, builders), plus our logins,
 * which so never reach the user's file. Docker finds it by `DOCKER_CONFIG`. The logins are not tried here.
 * @see https://docs.docker.com/reference/cli/docker/#configuration-files
 * @throws ActionError `registry-auth` when the user's config.json cannot be read.
 */
export async function createDockerConfig(options: {
  /** Made, or filled when it exists and is empty. */
  readonly folder: string;
  /** `~/.docker` or what `DOCKER_CONFIG` says; it need not exist. */
  readonly userFolder: string;
  readonly logins: readonly Login[];
}): Promise<void> {
  const { folder, userFolder, logins } = options;
  const config = withLogins(await readDockerConfig(userFolder), logins);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700); // a folder that was there keeps its mode otherwise
  for (const entry of await listFolder(userFolder)) {
    if (entry !== "config.json") await symlink(resolve(userFolder, entry), join(folder, entry));
  }
  await writeFile(join(folder, "config.json"), JSON.stringify(config, undefined, 2), {
    mode: 0o600,
    flag: "wx",
  });
}

/**
 * Adds logins to a config. Docker looks into the file only for registries without a store or helper, so those of ours
 * get an empty helper, which means the file.
 * @see https://github.com/docker/cli/blob/master/cli/config/configfile/file.go
 */
function withLogins(config: DockerConfig, logins: readonly Login[]): DockerConfig {
  if (logins.length === 0) return config;
  const auths = logins.map(({ registry, username, password }) => [
    configKey(registry),
    { auth: Buffer.from(`${username}:${password}`).toString("base64") },
  ]);
  const fromFile = logins.filter(
    ({ registry }) => Boolean(config["credsStore"]) || Boolean(entryOf(config["credHelpers"], registry)),
  );
  const helpers = fromFile.map(({ registry }) => [configKey(registry), ""]);
  return {
    ...config,
    auths: { ...record(config["auths"]), ...Object.fromEntries(auths) },
    ...(helpers.length > 0 && {
      credHelpers: { ...record(config["credHelpers"]), ...Object.fromEntries(helpers) },
    }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

async function listFolder(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
}
