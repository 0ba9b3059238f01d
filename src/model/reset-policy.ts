/**
 * `auto.offset.reset`: an end of the log, neither, or a time before now.
 *
 * Source: KIP-1106; `AutoOffsetResetStrategy` (`fromString`, `timestamp`) of apache/kafka 4.0;
 * `java.time.Duration.parse`.
 */

/** What `auto.offset.reset` may be. */
export type ResetPolicy = 'earliest' | 'latest' | 'none' | `by_duration:${string}`

const prefix = 'by_duration:'

const whole = '([+-]?\\d+)'
const time = `(?:T(?=.)(?:${whole}H)?(?:${whole}M)?(?:${whole}(?:[.,](\\d{0,9}))?S)?)?`

/** As `PnDTnHnMn.nS`, in which every number may have a sign of its own. */
const duration = new RegExp(`^([+-]?)P(?=.)(?:${whole}D)?${time}$`, 'i')

/** Milliseconds before now, maybe with a fraction; null: the policy goes by no duration. */
export function durationOf(policy: string): number | null {
  if (!policy.startsWith(prefix)) return null
  const parts = duration.exec(policy.slice(prefix.length))
  if (parts === null) return null
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts
  const all = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60
  const part = Number(`0.${fraction || '0'}`) * (seconds.startsWith('-') ? -1 : 1)
  const ms = (all + Number(seconds) + part) * 1000 * (sign === '-' ? -1 : 1)
  return ms >= 0 ? ms : null
}

/** Whether it is an `auto.offset.reset` that a Java consumer takes: no negative duration. */
export function isResetPolicy(value: unknown): value is ResetPolicy {
  if (typeof value !== 'string') return false
  return ['earliest', 'latest', 'none'].includes(value) || durationOf(value) !== null
}
