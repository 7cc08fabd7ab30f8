import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { say } from "./progress.mjs";
import { waitUntil } from "./wait.mjs";

/** @param {string} file */
function readHolder(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** @param {string} holder */
function isAlive(holder) {
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * Linking a written file is atomic, so nobody ever reads a lock without its holder.
 *
 * @param {string} file
 */
function tryTake(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(mine);
  }
}

/**
 * Two who find the same dead holder must not both remove the lock: the second would remove the first one's new lock.
 * Only one can rename a given file, and who renamed the wrong one puts it back.
 *
 * @param {string} file
 * @param {string} holder
 */
function removeStale(file, holder) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) !== holder) linkSync(aside, file);
    rmSync(aside);
  } catch {
    // Somebody else was faster.
  }
}

/**
 * Does the work while no other process holds the same lock; a lock whose holder died is taken over.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let waitsFor = "";
  const take = () => {
    if (tryTake(file)) return true;
    const holder = readHolder(file) ?? waitsFor;
    if (holder !== waitsFor) say(`Waiting for process ${holder}, which is working on the same folder.`);
    if (holder !== "" && !isAlive(holder)) removeStale(file, holder);
    waitsFor = holder;
    return false;
  };
  const taken = await waitUntil(take, { timeoutMs: 300_000, everyMs: 100 });
  if (!taken) {
    throw new Error(
      `Process ${readHolder(file)} has held ${file} for 5 minutes. End it if it hangs; remove the file if it is not ours.`,
    );
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
