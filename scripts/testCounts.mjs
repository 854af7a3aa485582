import { existsSync, readFileSync } from 'node:fs';

/** How many tests there were, by outcome. */
export class TestCounts {
  passed = 0;
  failed = 0;
  skipped = 0;

  /**
   * Adds what jest wrote with `--json --outputFile`.
   *
   * @param exitCode - of jest; if it failed although no test did, that is one failure
   */
  addJest(resultFile, exitCode) {
    if (!existsSync(resultFile)) {
      this.failed += exitCode === 0 ? 0 : 1;
      return;
    }
    const result = JSON.parse(readFileSync(resultFile, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    this.passed += result.numPassedTests;
    this.failed += failed === 0 && exitCode !== 0 ? 1 : failed;
    this.skipped += result.numPendingTests + result.numTodoTests;
  }

  /** `12 passed, 0 failed`, and `, 3 skipped` where any were. */
  toString() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }
}
