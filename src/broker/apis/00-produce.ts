/**
 * Produce: record batches become records of the model's logs.
 *
 * Behaviour: a batch whose checksum is wrong is CORRUPT_MESSAGE, a compressed one
 * UNSUPPORTED_COMPRESSION_TYPE; then nothing of the request is written. Codecs that a user brings
 * cannot be simulated, which is told to him: the error alone would have him look for it in his
 * brokers.
 * Source: reference C.9, C.10.
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
import type { Asker, BrokerApi } from '../broker-api.ts'
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

function toModel(
  wire: ProduceRequest,
  { client }: { readonly client: Asker },
): RequestOf<'Produce'> {
  const batches: ProducedBatch[] = []
  const partitions: ProduceEntry[] = []
  for (const { name, partitionData } of wire.topicData) {
    for (const { index, records } of partitionData) {
      for (const batch of records === null ? [] : decodeRecordBatches(records)) {
        if (batch.kind !== 'batch') return unreadable(wire, client, batch)
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
  client: Asker,
  { error, codec: compression }: RefusedBatch,
): RequestOf<'Produce'> {
  if (compression !== null) {
    const what = `produces records compressed with ${compression}, which is not simulated`
    client.escaped(`the service ${what}: use gzip, or no compression, here`)
  }
  const partitions = topicData.flatMap(({ name, partitionData }) =>
    partitionData.map(({ index }) => {
      return { topic: name, partition: index, baseSequence: -1, records: [] }
    }),
  )
  const producer = { producerId: -1, producerEpoch: -1 }
  return { api, transactionalId, ...producer, acks, unreadable: error, partitions }
}
