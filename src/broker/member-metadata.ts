/** A member's subscription with the bytes it came in, which only other members read. */
import type { SubscriptionMetadata } from '../model/network/client-requests.ts'
import { decodeSubscription } from '../wire/consumer-protocol.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'

/** The subscription in these bytes; without topics, if they hold something else. */
export function metadataOf(bytes: Buffer): SubscriptionMetadata {
  return { topics: topicsOf(bytes), owned: [], generation: -1, bytes }
}

/** The bytes, exactly as the member sent them. */
export function bytesOf(metadata: SubscriptionMetadata): Buffer {
  return Buffer.from(metadata.bytes ?? [])
}

function topicsOf(metadata: Buffer): readonly string[] {
  try {
    return decodeSubscription(metadata).topics
  } catch (error) {
    if (error instanceof MalformedRequest) return []
    throw error
  }
}
