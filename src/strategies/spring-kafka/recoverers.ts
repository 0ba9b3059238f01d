/**
 * Recoverers: what becomes of a record when its retries are over.
 *
 * Behaviour: one that throws has not recovered the record: its count starts again and it is
 * delivered again (`resetStateOnRecoveryFailure`). DeadLetterPublishingRecoverer waits for the
 * brokers to acknowledge what it sends and throws if they do not (`failIfSendResultIsError`, since
 * 2.7 true); without that a failed send is only logged, and the record is lost.
 * Left out: `waitForSendResultTimeout` (a send of the model ends by an answer), headers, a resolver
 * of destinations per exception, sends inside a transaction of the container.
 * Source: reference B.4; `FailedRecordTracker.attemptRecovery`,
 * `DeadLetterPublishingRecoverer.accept`, `publish` and `verifySendResult`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import type { Outgoing } from '../../model/instance/ops.ts'
import type { Services } from '../strategy.ts'
import { isRuntimeException } from './listener-exceptions.ts'

/** What a recoverer may do with its record. */
export interface Recovery {
  /** Sends it (or what is given) to the topic and waits for the acknowledgement, or throws. */
  send(topic: string, record?: Outgoing): Program<void>
  /** Lets go of it on purpose. */
  skip(): Program<void>
  readonly services: Services
}

/** Spring's ConsumerRecordRecoverer. */
export interface Recoverer {
  readonly name: string
  /** False: it sends nothing, and may stand beside Kafka transactions, in which nothing can. */
  readonly sends?: boolean
  recover(record: ConsumerRecord, error: Error, recovery: Recovery): Program<void>
}

/** The default recoverer: it logs the record, which is acknowledged as if it were done. */
export function logAndSkip(): Recoverer {
  return { name: 'logAndSkip', sends: false, recover: (_record, _error, { skip }) => skip() }
}

/** Options of {@link deadLetterPublishing}, with Spring's names and defaults. */
export interface DeadLetterPublishing {
  /** By default the record's own topic, and `-dlt`. */
  readonly topic?: string
  /** Whether it waits for the result of the send, and throws if that is an error. */
  readonly failIfSendResultIsError?: boolean
}

/** DeadLetterPublishingRecoverer: sends the record to a dead letter topic. */
export function deadLetterPublishing(options: DeadLetterPublishing = {}): Recoverer {
  const { topic, failIfSendResultIsError = true } = options
  return {
    name: 'deadLetterPublishing',
    sends: true,
    *recover(record, _error, { send, services }) {
      const destination = topic ?? `${record.topic}-dlt`
      const sent = () => send(destination)
      if (failIfSendResultIsError) yield* sent()
      else yield* services.fork(() => onlyLogged(sent))
    },
  }
}

/** The callback of a send that nobody waits for. */
function* onlyLogged(sent: () => Program<void>): Program<void> {
  try {
    yield* sent()
  } catch (error) {
    if (!isRuntimeException(error)) throw error
  }
}

/** Hands the record to the recoverer; throws what that throws. */
export function recoverRecord(
  services: Services,
  recoverer: Recoverer,
  record: ConsumerRecord,
  error: Error,
): Program<void> {
  return recoverer.recover(record, error, {
    services,
    skip: () => services.skip(record),
    *send(topic, sent = record) {
      const future = yield* services.producer.send(topic, sent)
      yield* future.get()
    },
  })
}
