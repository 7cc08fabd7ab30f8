/** What a scope lets its token do: a bit set, 1 to read and 2 to write. @typedef {Readonly<Record<string, number>>} Scopes */

/**
 * A token as GitHub makes it, without a signature that anybody checks: the scopes of its `ac` claim are in the order
 * in which entries are looked for, the run's own first.
 *
 * @param {Scopes} scopes
 */
export function makeToken(scopes) {
  const ac = Object.entries(scopes).map(([Scope, Permission]) => ({ Scope, Permission }));
  const [nbf, exp] = [-300, 6 * 3_600].map((seconds) => Math.floor(Date.now() / 1_000) + seconds);
  const payload = { ac: JSON.stringify(ac), nbf, exp, iss: "https://token.actions.githubusercontent.com" };
  return [{ typ: "JWT", alg: "RS256" }, payload, "loopback"].map(encode).join(".");
}

/** @param {unknown} part */
function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/**
 * The scopes of the token that a request presents; `undefined` when it is none.
 *
 * @param {string | undefined} authorization
 * @returns {Scopes | undefined}
 */
export function scopesOf(authorization = "") {
  try {
    const payload = authorization.replace("Bearer ", "").split(".")[1] ?? "";
    const { ac } = JSON.parse(Buffer.from(payload, "base64url").toString());
    /** @type {{ Scope: string, Permission: number }[]} */
    const scopes = JSON.parse(ac);
    return Object.fromEntries(scopes.map(({ Scope, Permission }) => [Scope, Permission]));
  } catch {
    return undefined;
  }
}

/** The scopes that may be read, in the order of the token. @param {Scopes} scopes */
export function readable(scopes) {
  return Object.keys(scopes).filter((scope) => (scopes[scope] ?? 0) & 1);
}

/** The scope that is written to. @param {Scopes} scopes */
export function writable(scopes) {
  return Object.keys(scopes).find((scope) => (scopes[scope] ?? 0) & 2);
}
