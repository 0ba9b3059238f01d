/** The one registry of APIs: what forgetting a step of adding one would break. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apis } from '../../src/broker/apis.ts'
import { apiKeysMax } from '../../src/model/meter/points.ts'
import { apiName } from '../../src/wire/api-names.ts'
import { internal } from '../wire/kafkajs-protocol.ts'

const source = join(import.meta.dirname, '../../src')

/** `08` of `08-offset-commit.ts`; files without a number are parts of others. */
function keysIn(folder: string): readonly number[] {
  return readdirSync(join(source, folder))
    .flatMap((file) => /^(\d+)-[a-z-]+\.ts$/.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

test('each file of an API is registered, in order of the keys', () => {
  const keys = apis.map(({ codec }) => codec.key)
  expect(keysIn('wire/apis')).toEqual(keys)
  expect(keysIn('broker/apis')).toEqual(keys)
})

test('codec and rule are of one API, by Kafka’s name and number', () => {
  for (const { codec, rule } of apis) {
    expect([rule.api, rule.key]).toEqual([codec.api, codec.key])
    expect(codec.api).toBe(apiName(codec.key))
    expect(rule.key).toBeLessThan(apiKeysMax)
  }
})

interface KafkajsRequest {
  readonly versions: readonly string[]
}

test('the newest version that kafkajs speaks is one of ours', () => {
  const { requests } = internal<{ requests: Readonly<Record<string, KafkajsRequest>> }>(
    'protocol/requests',
  )
  for (const { codec } of apis) {
    const name = codec.api === 'FindCoordinator' ? 'GroupCoordinator' : codec.api
    const newest = Number(requests[name]?.versions.at(-1) ?? codec.minVersion)
    expect(newest, codec.api).toBeGreaterThanOrEqual(codec.minVersion)
    expect(newest, codec.api).toBeLessThanOrEqual(codec.maxVersion)
  }
})

test('each answer that is nothing but an error is of its API', () => {
  for (const { rule } of apis) {
    const request = { api: rule.api, topics: [], partitions: [], memberId: '' }
    const answer = rule.refuse(request as never, 'UNKNOWN_SERVER_ERROR')
    expect([answer.api, answer.error]).toEqual([rule.api, 'UNKNOWN_SERVER_ERROR'])
  }
})
