/**
 * Which versions clients are told of when a real broker is behind: of what is read, those that are
 * understood both ways; of all else, what the broker itself says.
 *
 * Left out, so that no client asks for it: APIs whose answers hold addresses of brokers that would
 * have to be put in another's place, and the protocols of groups in which no JoinGroup is seen
 * (KIP-848, KIP-932, KIP-1071).
 * Source: reference C.10; `ApiKeys` of apache/kafka.
 */
import type { ApiVersionRange } from '../../wire/apis/18-api-versions.ts'
import { readCodec } from './answers.ts'

/** DescribeCluster; ConsumerGroup*; ShareGroup*, Share*; StreamsGroup*. */
const hidden: ReadonlySet<number> = new Set([60, 68, 69, 76, 77, 78, 79, 88, 89, 90, 91, 92])

/** The cut of what a broker speaks. */
export function offeredVersions(spoken: readonly ApiVersionRange[]): readonly ApiVersionRange[] {
  return spoken.flatMap(({ apiKey, ...range }) => {
    if (hidden.has(apiKey)) return []
    const own = readCodec(apiKey)
    if (own === null) return [{ apiKey, ...range }]
    const minVersion = Math.max(own.minVersion, range.minVersion)
    const maxVersion = Math.min(own.maxVersion, range.maxVersion)
    return minVersion > maxVersion ? [] : [{ apiKey, minVersion, maxVersion }]
  })
}

/** Whether a request is one that clients were told of. */
export function isOffered({ apiKey, apiVersion }: Asked): boolean {
  const own = readCodec(apiKey)
  if (own === null) return !hidden.has(apiKey)
  return apiVersion >= own.minVersion && apiVersion <= own.maxVersion
}

interface Asked {
  readonly apiKey: number
  readonly apiVersion: number
}
