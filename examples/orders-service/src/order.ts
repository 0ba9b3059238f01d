/** An order as other services produce it. */
export interface Order {
  readonly id: string
}

/** The order in a message, or null for what is none. */
export function parseOrder(value: Buffer | null): Order | null {
  try {
    const order = JSON.parse(value?.toString() ?? 'null')
    return typeof order?.id === 'string' ? order : null
  } catch {
    return null
  }
}
