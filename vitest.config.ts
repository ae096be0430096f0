import { defineConfig } from 'vitest/config';

/** Milliseconds: a guard against what never ends, far above what the slowest machine needs. No test says how fast something is. */
const HANGS = 600_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/rules/**', 'test/projects/**'],
    testTimeout: HANGS,
    hookTimeout: HANGS,
    expect: { poll: { timeout: 120_000 } },
    pool: 'threads',
    maxWorkers: 2,
  },
});
