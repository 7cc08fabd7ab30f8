import { closest, distance } from "fastest-levenshtein";
import { type Document, LineCounter, parseDocument } from "yaml";
import { ActionError } from "./failure.ts";
import { DOCKER_HUB, parseImageName } from "./reference.ts";

/**
 * A username and password for one registry. The password can be empty: so is a secret that is not there for this run,
 * as for a pull request from a fork. Whether that matters is decided with the plan.
 */
export interface Login {
  /** The host as in image names: `docker.io`, `ghcr.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

/** What proves to a registry who we are: a login, or a token that stands for one (OAuth2 calls it a refresh token). */
export type Credentials =
  { readonly username: string; readonly password: string } | { readonly identityToken: string };

const KEYS = ["registry", "username", "password"];

/** Keys of docker/login-action that we do not take, and what to do instead. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["scope", "Leave it out: a login is used for every repository of its registry."],
  ["ecr", "Run aws-actions/amazon-ecr-login in a step before, and leave the entry out."],
]);

const SYNTAX = "Write a list of - registry: ghcr.io, username: …, password: … entries.";

/**
 * Reads the inputs of a single login. Undefined when neither username nor password is given; the registry is docker.io
 * when not given, and only the host of what is given counts.
 * @throws ActionError `input` for a password without username, never quoting either.
 */
export function parseLogin({ registry, username, password }: Login): Login | undefined {
  if (username === "" && password === "") return undefined;
  return checkedLogin({ registry: parseRegistry(registry), username, password }, "the login");
}

/**
 * Reads a YAML list of logins, as docker/login-action's `registry-auth`: entries of registry (docker.io when left out),
 * username and password. An empty text is no login. Values are texts: `password: 0123` keeps its zero.
 * @throws ActionError `input`, naming the entry and never quoting a value but the registry.
 */
export function parseRegistryAuth(text: string): readonly Login[] {
  const logins = parseYamlList(text).map((entry, index) => parseEntry(entry, index + 1));
  logins.forEach(({ registry }, index) => {
    const earlier = logins.findIndex((login) => login.registry === registry);
    if (earlier === index) return;
    throw new ActionError("input", `entries ${earlier + 1} and ${index + 1} are both for ${registry}`, {
      hint: "Give one login for each registry.",
    });
  });
  return logins;
}

/**
 * Reads a registry as people write it (`https://ghcr.io/`, `ghcr.io/acme`, `index.docker.io`) into its host. Empty is
 * docker.io.
 * @throws ActionError `input` for what is no host.
 */
export function parseRegistry(text: string): string {
  const host = hostOf(text);
  if (host === "") return DOCKER_HUB;
  try {
    const name = parseImageName(`${host}/some/image`);
    if (name.repository === "some/image") return name.registry;
  } catch {
    // said below, in words that fit a registry
  }
  throw new ActionError("input", `"${text.trim()}" is not a registry`, {
    hint: "Write its host, such as ghcr.io, registry.example.com or 127.0.0.1:5000.",
  });
}

/** The key of a registry in docker's config.json. */
export function configKey(registry: string): string {
  return registry === DOCKER_HUB ? "https://index.docker.io/v1/" : registry;
}

/** The registry that a key of docker's config.json stands for: `https://ghcr.io/v2/` is ghcr.io. */
export function registryOfKey(key: string): string {
  const host = hostOf(key);
  return host === "index.docker.io" || host === "registry-1.docker.io" ? DOCKER_HUB : host;
}

function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/.*/s, "");
}

/** YAML's own errors quote the text around them, which holds passwords: only the line number is passed on. */
function parseYamlList(text: string): readonly unknown[] {
  const lineCounter = new LineCounter();
  // With this schema every scalar is a text; a tag would change that, and is only a warning.
  const document = parseDocument(text, { schema: "failsafe", lineCounter, logLevel: "silent" });
  const [trouble] = [...document.errors, ...document.warnings];
  if (trouble !== undefined) throw invalidYaml(` at line ${lineCounter.linePos(trouble.pos[0]).line}`);
  if (document.contents === null) return [];
  const value = plainValue(document);
  if (!Array.isArray(value)) throw new ActionError("input", "the logins are not a list", { hint: SYNTAX });
  return value;
}

function plainValue(document: Document): unknown {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  } catch {
    throw invalidYaml(", or uses an alias"); // which is what a password that starts with * looks like
  }
}

function invalidYaml(detail: string): ActionError {
  return new ActionError("input", `the text is not valid YAML${detail}`, {
    hint: `${SYNTAX} Put quotes around a value that starts with a special character such as * & ! % @.`,
  });
}

function parseEntry(entry: unknown, number: number): Login {
  if (!(entry instanceof Map))
    throw new ActionError("input", `entry ${number} has no keys`, { hint: SYNTAX });
  const fields: ReadonlyMap<unknown, unknown> = entry;
  const field = (key: string): string => {
    const value = fields.get(key) ?? "";
    if (typeof value === "string") return value;
    throw new ActionError("input", `${key} of entry ${number} is not a text`, { hint: SYNTAX });
  };
  const registry = parseRegistry(field("registry"));
  const place = `entry ${number} (${registry})`;
  for (const key of fields.keys()) if (!isKey(key)) throw unknownKey(key, place);
  // A block text ends with a line break that nobody means.
  const password = field("password").replace(/[\r\n]+$/, "");
  return checkedLogin({ registry, username: field("username"), password }, place);
}

function checkedLogin(login: Login, place: string): Login {
  if (login.username === "") {
    throw new ActionError("input", `${place} has no username`, {
      hint: "Username and password go together.",
    });
  }
  if (!login.username.includes(":")) return login;
  throw new ActionError("input", `the username of ${place} has a colon`, {
    hint: "Registries are sent username:password, so a username cannot hold a colon.",
  });
}

function isKey(key: unknown): boolean {
  return KEYS.some((known) => known === key);
}

function unknownKey(key: unknown, place: string): ActionError {
  if (typeof key !== "string")
    return new ActionError("input", `${place} has a key that is not a text`, { hint: SYNTAX });
  const hint = UNSUPPORTED.get(key);
  if (hint !== undefined)
    return new ActionError("input", `${place} has ${key}, which is not supported`, { hint });
  const nearest = closest(key, KEYS);
  // What is not like a key may be a password that lost its own.
  const shown = distance(key, nearest) <= 3 ? `"${key}", which is not known` : "a key that is not known";
  return new ActionError("input", `${place} has ${shown}`, {
    hint: `Did you mean ${nearest}? Allowed are ${KEYS.join(", ")}.`,
  });
}
