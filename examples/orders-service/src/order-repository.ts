import { appendFile } from 'node:fs/promises'
import type { Order } from './order.ts'

/** Where orders are kept. */
export interface OrderRepository {
  save(order: Order): Promise<void>
}

/** Keeps them in a file, one a line. */
export function fileRepository(file: string): OrderRepository {
  return { save: (order) => appendFile(file, `${JSON.stringify(order)}\n`) }
}
