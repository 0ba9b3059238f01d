/** What the environment says. */
export interface Config {
  readonly brokers: readonly string[]
  readonly topic: string
  readonly groupId: string
  /** Where the orders are kept. */
  readonly file: string
}

/** Reads it, with what is usual on a developer's machine where it says nothing. */
export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    brokers: (env['KAFKA_BROKERS'] ?? 'localhost:9092').split(','),
    topic: env['ORDERS_TOPIC'] ?? 'orders',
    groupId: env['ORDERS_GROUP'] ?? 'orders-service',
    file: env['ORDERS_FILE'] ?? 'orders.ndjson',
  }
}
