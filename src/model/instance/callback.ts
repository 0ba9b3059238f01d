/** What an operation answers when a callback of the application must run before it can go on. */
import type { Program } from '../consumer/api.ts'

export class Callback {
  readonly body: () => Program<void>
  constructor(body: () => Program<void>) {
    this.body = body
  }
}
