/**
 * `ackurate/spring`: a Spring Kafka listener with its `application.yml`, its error handler and its
 * method, to be checked like any strategy.
 */
export { exponentialBackOff, fixedBackOff } from '../strategies/spring-kafka/back-off.ts'
export { containerStopping } from '../strategies/spring-kafka/error-handlers/container-stopping.ts'
export {
  type DefaultErrorHandlerOptions,
  defaultErrorHandler,
} from '../strategies/spring-kafka/error-handlers/default-error-handler.ts'
export { logging } from '../strategies/spring-kafka/error-handlers/logging.ts'
export type {
  Acknowledgment,
  BatchAcknowledgment,
  BatchInterceptor,
  ConsumerAwareRebalanceListener,
  ConsumerSeekAware,
  ConsumerSeekCallback,
  ListenerContainer,
  RecordFilterStrategy,
  RecordInterceptor,
} from '../strategies/spring-kafka/listener.ts'
export {
  BatchListenerFailedException,
  batchListenerFailed,
  ListenerException,
} from '../strategies/spring-kafka/listener-exceptions.ts'
export type { ContainerProperties } from '../strategies/spring-kafka/options/all.ts'
export {
  type DeadLetterPublishing,
  deadLetterPublishing,
  logAndSkip,
  type Recoverer,
} from '../strategies/spring-kafka/recoverers.ts'
export { defaultAfterRollback } from '../strategies/spring-kafka/transactions/after-rollback.ts'
export {
  kafkaTransactions,
  storeTransaction,
} from '../strategies/spring-kafka/transactions/transaction-manager.ts'
export {
  type BatchListenerContext,
  type CommonErrorHandler,
  type ListenerContext,
  type SpringListener,
  springListener,
} from './spring-listener.ts'
