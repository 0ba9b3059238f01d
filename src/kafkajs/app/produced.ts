/** Records that a process's producers have had acknowledged: they may be copies of what it read. */
import type { ProduceRequest, ProduceResponse } from '../../wire/apis/00-produce.ts'
import { decodeRecordBatches } from '../../wire/record-batch.ts'
import type { Process } from '../simulation/simulation.ts'

/** An answer to Produce has reached the process. */
export function produceAcknowledged(
  app: Process,
  request: ProduceRequest,
  { responses }: ProduceResponse,
): void {
  if (!app.inHand.isAny) return
  const transaction = transactionOf(app, request.transactionalId)
  for (const { name: topic, partitionData } of request.topicData) {
    for (const { index: partition, records } of partitionData) {
      const answer = responses
        .find(({ name }) => name === topic)
        ?.partitionResponses.find(({ index }) => index === partition)
      if (records === null || answer === undefined || answer.errorCode !== 0) continue
      let offset = answer.baseOffset
      for (const batch of decodeRecordBatches(records)) {
        for (const payload of batch.kind === 'batch' ? batch.records : []) {
          app.inHand.acknowledged(
            { to: { topic, partition, offset: offset++ }, transaction },
            payload,
          )
        }
      }
    }
  }
}

/** Its number in the history; null: no transaction. */
function transactionOf(app: Process, transactionalId: string | null): number | null {
  if (transactionalId === null) return null
  const identity = app.producers.get(transactionalId)
  return app.simulation.world.transactions.findLastIndex(
    ({ producerId, producerEpoch }) =>
      producerId === identity?.producerId && producerEpoch === identity.producerEpoch,
  )
}
