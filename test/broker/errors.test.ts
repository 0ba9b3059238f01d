/** The model's errors, as clients of kafkajs' age are told them. */
import { expect, test } from 'vitest'
import { apis } from '../../src/broker/apis.ts'
import type { Surroundings } from '../../src/broker/broker-api.ts'
import { modelError, numberOf } from '../../src/broker/errors.ts'
import { createCluster } from '../../src/model/cluster/create-cluster.ts'
import type { KafkaErrorCode } from '../../src/model/errors.ts'
import { answerableCodes } from '../../src/model/meter/points.ts'
import type { Request, Response } from '../../src/model/network/requests.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { WireMessage } from '../../src/wire/codec.ts'
import { errorNumber } from '../../src/wire/error-codes.ts'

test('numbers become names of the model again, where it has one', () => {
  for (const code of answerableCodes) {
    if (code !== 'DISCONNECTED') expect(modelError(numberOf(code))).toBe(code)
  }
  expect(modelError(errorNumber('INVALID_REQUEST'))).toBe('UNKNOWN_SERVER_ERROR')
})

const topics = [{ name: 'orders', partitions: [{ partitionIndex: 0 }] }]

test('a broken connection has no number', () => {
  expect(() => numberOf('DISCONNECTED')).toThrow(RangeError)
})

test('older clients are told older words', () => {
  const cluster = createCluster(defaultScenario)
  const told = (name: string, error: KafkaErrorCode, version: number) => {
    const surroundings = { cluster, version } as Surroundings
    const api = apis.find(({ codec }) => codec.api === name)
    const answer = api?.rule.refuse({ api: name } as Request, error) as Response
    return JSON.stringify(api?.toWire(answer, { topics } as unknown as WireMessage, surroundings))
  }
  for (const name of ['EndTxn', 'AddPartitionsToTxn', 'AddOffsetsToTxn']) {
    expect(told(name, 'PRODUCER_FENCED', 1)).toContain('"errorCode":47')
    expect(told(name, 'PRODUCER_FENCED', 2)).toContain('"errorCode":90')
  }
  expect(told('InitProducerId', 'PRODUCER_FENCED', 3)).toContain('"errorCode":47')
  expect(told('InitProducerId', 'PRODUCER_FENCED', 4)).toContain('"errorCode":90')
  expect(told('Heartbeat', 'FENCED_INSTANCE_ID', 3)).toContain('"errorCode":82')
  expect(told('TxnOffsetCommit', 'COORDINATOR_LOAD_IN_PROGRESS', 1)).toContain('"errorCode":15')
  expect(told('TxnOffsetCommit', 'COORDINATOR_LOAD_IN_PROGRESS', 2)).toContain('"errorCode":14')
  expect(told('OffsetCommit', 'COORDINATOR_LOAD_IN_PROGRESS', 5)).toContain('"errorCode":14')
})
