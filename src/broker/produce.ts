/**
 * Produce requests: record batches become records of the model's logs.
 *
 * Behaviour: a batch whose checksum is wrong is CORRUPT_MESSAGE, a compressed one
 * UNSUPPORTED_COMPRESSION_TYPE; then nothing of the request is written.
 * Source: reference C.9, C.10.
 */

import type { App } from '../kafkajs/app/app.ts'
import type { ProduceEntry } from '../model/network/application-requests.ts'
import type { Request, ResponseOf } from '../model/network/requests.ts'
import { errorNumber } from '../wire/error-codes.ts'
import { decodeRecordBatches, type ProducedBatch } from '../wire/record-batch.ts'
import type { WireRequestOf, WireResponse } from './apis.ts'
import { byTopic } from './by-topic.ts'
import { numberOf } from './errors.ts'

/** The model's request; null: the records cannot be read, and `refuseProduce` answers. */
export function produceRequest(wire: WireRequestOf<'Produce'>): Request | null {
  const batches: ProducedBatch[] = []
  const partitions: ProduceEntry[] = []
  for (const { name, partitionData } of wire.topicData) {
    for (const { index, records } of partitionData) {
      for (const batch of records === null ? [] : decodeRecordBatches(records)) {
        if (batch.kind !== 'batch') return null
        batches.push(batch)
        partitions.push({
          topic: name,
          partition: index,
          baseSequence: batch.baseSequence,
          records: batch.records,
        })
      }
    }
  }
  const [first] = batches
  return {
    api: 'Produce',
    transactionalId: wire.transactionalId,
    producerId: first?.producerId ?? -1,
    producerEpoch: first?.producerEpoch ?? -1,
    acks: wire.acks,
    partitions,
  }
}

/** The answer on the wire. */
export function produceResponse({ api, partitions }: ResponseOf<'Produce'>): WireResponse {
  return {
    api,
    responses: byTopic(partitions).map(({ topic, partitions: indexes }) => ({
      name: topic,
      partitionResponses: indexes.map((index) => {
        const found = partitions.find((one) => one.topic === topic && one.partition === index)
        if (found === undefined) throw new Error(`${topic}-${index} was not written`)
        const { error, baseOffset, logStart } = found
        return {
          index,
          errorCode: numberOf(error),
          baseOffset,
          logAppendTimeMs: -1,
          logStartOffset: logStart,
        }
      }),
    })),
  }
}

function refusalOf({ topicData }: WireRequestOf<'Produce'>) {
  for (const { partitionData } of topicData) {
    for (const { records } of partitionData) {
      const last = records === null ? undefined : decodeRecordBatches(records).at(-1)
      if (last?.kind === 'refused') return last
    }
  }
  throw new Error('every batch of this request can be read')
}

/**
 * The answer to a request whose records cannot be read. Codecs that a user brings cannot be
 * simulated, which is told to him: the error alone would have him look for it in his brokers.
 */
export function refuseProduce(app: App, wire: WireRequestOf<'Produce'>): WireResponse {
  const { error, codec } = refusalOf(wire)
  const errorCode = errorNumber(error)
  if (codec !== null) {
    const what = `produces records compressed with ${codec}, which is not simulated`
    app.escaped(`the service ${what}: use gzip, or no compression, here`)
  }
  return {
    api: wire.api,
    responses: wire.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: partitionData.map(({ index }) => ({
        ...{ index, errorCode, baseOffset: -1, logAppendTimeMs: -1, logStartOffset: -1 },
      })),
    })),
  }
}
