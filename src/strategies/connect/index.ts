/**
 * `ackurate/connect`: a worker of Kafka Connect round a sink task of your own, written with the
 * methods of Java's `SinkTask`.
 */
export type { ConnectConfig } from './config.ts'
export { retriable, type SinkDefinition, sinkTask } from './sink-task.ts'
export type {
  ErrantRecordReporter,
  ReportFuture,
  SinkTask,
  SinkTaskContext,
  TaskServices,
} from './task.ts'
