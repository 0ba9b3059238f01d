/**
 * Records that the task reports instead of writing them.
 *
 * Behaviour: a reported record is sent to the dead letter queue at once and waited for before the
 * next commit of its partition, where a failure ends the task. A record that is only logged is
 * given up. Without tolerance the report throws; a task that catches that goes on, and nothing is
 * waited for. Of partitions that are lost nothing is waited for either. `errors.tolerance=all` says
 * nothing of what `put` throws: that ends the task whatever it is, RetriableException excepted.
 * Left out: errors of converters and transformations, for whatever is polled here can be read, and
 * `errors.retry.timeout`, which is about these alone.
 * Source: `WorkerErrantRecordReporter`, `RetryWithToleranceOperator.executeFailed`,
 * `DeadLetterQueueReporter.report`, `SinkConnectorConfig.enableErrantRecordReporter`.
 */
import type { Program, TopicPartition } from '../../model/consumer/api.ts'
import { KafkaException } from '../../model/errors.ts'
import type { ErrantRecordReporter, ReportFuture } from './task.ts'
import { caught, includes, type Worker, without } from './worker-state.ts'

/** The reporter of a worker that has somewhere to report to. */
export function errantRecordReporter(worker: Worker): ErrantRecordReporter | null {
  const { config } = worker
  const queue = config['errors.deadletterqueue.topic.name']
  if (queue === '' && !config['errors.log.enable']) return null
  const isTolerated = config['errors.tolerance'] === 'all'
  return {
    *report(record) {
      const sent = queue === '' ? null : yield* worker.services.producer.send(queue, record)
      if (!isTolerated) {
        throw new KafkaException('ConnectException', 'Tolerance exceeded in error handler')
      }
      if (sent === null) yield* worker.services.skip(record)
      const future = futureOf(sent)
      const { topic, partition } = record
      worker.reported = [...worker.reported, { topic, partition, future }]
      return future
    },
  }
}

function futureOf(sent: { get(): Program<unknown> } | null): ReportFuture {
  return {
    *get() {
      if (sent !== null) yield* sent.get()
    },
  }
}

/** Waits until the queue has what was reported of these partitions. */
export function* awaitReported(
  worker: Worker,
  partitions: readonly TopicPartition[],
): Program<void> {
  const awaited = worker.reported.filter((one) => includes(partitions, one))
  forgetReported(worker, partitions)
  try {
    for (const { future } of awaited) yield* future.get()
  } catch (error) {
    const { name } = caught(error).error as Error
    throw new KafkaException('ConnectException', `a report was answered with ${name}`)
  }
}

/** Nobody waits for them any more. */
export function forgetReported(worker: Worker, partitions: readonly TopicPartition[]): void {
  worker.reported = without(worker.reported, partitions)
}
