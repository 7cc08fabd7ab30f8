import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {"reserve" | "finalize" | "lookup" | "upload" | "download"} Operation */

/**
 * What goes wrong with an operation: a status instead of its answer, a connection that is closed without one (`reset`),
 * an answer that comes late, or, of a download, one that lacks its end or has a wrong byte in it.
 *
 * @typedef {object} Fault
 * @property {number} [status]
 * @property {string} [message] - What the answer says, with `status`.
 * @property {number} [retryAfterSeconds] - With `status` 429.
 * @property {boolean} [reset]
 * @property {number} [stallMs]
 * @property {boolean} [truncate]
 * @property {boolean} [corrupt]
 * @property {RegExp} [key] - Of which entries; by default of all.
 * @property {number} [times] - How often; by default until the fault is removed.
 */

/** @typedef {Partial<Record<Operation, Fault>>} Faults */

/** The codes of the Twirp protocol. @type {Readonly<Record<number, string>>} */
const CODES = {
  401: "unauthenticated",
  403: "permission_denied",
  404: "not_found",
  409: "already_exists",
  429: "resource_exhausted",
  500: "internal",
  503: "unavailable",
};

/** Those of Azure's storage. @type {Readonly<Record<number, string>>} */
const BLOB_CODES = { 403: "AuthenticationFailed", 404: "BlobNotFound", 503: "ServerBusy" };

/**
 * The fault of an operation on an entry, which is used up once its times are over.
 *
 * @param {Faults} faults
 * @param {Operation} operation
 * @param {string | undefined} key
 * @returns {Fault}
 */
export function takeFault(faults, operation, key = "") {
  const fault = faults[operation] ?? {};
  if (fault.key && !fault.key.test(key)) return {};
  if (fault.times !== undefined) {
    if (fault.times <= 1) delete faults[operation];
    else faults[operation] = { ...fault, times: fault.times - 1 };
  }
  return fault;
}

/**
 * Fails a request where the fault says so, and tells whether it did; waits where it says that.
 *
 * @param {Operation} operation
 * @param {Fault} fault
 * @param {import("node:http").ServerResponse} response
 */
export async function applyFault(
  operation,
  { status, message, retryAfterSeconds, reset, stallMs },
  response,
) {
  if (stallMs !== undefined) await sleep(stallMs, undefined, { ref: false });
  if (reset) response.socket?.destroy();
  else if (status === undefined) return false;
  else {
    if (retryAfterSeconds !== undefined) response.setHeader("retry-after", retryAfterSeconds);
    const isStorage = operation === "upload" || operation === "download";
    (isStorage ? refuseBlob : refuse)(response, status, message ?? "");
  }
  return true;
}

/**
 * Answers with an error as the storage does.
 *
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} message
 */
export function refuseBlob(response, status, message) {
  const code = BLOB_CODES[status] ?? "InternalError";
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": code });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

/**
 * Answers with an error of the Twirp protocol.
 *
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} msg
 */
export function refuse(response, status, msg) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ code: CODES[status] ?? "unknown", msg }));
}

/** What a download with a fault sends instead of the bytes. @param {Buffer} bytes @param {Fault} fault */
export function spoil(bytes, { truncate, corrupt }) {
  if (corrupt) {
    const copy = Buffer.from(bytes);
    const at = copy.byteLength >> 1;
    copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
    return copy;
  }
  return truncate ? bytes.subarray(0, bytes.byteLength >> 1) : bytes;
}
