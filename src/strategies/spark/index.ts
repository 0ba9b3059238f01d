/**
 * `ackurate/spark`: the driver of a Spark stream round an output function of your own, for DStreams
 * (`foreachRDD`) and for Structured Streaming (`foreachBatch`).
 */
export type { BatchIds } from './batch-log.ts'
export type { SparkConfig } from './config.ts'
export { type DirectStreamDefinition, directStream } from './direct-stream.ts'
export type { Batch, ForeachRDD, OutputServices } from './foreach-rdd.ts'
export type { BatchServices, ForeachBatch } from './micro-batches.ts'
export { fromOffsets, type OffsetRange, untilOffsets } from './offset-ranges.ts'
export { type StructuredStreamDefinition, structuredStream } from './structured-stream.ts'
