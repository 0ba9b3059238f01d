import { defineConfig } from 'vitest/config'

/** The package as users get it: packed, installed in other projects, run there. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    globalSetup: 'test/package/pack-once.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
