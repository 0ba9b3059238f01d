import { defineConfig } from 'vitest/config'

/**
 * Searches are pure computing: as many at a time as there are cores, on two cores also two.
 *
 * Files share the modules of their worker. What is tested keeps nothing between two runs (a test of
 * its own says so), to load it anew for each file would take a quarter of the time, and code that
 * is compiled by the machine already stays so. A test that changes the process changes it back.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: '100%',
    isolate: false,
    // A busy machine may be six times as slow as an idle one, on which no test takes half of this.
    testTimeout: 120_000,
  },
})
