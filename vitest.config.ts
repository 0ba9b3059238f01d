import { defineConfig } from 'vitest/config'

// Searches are pure computing: as many at a time as there are cores, on two cores also two.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
})
