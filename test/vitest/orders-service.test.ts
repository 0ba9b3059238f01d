/** The example's own claims, on its own files: one version loses records, its twin does not. */
import { expect, test } from 'vitest'
import { service } from '../../src/kafkajs/index.ts'
import '../../src/vitest/index.ts'

const source = (file: string) =>
  new URL(`../../examples/orders-service/src/${file}`, import.meta.url)

test('leaving a batch early loses what is left of it', { timeout: 120_000 }, async () => {
  const assertion = expect(service(source('consumer.ts'))).toHold('at-least-once', {
    under: ['shutdown'],
  })
  await expect(assertion).rejects.toThrow(
    /is asked to stop +← fault[\s\S]+commits orders-\d → [\s\S]+ lost: below the committed offset/,
  )
})

test('its twin loses none', { timeout: 120_000 }, async () => {
  await expect(source('consumer-fixed.ts')).toHold('at-least-once', {
    under: ['none', 'crash', 'shutdown', 'join'],
    scenario: { records: 10 },
  })
})
