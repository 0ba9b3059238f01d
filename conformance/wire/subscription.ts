/** What a member says of itself when it joins, as bytes that others are told. */
import { encodeSubscription as encode } from '../../src/wire/consumer-protocol.ts'

/** Subscribes to the topic; `mark` makes subscriptions differ. */
export function encodeSubscription(topic: string, mark: number): Buffer {
  return encode({ version: 0, topics: [topic], userData: Buffer.from(`subscription ${mark}`) })
}
