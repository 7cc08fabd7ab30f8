import { PLATFORMS } from "./workload.mjs";

/** @typedef {import("./published-image.mjs").Layer} Layer */
/** @typedef {import("./scenario.mjs").Step} Step */

/**
 * The layers that tell what was run again: each has a stamp in it that is another one after every run of its step.
 *
 * @typedef {object} Stamped
 * @property {readonly string[]} install - Digests, one for each platform.
 * @property {readonly string[]} build
 */

/**
 * @param {ReadonlyMap<string, readonly Layer[]>} image
 * @returns {Stamped}
 */
export function stampedLayers(image) {
  const layers = PLATFORMS.map((platform) => {
    const [install, build] = (image.get(platform) ?? []).slice(-2);
    if (!install || !build) throw new Error(`The image for ${platform} was not published.`);
    return { install: install.digest, build: build.digest };
  });
  return { install: layers.map(({ install }) => install), build: layers.map(({ build }) => build) };
}

/**
 * Tells whether a run took from the cache all that it could. Fails where it did less than it had to: such a run would
 * only look fast.
 *
 * @param {Step} step
 * @param {Stamped} layers - What the run published.
 * @param {{ own: ReadonlySet<string>, all: ReadonlySet<string> }} before - The layers that this contestant published
 *   since its cache was empty, and those that anybody ever did.
 */
export function judgeHit({ runs, tag }, { install, build }, before) {
  /** @type {Record<Step["runs"], readonly string[]>} */
  const madeBy = { all: [...install, ...build], build, nothing: [] };
  const made = madeBy[runs];
  const stale = made.filter((digest) => before.all.has(digest));
  if (stale.length > 0) throw new Error(`The run "${tag}" published layers that are none of its own.`);
  return [...install, ...build].every((digest) => made.includes(digest) || before.own.has(digest));
}

/** What is saved once more may be compressed once more, but not to nothing. */
const LEAST_SAVED_SHARE = 0.8;

/**
 * Fails where a run has saved less than it made: it, or the next one, would only look fast.
 *
 * @param {Step} step
 * @param {number} upBytes
 * @param {import("./reference.mjs").Reference} reference
 */
export function requireSaved({ runs, tag }, upBytes, { cacheBytes, changedBytes }) {
  const dueBytes = { all: cacheBytes, build: changedBytes, nothing: 0 }[runs];
  if (upBytes < dueBytes * LEAST_SAVED_SHARE) {
    throw new Error(`The run "${tag}" saved ${upBytes} bytes of the ${dueBytes} that it made.`);
  }
}
