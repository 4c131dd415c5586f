import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/** The plain last line that CI reads: "N passed, N failed", and how many were skipped. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    // For example a global setup that threw: nothing ran, and that is not a pass.
    if (reason !== 'passed' && count.failed === 0) count.failed = 1;
    const skipped = count.skipped + count.pending;
    process.once('exit', () => {
      console.log(`${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    });
  }
}
