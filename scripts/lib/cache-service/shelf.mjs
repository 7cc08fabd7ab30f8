import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {import("./entries.mjs").Entries} Entries */
/** @typedef {import("./entries.mjs").Identity} Identity */

const LIST = "entries.json";

/** Fills a service with what {@link keepEntries} left in a folder. @param {string} folder @param {Entries} entries */
export function takeEntries(folder, entries) {
  if (!existsSync(join(folder, LIST))) return;
  /** @type {Identity[]} */
  const identities = JSON.parse(readFileSync(join(folder, LIST), "utf8"));
  for (const [at, identity] of identities.entries()) {
    const entry = entries.reserve(identity);
    if (!entry) continue;
    entry.bytes = readFileSync(join(folder, String(at)));
    entries.finalize(identity, entry.bytes.byteLength);
  }
}

/** Leaves what a service holds in a folder, for another to begin with. @param {string} folder @param {Entries} entries */
export function keepEntries(folder, entries) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [at, { bytes }] of entries.ready.entries()) writeFileSync(join(folder, String(at)), bytes);
  const identities = entries.ready.map(({ scope, key, version }) => ({ scope, key, version }));
  writeFileSync(join(folder, LIST), JSON.stringify(identities));
}
