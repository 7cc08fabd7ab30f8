import { randomUUID } from "node:crypto";

/** What tells entries apart. @typedef {{ scope: string, key: string, version: string }} Identity */

/**
 * @typedef {Identity & {
 *   id: number,
 *   signature: string,
 *   bytes: Buffer,
 *   blocks: Map<string, Buffer>,
 *   isReady: boolean,
 *   usedAt: number,
 * }} Entry
 * `blocks` are those that no block list has made part of `bytes` yet; `usedAt` counts uses, the last is the largest.
 */

/** What a lookup asks for. @typedef {{ key: string, restoreKeys: readonly string[], version: string }} Question */

/** The entries of one repository: immutable, told apart by scope, key and version, the least recently used go first. */
export class Entries {
  /** @type {Entry[]} Oldest first. */
  #entries = [];
  #made = 0;
  #uses = 0;
  #limitBytes;

  /** @param {number} limitBytes - What all may have together. */
  constructor(limitBytes) {
    this.#limitBytes = limitBytes;
  }

  /** Those that can be restored, oldest first. */
  get ready() {
    return this.#entries.filter(({ isReady }) => isReady);
  }

  get usedBytes() {
    return this.ready.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  /** Makes an entry to upload to; `undefined` where there is one already. @param {Identity} identity */
  reserve(identity) {
    if (this.#entries.some((entry) => isSame(entry, identity))) return undefined;
    this.#made += 1;
    /** @type {Entry} */
    const entry = {
      ...identity,
      id: this.#made,
      signature: randomUUID(),
      bytes: Buffer.alloc(0),
      blocks: new Map(),
      isReady: false,
      usedAt: 0,
    };
    this.#entries.push(entry);
    return entry;
  }

  /** Makes an uploaded entry one that can be restored. @param {Identity} identity @param {number} sizeBytes */
  finalize(identity, sizeBytes) {
    const entry = this.#entries.find((candidate) => isSame(candidate, identity) && !candidate.isReady);
    if (!entry || entry.bytes.byteLength !== sizeBytes) return undefined;
    this.#use(entry);
    entry.isReady = true;
    this.#makeRoom();
    return entry;
  }

  /**
   * Looks in one scope after the other: for the key itself, for the newest that begins with it, and so on for each
   * restore key.
   *
   * @param {readonly string[]} scopes
   * @param {Question} question
   */
  find(scopes, { key, restoreKeys, version }) {
    for (const scope of scopes) {
      const newestFirst = this.ready
        .filter((entry) => entry.scope === scope && entry.version === version)
        .reverse();
      for (const wanted of [key, ...restoreKeys]) {
        const found =
          newestFirst.find((entry) => entry.key === wanted) ??
          newestFirst.find((entry) => entry.key.startsWith(wanted));
        if (found) return this.#use(found);
      }
    }
    return undefined;
  }

  /** @param {number} id */
  withId(id) {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** Removes what has a key, in any scope, reserved or ready, and tells how many there were. @param {string} key */
  evict(key) {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
    return before - this.#entries.length;
  }

  /** @param {Entry} entry */
  #use(entry) {
    this.#uses += 1;
    entry.usedAt = this.#uses;
    return entry;
  }

  #makeRoom() {
    while (this.usedBytes > this.#limitBytes) {
      const [oldest] = this.ready.sort((one, other) => one.usedAt - other.usedAt);
      this.#entries = this.#entries.filter((entry) => entry !== oldest);
    }
  }
}

/** @param {Identity} one @param {Identity} other */
function isSame(one, other) {
  return one.scope === other.scope && one.key === other.key && one.version === other.version;
}
