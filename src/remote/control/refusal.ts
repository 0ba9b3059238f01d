/** What was asked for is not to be had: one clear line, with the status of HTTP. */

/** `400`: it was never right; `404`: there is no such thing; `409`: not now; `413`: too large. */
export type RefusalStatus = 400 | 403 | 404 | 405 | 409 | 413

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: RefusalStatus

  constructor(status: RefusalStatus, message: string) {
    super(message)
    this.status = status
  }
}
