import { ActionError, type FailureCode } from "./failure.ts";
import { DOCKER_HUB } from "./reference.ts";

/** An answer of a registry or its token endpoint that was not what we asked for. */
export interface Refusal {
  /** `docker.io`, as in image names. */
  readonly registry: string;
  /** Undefined when the whole registry was asked. */
  readonly repository: string | undefined;
  readonly status: number;
  readonly statusText: string;
  /** The text of the answer, free of secrets. */
  readonly body: string;
  /** True when no username and password were known. */
  readonly anonymous: boolean;
  /** True when it was the token endpoint that answered. */
  readonly token?: boolean;
  /** True when the registry took the token and missed a right in it. */
  readonly lacksScope?: boolean;
}

/** The answer behind an {@link ActionError}, as its cause. */
export class RegistryRefusal extends Error {
  override readonly name = "RegistryRefusal";
  readonly status: number;

  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

const WORDS_LIMIT = 300;

/**
 * Makes the error for a refusal: `registry-auth` when the registry does not know us, `registry-denied` when it knows us
 * and says no, `registry` for the rest. The message quotes the registry's own words.
 */
export function registryError(refusal: Refusal): ActionError {
  const { registry, repository, status } = refusal;
  const subject = repository === undefined ? registry : `${registry} (repository ${repository})`;
  const words = registryWords(refusal.body, refusal.statusText);
  const code = failureCode(refusal);
  return new ActionError(code, `${subject} ${verdict(code, refusal)}: ${words} (HTTP ${status})`, {
    hint: hint(code, refusal),
    cause: new RegistryRefusal(status, words),
  });
}

/** Tells whether an error means that the registry has no such thing, so that looking again later may help. */
export function isAbsent(error: unknown): boolean {
  return error instanceof ActionError && error.cause instanceof RegistryRefusal && error.cause.status === 404;
}

/**
 * What a registry says in the body of an answer, else the status text: at most 300 characters, on one line.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
export function registryWords(body: string, statusText: string): string {
  const words = parseWords(body)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  if (words.length > WORDS_LIMIT) return `${words.slice(0, WORDS_LIMIT - 1)}…`;
  return words === "" ? statusText : words;
}

function parseWords(body: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return ""; // an HTML page of a proxy says nothing that its status does not
  }
  const { errors } = (answer ?? {}) as { errors?: unknown };
  return (Array.isArray(errors) ? errors : [answer]).map(oneMessage).join("; ");
}

/** The spec's `message` and `detail`, and what Docker Hub's (`details`) and OAuth's token endpoints say instead. */
function oneMessage(error: unknown): string {
  const fields = (error ?? {}) as Readonly<Record<string, unknown>>;
  const texts = ["message", "error_description", "details", "detail"]
    .map((key) => fields[key])
    .filter((value) => typeof value === "string" && value !== "");
  const code = fields["code"] ?? fields["error"];
  return texts.length === 0 && typeof code === "string" ? code : texts.join(", ");
}

function failureCode({ status, token, lacksScope }: Refusal): FailureCode {
  if (token === true && [400, 401, 403].includes(status)) return "registry-auth";
  if (status === 403 || (status === 401 && lacksScope === true)) return "registry-denied";
  return status === 401 ? "registry-auth" : "registry";
}

function verdict(code: FailureCode, { status, anonymous, token }: Refusal): string {
  if (code === "registry-auth") return anonymous ? "asks for a login" : "does not accept the login";
  if (code === "registry-denied") return "denies access";
  if (token === true) return "gives no token";
  return status === 404 ? "has no such thing" : "failed";
}

function hint(code: FailureCode, refusal: Refusal): string {
  const { registry, repository = "the repository", status, anonymous } = refusal;
  if (code === "registry-auth" && anonymous) {
    return `Give username and password for ${registry}, or an entry in registry-auth.${githubHint(registry)}`;
  }
  if (code === "registry-auth") {
    const kind = registry === DOCKER_HUB ? ", which for Docker Hub is best an access token" : "";
    return `Check the username and the password${kind}; a token may have expired.${githubHint(registry)}`;
  }
  if (code === "registry-denied") {
    const settings = ` If the package exists, give this repository write access under "Manage Actions access" in the package's settings.`;
    const github = registry === "ghcr.io" ? `${githubHint(registry)}${settings}` : "";
    return `Check that the account or token has pull and push rights on ${repository}, and that it exists.${github}`;
  }
  if (status === 404) return "Check the name and the tag; a repository may have to be created first.";
  if (status === 429) return `${registry} limits how often it is asked: log in, or try again later.`;
  return `Try again later, and see whether ${registry} reports an outage.`;
}

function githubHint(registry: string): string {
  return registry === "ghcr.io" ? ' For github.token the job needs "permissions: packages: write".' : "";
}
