/** A member's subscription with the bytes it came in, which only other members read. */
import type { SubscriptionMetadata } from '../model/network/client-requests.ts'

export interface WireMetadata extends SubscriptionMetadata {
  readonly bytes: Buffer
}

/** The bytes, exactly as the member sent them. */
export function bytesOf(metadata: SubscriptionMetadata): Buffer {
  return (metadata as WireMetadata).bytes
}
