/**
 * Produce: record batches become records of the model's logs.
 *
 * Behaviour: a batch whose checksum is wrong, or that cannot be unpacked, is CORRUPT_MESSAGE, and
 * then nothing of the request is written. Records are kept as they were before they were
 * compressed, and read like that.
 * Source: reference C.9, C.10; `ProduceRequest.validateRecords`.
 */
import { produceRule } from '../../model/cluster/produce.ts'
import type { ProduceEntry } from '../../model/network/application-requests.ts'
import type { RequestOf } from '../../model/network/requests.ts'
import {
  produce as codec,
  type ProduceRequest,
  type ProduceResponse,
} from '../../wire/apis/00-produce.ts'
import {
  decodeRecordBatches,
  type ProducedBatch,
  type RefusedBatch,
} from '../../wire/record-batch.ts'
import type { BrokerApi } from '../broker-api.ts'
import { byTopic } from '../by-topic.ts'
import { numberOf } from '../errors.ts'

/** Produce, between the wire and the model. */
export const produce: BrokerApi<'Produce', ProduceRequest, ProduceResponse> = {
  codec,
  rule: produceRule,
  traced: true,
  toModel,
  toWire: ({ api, partitions }) => ({
    api,
    responses: byTopic(partitions).map(({ topic, partitions: indexes }) => ({
      name: topic,
      partitionResponses: indexes.map((index) => {
        const found = partitions.find((one) => one.topic === topic && one.partition === index)
        if (found === undefined) throw new Error(`${topic}-${index} was not written`)
        const { error, baseOffset, logStart } = found
        return {
          ...{ index, baseOffset, errorCode: numberOf(error) },
          ...{ logAppendTimeMs: -1, logStartOffset: logStart },
        }
      }),
    })),
  }),
}

/** The version from which on records may be compressed with zstd. */
const zstdSince = 7

function toModel(
  wire: ProduceRequest,
  { version }: { readonly version: number },
): RequestOf<'Produce'> {
  const refused = version < zstdSince ? (['zstd'] as const) : []
  const batches: ProducedBatch[] = []
  const partitions: ProduceEntry[] = []
  for (const { name, partitionData } of wire.topicData) {
    for (const { index, records } of partitionData) {
      for (const batch of records === null ? [] : decodeRecordBatches(records, refused)) {
        if (batch.kind !== 'batch') return unreadable(wire, batch)
        const { baseSequence } = batch
        batches.push(batch)
        partitions.push({ topic: name, partition: index, baseSequence, records: batch.records })
      }
    }
  }
  const [first] = batches
  const { producerId = -1, producerEpoch = -1 } = first ?? {}
  const { api, transactionalId, acks } = wire
  return { api, transactionalId, producerId, producerEpoch, acks, partitions }
}

function unreadable(
  { api, transactionalId, acks, topicData }: ProduceRequest,
  { error }: RefusedBatch,
): RequestOf<'Produce'> {
  const partitions = topicData.flatMap(({ name, partitionData }) =>
    partitionData.map(({ index }) => {
      return { topic: name, partition: index, baseSequence: -1, records: [] }
    }),
  )
  const producer = { producerId: -1, producerEpoch: -1 }
  return { api, transactionalId, ...producer, acks, unreadable: error, partitions }
}
