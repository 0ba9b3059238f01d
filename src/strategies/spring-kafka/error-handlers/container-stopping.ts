/**
 * CommonContainerStoppingErrorHandler: the first failure stops the container.
 *
 * Behaviour: what was acknowledged before is committed, the failed record and all behind it are
 * not; exceptions of commits outside of listeners stop it, too. What it stops is the parent, with
 * all consumers of the process. Spring leaves the process alive,
 * without its consumer; here the process ends with the exception, as under a supervisor that
 * watches the container's health.
 * Left out: `stopContainerAbnormally`, the difference of which is an event.
 * Source: `CommonContainerStoppingErrorHandler.stopContainer`.
 */
import type { Program } from '../../../model/consumer/api.ts'
import { KafkaException } from '../../../model/errors.ts'
import type { Container } from '../container-state.ts'
import { stopParent } from '../parent-container.ts'
import type { CommonErrorHandler } from './common-error-handler.ts'

/** `new CommonContainerStoppingErrorHandler()`. */
export function containerStopping(): CommonErrorHandler {
  return {
    name: 'containerStopping',
    seeksAfterHandling: true,
    ackAfterHandle: true,
    givesUp: false,
    sends: false,
    handleRemaining: stop,
    handleOne: stop,
    handleBatch: stop,
    handleOtherException: stop,
  }
}

function* stop(container: Container, error: Error): Program<never> {
  yield* stopParent(container, error)
  throw new KafkaException('KafkaException', 'Stopped container')
}
