/**
 * Tells the user a sentence. It goes to stderr, because stdout is what `eval` reads.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Says what is being done, does it, and says how long it took.
 *
 * @template T
 * @param {string} what - Such as "Downloading 9 packages".
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const startedAt = performance.now();
  process.stderr.write(`${what} … `);
  try {
    const result = await work();
    process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
    return result;
  } catch (error) {
    process.stderr.write("failed.\n");
    throw error;
  }
}
