import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ActionError } from "../../domain/failure.ts";
import type { Credentials } from "../../domain/login.ts";
import { configKey, registryOfKey } from "../../domain/login.ts";

/** A docker config.json; what we do not know of it is kept. */
export type DockerConfig = Readonly<Record<string, unknown>>;

const HELPER_TIMEOUT_MS = 30_000;

/**
 * Reads `config.json` of a docker config folder; empty when there is none.
 * @throws ActionError `registry-auth` when it cannot be read or is not a JSON object.
 */
export async function readDockerConfig(folder: string): Promise<DockerConfig> {
  const path = join(folder, "config.json");
  try {
    const text = await readFile(path, "utf8");
    const config: unknown = text.trim() === "" ? {} : JSON.parse(text);
    if (isRecord(config)) return config;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return {};
    // The words of a JSON error quote the text, and that holds passwords.
    if (code !== undefined) throw unusable(path, `cannot be read (${code})`);
  }
  throw unusable(path, "is not a JSON object");
}

/**
 * Looks up credentials as docker does with this config folder: from the credential helper of the registry, else from the
 * credential store, else from the file. Undefined when there are none.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 * @throws ActionError `registry-auth` when the config is broken, or a helper is missing or fails.
 */
export function credentialsFrom(folder: string): (registry: string) => Promise<Credentials | undefined> {
  let config: Promise<DockerConfig> | undefined;
  return async (registry) => {
    config ??= readDockerConfig(folder);
    const { auths, credHelpers, credsStore } = await config;
    const helper = entryOf(credHelpers, registry) ?? credsStore;
    // An empty helper is how docker is told to use the file in spite of a store.
    if (typeof helper === "string" && helper !== "") return askHelper(helper, registry);
    return parseAuth(entryOf(auths, registry), registry);
  };
}

/** The entry of a registry, whose key may have a scheme and a path; the key that docker itself writes goes first. */
export function entryOf(entries: unknown, registry: string): unknown {
  if (!isRecord(entries)) return undefined;
  const exact = entries[configKey(registry)];
  if (exact !== undefined) return exact;
  const key = Object.keys(entries).find((candidate) => registryOfKey(candidate) === registry);
  return key === undefined ? undefined : entries[key];
}

/** Tells whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseAuth(entry: unknown, registry: string): Credentials | undefined {
  if (!isRecord(entry)) return undefined;
  const field = (name: string) => (typeof entry[name] === "string" ? entry[name] : "");
  if (field("identitytoken") !== "") return { identityToken: field("identitytoken") };
  if (field("auth") === "") {
    return field("password") === ""
      ? undefined
      : { username: field("username"), password: field("password") };
  }
  const pair = Buffer.from(field("auth"), "base64").toString();
  const colon = pair.indexOf(":");
  if (colon === -1) {
    throw new ActionError(
      "registry-auth",
      `docker's config.json has an entry for ${registry} without a password`,
      {
        hint: `Run docker logout ${registry}, then log in again.`,
      },
    );
  }
  // Old docker versions padded with zero bytes.
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, "") };
}

/** @see https://github.com/docker/docker-credential-helpers#development */
async function askHelper(helper: string, registry: string): Promise<Credentials | undefined> {
  const program = `docker-credential-${helper}`;
  const { error, stdout } = await run(program, configKey(registry));
  if (error === null) return parseHelperAnswer(stdout, program, registry);
  if (/credentials not found/i.test(stdout)) return undefined;
  const reason = error.code === "ENOENT" ? "is not installed" : "failed";
  throw new ActionError(
    "registry-auth",
    `${program}, which docker's config.json names for ${registry}, ${reason}`,
    {
      hint: `Give username and password for ${registry} as inputs, or remove the helper from docker's config.json.`,
    },
  );
}

function run(program: string, input: string) {
  return new Promise<{ error: (Error & { code?: unknown }) | null; stdout: string }>((resolve) => {
    const child = execFile(
      program,
      ["get"],
      { env: process.env, timeout: HELPER_TIMEOUT_MS },
      (error, stdout) => {
        resolve({ error, stdout });
      },
    );
    // A helper that ends without reading its input is no reason to fail.
    child.stdin?.on("error", () => undefined).end(input);
  });
}

function parseHelperAnswer(stdout: string, program: string, registry: string): Credentials {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    // said below; the text may hold the password
  }
  const { Username: username, Secret: secret } = isRecord(answer) ? answer : {};
  if (typeof username !== "string" || typeof secret !== "string") {
    throw new ActionError("registry-auth", `${program} did not answer with a login for ${registry}`);
  }
  return username === "<token>" ? { identityToken: secret } : { username, password: secret };
}

function unusable(path: string, reason: string): ActionError {
  return new ActionError("registry-auth", `${path} ${reason}`, {
    hint: "Repair or remove it; docker itself would not read it either.",
  });
}
