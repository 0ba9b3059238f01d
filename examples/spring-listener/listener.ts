/** A `@KafkaListener` that acknowledges whatever happens to its work. */
import type { ConsumerRecord, Program } from 'ackurate'
import type { ListenerContext } from 'ackurate/spring'
import { deadLetterPublishing, defaultErrorHandler, fixedBackOff } from 'ackurate/spring'

export const errorHandler = defaultErrorHandler({
  backOff: fixedBackOff(1000, 2),
  recoverer: deadLetterPublishing(),
})

export function* onMessage(
  record: ConsumerRecord,
  { acknowledgment, process }: ListenerContext,
): Program<void> {
  try {
    yield* process(record)
  } finally {
    yield* acknowledgment.acknowledge()
  }
}
