/** All that a definition of a Spring consumer is made of. */
export {
  type BackOff,
  type ExponentialBackOffOptions,
  exponentialBackOff,
  fixedBackOff,
} from './back-off.ts'
export type { CommonErrorHandler } from './error-handlers/common-error-handler.ts'
export { containerStopping } from './error-handlers/container-stopping.ts'
export {
  type DefaultErrorHandlerOptions,
  defaultErrorHandler,
} from './error-handlers/default-error-handler.ts'
export { logging } from './error-handlers/logging.ts'
export type {
  Acknowledgment,
  BatchAcknowledgment,
  BatchInterceptor,
  BatchMessageListener,
  ConsumerAwareRebalanceListener,
  ConsumerSeekAware,
  ConsumerSeekCallback,
  ListenerContainer,
  MessageListener,
  RecordFilterStrategy,
  RecordInterceptor,
} from './listener.ts'
export { batchListenerFailed, ListenerException } from './listener-exceptions.ts'
export type { AckMode } from './options/ack-mode.ts'
export type { ContainerProperties } from './options/all.ts'
export {
  type DeadLetterPublishing,
  deadLetterPublishing,
  logAndSkip,
  type Recoverer,
  type Recovery,
} from './recoverers.ts'
export type { RetryOptions } from './retry-rules.ts'
export type { RetryableTopic } from './retry-topics/route.ts'
export { type SpringDefinition, springStrategy } from './spring-strategy.ts'
export {
  type AfterRollbackProcessor,
  type DefaultAfterRollbackOptions,
  defaultAfterRollback,
} from './transactions/after-rollback.ts'
export {
  kafkaTransactions,
  storeTransaction,
  type TransactionManager,
} from './transactions/transaction-manager.ts'
