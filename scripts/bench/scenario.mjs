/**
 * One step of the history that every contestant goes through.
 *
 * @typedef {object} Step
 * @property {ScenarioName} scenario - What it is counted as.
 * @property {string} tag
 * @property {number} version - Of the sources.
 * @property {"all" | "build" | "nothing"} runs - Which of the image's layers have to be made anew.
 */

/** @typedef {"cold" | "unchanged" | "changed" | "commits"} ScenarioName */

/** @type {Readonly<Record<ScenarioName, string>>} */
export const SCENARIOS = {
  cold: "cold, empty cache",
  unchanged: "nothing changed",
  changed: "one line changed",
  commits: "each of the commits after",
};

/**
 * @param {number} commits - How many come after the change, each of one line.
 * @returns {readonly Step[]}
 */
export function planSteps(commits) {
  return [
    { scenario: "cold", tag: "cold", version: 0, runs: "all" },
    { scenario: "unchanged", tag: "unchanged", version: 0, runs: "nothing" },
    { scenario: "changed", tag: "changed", version: 1, runs: "build" },
    ...Array.from({ length: commits }, (_, at) => {
      return /** @type {const} */ ({
        scenario: "commits",
        tag: `commit-${at + 1}`,
        version: at + 2,
        runs: "build",
      });
    }),
  ];
}
