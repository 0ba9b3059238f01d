import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import type { Order } from './order.ts'

/** An order and where it came from. */
export interface OrderDelivery {
  readonly topic: string
  readonly partition: number
  readonly message: KafkaMessage
  readonly order: Order
}

/**
 * What the consumer needs of the world. This is the whole seam: production gives it a client of the
 * real cluster and work that saves to the real repository, a test gives it simulated ones.
 */
export interface Dependencies {
  readonly kafka: Kafka
  readonly process: (delivery: OrderDelivery) => Promise<void>
}

/** Stops the service; resolves when the consumer has left its group. */
export type Stop = () => Promise<void>

/** Whether the batch should be left, because the service stops or the partition is another's. */
export function mustLeave({ isRunning, isStale }: EachBatchPayload): boolean {
  return !isRunning() || isStale()
}
