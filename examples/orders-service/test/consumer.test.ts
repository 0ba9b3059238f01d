import 'ackurate/vitest'
import { expect, test } from 'vitest'

test('the fixed consumer loses no order', async () => {
  await expect('../src/consumer-fixed.ts').toHold('at-least-once', {
    under: ['none', 'crash', 'shutdown', 'join'],
  })
})

test('leaving a batch early loses what is left of it', async () => {
  await expect('../src/consumer.ts').not.toHold('at-least-once', { under: ['shutdown'] })
})
