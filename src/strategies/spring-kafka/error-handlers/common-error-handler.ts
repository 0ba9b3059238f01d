/** What an error handler is to a container: Spring's CommonErrorHandler. */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import type { Container } from '../container-state.ts'

/**
 * A value: what it remembers is the container's. `defaultErrorHandler`, `containerStopping` and
 * `logging` make them.
 */
export interface CommonErrorHandler {
  readonly name: string
  /** It is given all records that are left of the poll, and sees to it that they come again. */
  readonly seeksAfterHandling: boolean
  /** What it has handled counts as acknowledged. */
  readonly ackAfterHandle: boolean
  /** It lets go of a record that always fails. */
  readonly givesUp: boolean
  /** Its recoverer sends to another topic, or may do so. */
  readonly sends: boolean
  /** `records[0]` has failed. Throws if that is not to count as handled. */
  handleRemaining(
    container: Container,
    error: Error,
    records: readonly ConsumerRecord[],
  ): Program<void>
  /** The record has failed. False: it waits in the container, and so do those behind it. */
  handleOne(container: Container, error: Error, record: ConsumerRecord): Program<boolean>
  /**
   * A batch has failed; `again` delivers it once more. Returns what is to wait in the container;
   * throws if nothing of it is to count as handled.
   */
  handleBatch(
    container: Container,
    error: Error,
    records: readonly ConsumerRecord[],
    again: () => Program<void>,
  ): Program<readonly ConsumerRecord[]>
  /** The exception came out of no listener. */
  handleOtherException(container: Container, error: Error): Program<void>
}
