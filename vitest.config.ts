import { defineConfig } from 'vitest/config';

const shared = { setupFiles: ['test/support/fail-on-noise.ts'], testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    reporters: ['default', './test/support/plain-reporter.ts'],
    projects: [
      { test: { ...shared, name: 'unit', sequence: { groupOrder: 0 }, include: ['test/unit/**/*.test.ts'] } },
      // The kit against a server with one fault at a time: too slow for every look, and it needs no database.
      {
        test: {
          ...shared,
          name: 'conformance',
          sequence: { groupOrder: 4 },
          include: ['test/conformance/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts', 'test/faults/**/*.test.ts'],
          globalSetup: ['test/support/postgres-setup.ts'],
          // One private database per worker, shared by the files it runs.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'embedded',
          sequence: { groupOrder: 2 },
          // The core of the suite again, on PGlite in this process.
          include: ['test/integration/edge/**/*.test.ts', 'test/integration/core/keystone.test.ts'],
          env: { TEST_DATABASE: 'embedded' },
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['test/e2e/**/*.test.ts'],
          maxWorkers: 1,
        },
      },
    ],
  },
});
