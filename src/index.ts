/** What a user's own strategy imports: the types, and the test for Kafka's exceptions. */
export { type Config, defineConfig, type FaultsTogether, type Sizes } from './config/config.ts'
export type {
  Consumer,
  ConsumerGroupMetadata,
  ConsumerRecord,
  OffsetCommitCallback,
  Offsets,
  Program,
  RebalanceListener,
  TopicPartition,
  TopicPartitionOffset,
} from './model/consumer/api.ts'
export { type ExceptionName, isException, KafkaException } from './model/errors.ts'
export type { FaultName } from './model/faults/all.ts'
export { faultNames } from './model/faults/names.ts'
export type { EventKind, EventOf, HistoryEvent } from './model/history.ts'
export type { Transaction } from './model/instance/ops.ts'
export type { SettingName, Settings } from './model/settings.ts'
export { type PropertyName, propertyNames } from './properties/all.ts'
export type { Comparison } from './search/verdicts/comparison.ts'
export type {
  Claim,
  Family,
  Process,
  Producer,
  RecordMetadata,
  SendFuture,
  Services,
  Store,
  Strategy,
  TransactionalProducer,
} from './strategies/strategy.ts'
