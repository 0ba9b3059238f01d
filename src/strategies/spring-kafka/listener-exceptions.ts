/**
 * What a listener throws, and what of it a container takes for Java's RuntimeException.
 *
 * Behaviour: every `Error` goes to the error handler, as every RuntimeException does in Spring.
 * What JavaScript throws at a mistake of the program (TypeError and its like) ends the process with
 * its own name, as Java's `Error` ends a container: to retry and skip a record over a typing
 * mistake would be a verdict about the mistake.
 * Left out: causes and class hierarchies; an exception is known by its name.
 * Source: reference B.4; `ListenerConsumer.run`, `BatchListenerFailedException`.
 */
import { KafkaException } from '../../model/errors.ts'

/** An exception of the user's own code, known by its name. */
export class ListenerException extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** Tells the error handler of a batch which of its records has failed. */
export class BatchListenerFailedException extends ListenerException {
  /** Of the failed record in the batch as it was polled. */
  readonly index: number
  constructor(index: number) {
    super('BatchListenerFailedException', `the record at index ${index} of the batch failed`)
    this.index = index
  }
}

/** `new BatchListenerFailedException(message, index)`, for a batch listener to throw. */
export function batchListenerFailed(index: number): BatchListenerFailedException {
  return new BatchListenerFailedException(index)
}

/** Mistakes of a program, ours or the user's. */
const mistakes: readonly string[] = [
  ...['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'EvalError', 'URIError'],
  ...['AssertionBug', 'StrategyFailure'],
]

/** Whether a `catch (RuntimeException e)` would have it. */
export function isRuntimeException(error: unknown): error is Error {
  if (error instanceof KafkaException) return true
  return error instanceof Error && !mistakes.includes(error.name)
}

/** What Spring throws to itself when the failed record will come again. */
export function recordInRetry(): ListenerException {
  return new ListenerException('RecordInRetryException', 'Record in retry and not yet recovered')
}

/** Whether that is what was thrown. */
export function isRecordInRetry(error: Error): boolean {
  return error.name === 'RecordInRetryException'
}
