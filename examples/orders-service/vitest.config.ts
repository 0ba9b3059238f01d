import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A search runs the service some fifty times for each fault.
    testTimeout: 120_000,
  },
})
