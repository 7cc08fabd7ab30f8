import { readable, writable } from "./token.mjs";

/** @typedef {import("./entries.mjs").Entries} Entries */
/** @typedef {import("./entries.mjs").Entry} Entry */
/** @typedef {import("./faults.mjs").Operation} Operation */
/** @typedef {import("./token.mjs").Scopes} Scopes */
/** @typedef {{ key: string, version: string, restore_keys?: string[], size_bytes?: string | number }} Question */
/** @typedef {{ operation: Operation, scopes: Scopes, question: Question }} Call */
/** @typedef {(entry: Entry, permission: "r" | "w") => string} SignUrl */

/**
 * What the service says to a call: an error of the Twirp protocol, or an answer, of which some are refusals too.
 *
 * @param {Call} call
 * @param {Entries} entries
 * @param {SignUrl} signUrl
 * @returns {{ status: number, msg: string } | { ok: boolean, message?: string }}
 */
export function answer({ operation, scopes, question }, entries, signUrl) {
  if (operation === "lookup") return lookUp({ scopes, question }, entries, signUrl);
  const scope = writable(scopes);
  if (scope === undefined) return { ok: false, message: "cache write denied: token has no writable scopes" };
  const identity = { scope, key: question.key, version: question.version };
  return operation === "reserve"
    ? reserve(identity, entries, signUrl)
    : finalize(identity, entries, question);
}

/** @param {Pick<Call, "scopes" | "question">} call @param {Entries} entries @param {SignUrl} signUrl */
function lookUp({ scopes, question: { key, version, restore_keys: restoreKeys = [] } }, entries, signUrl) {
  const scopesToRead = readable(scopes);
  if (scopesToRead.length === 0)
    return { status: 403, msg: "cache read denied: token has no readable scopes" };
  const found = entries.find(scopesToRead, { key, version, restoreKeys });
  if (!found) return { ok: false, signed_download_url: "", matched_key: "" };
  return { ok: true, signed_download_url: signUrl(found, "r"), matched_key: found.key };
}

/** @param {import("./entries.mjs").Identity} identity @param {Entries} entries @param {SignUrl} signUrl */
function reserve(identity, entries, signUrl) {
  const entry = entries.reserve(identity);
  if (entry) return { ok: true, signed_upload_url: signUrl(entry, "w") };
  return { status: 409, msg: "cache entry with the same key, version, and scope already exists" };
}

/** @param {import("./entries.mjs").Identity} identity @param {Entries} entries @param {Question} question */
function finalize(identity, entries, { size_bytes: sizeBytes }) {
  const entry = entries.finalize(identity, Number(sizeBytes));
  if (entry) return { ok: true, entry_id: String(entry.id) };
  return { ok: false, entry_id: "0", message: "cache entry was not uploaded completely" };
}
