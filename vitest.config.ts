import { defineConfig } from 'vitest/config'

/**
 * Searches are pure computing: as many at a time as there are cores, on two cores also two.
 *
 * Files share the modules of their worker. What is tested keeps nothing between two runs (a test of
 * its own says so), and what the engine has compiled for one file serves the next. A test that
 * changes the process changes it back.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // `npm run test:package` runs these: they pack and install, which takes longer than all others.
    exclude: ['test/package/**'],
    globalSetup: 'test/build-once.ts',
    maxWorkers: '100%',
    isolate: false,
    // Nowhere may annotations stand in what a command prints, but where a test asks for them.
    env: { GITHUB_ACTIONS: '' },
    // For busy machines: a test of 14 s of computing has taken 69 s on one.
    testTimeout: 120_000,
  },
})
