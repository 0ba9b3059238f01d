/** KafkaBackoffException: the record is not due yet, and is to come again. */
import { ListenerException } from '../listener-exceptions.ts'

const name = 'KafkaBackoffException'

/** To be thrown in the place of a delivery. */
export function notDue(waitMs: number): ListenerException {
  return new ListenerException(name, `not ready for consumption, backing off for ${waitMs} ms`)
}

/** Whether that is what was thrown. */
export function isBackOff(error: Error): boolean {
  return error.name === name
}
