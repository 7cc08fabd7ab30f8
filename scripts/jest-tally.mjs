/** Closes a test run with one plain line that any CI can read: `N passed, N failed, N skipped`. */
export default class Tally {
  /** @param {unknown} _contexts @param {import("@jest/reporters").AggregatedResult} results */
  onRunComplete(_contexts, results) {
    const {
      numPassedTests,
      numFailedTests,
      numPendingTests,
      numFailedTestSuites,
      numRuntimeErrorTestSuites,
    } = results;
    const failed =
      numFailedTests + (numFailedTestSuites > 0 && numFailedTests === 0 ? numRuntimeErrorTestSuites : 0);
    console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
  }
}
