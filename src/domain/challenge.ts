/** What a registry wants to see before it answers, as its `WWW-Authenticate` header says. */
export type Demand =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "bearer";
      /** The token endpoint. */
      readonly realm: URL;
      /** The name under which the token endpoint knows the registry. */
      readonly service: string | undefined;
      /** The rights that the refused request would have needed, `repository:acme/agent:pull`. */
      readonly scopes: readonly string[];
    };

interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

// A token, and when an equals sign follows also its value: quoted (with backslash escapes) or bare.
const ITEM = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;

/**
 * Reads the demand out of a `WWW-Authenticate` header, which may hold several challenges: a token endpoint is preferred
 * to Basic. Undefined when there is none that can be met: another scheme, or a token endpoint that is not a web address.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export function parseDemand(header: string | undefined): Demand | undefined {
  const challenges = parseChallenges(header ?? "");
  for (const { scheme, parameters } of challenges) {
    const realm = webAddress(parameters.get("realm"));
    if (scheme !== "bearer" || realm === undefined) continue;
    const scopes = (parameters.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    return { scheme, realm, service: parameters.get("service"), scopes };
  }
  return challenges.some(({ scheme }) => scheme === "basic") ? { scheme: "basic" } : undefined;
}

/**
 * Tells whether a 401 means "you may not" rather than "who are you": the token was good, its rights were too few.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function lacksScope(header: string | undefined): boolean {
  return parseChallenges(header ?? "").some(
    ({ parameters }) => parameters.get("error") === "insufficient_scope",
  );
}

function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const match of header.matchAll(ITEM)) {
    const name = String(match[1]).toLowerCase();
    const value = match[2]?.replace(/\\(.)/g, "$1") ?? match[3];
    // What has no value opens the next challenge; what has one belongs to the last that was opened.
    if (value === undefined) challenges.push({ scheme: name, parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name, value);
  }
  return challenges;
}

function webAddress(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
