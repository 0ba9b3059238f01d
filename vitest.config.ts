import { defineConfig } from 'vitest/config'

// Searches are pure computing: two at a time on a small machine are as fast as ten.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
  },
})
