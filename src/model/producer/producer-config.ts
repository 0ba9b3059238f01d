/**
 * What `acks`, `enable.idempotence` and `retries` come to together.
 *
 * Behaviour: idempotence is on unless it is switched off, or one of the others forbids it.
 * Left out: `enable.idempotence=true` that was said aloud beside one of these, with which a
 * Java producer does not start (`src/settings` refuses it).
 * Source: `ProducerConfig.postProcessAndValidateIdempotenceConfigs`, since 3.0 (KIP-679).
 */
import type { Settings } from '../settings.ts'

/** What the producers of a run have been told; comparisons of older versions say nothing of it. */
type Told = Readonly<Partial<Settings>>

/** Whether what is sent again is not written twice. */
export function isIdempotent(settings: Told): boolean {
  const { acks = 'all', 'enable.idempotence': enabled = true } = settings
  return enabled && acks === 'all' && isRetrying(settings)
}

/** Whether a producer sends again what did not arrive. */
export function isRetrying({ retries = 1 }: Told): boolean {
  return retries > 0
}

/** The number that a request says. */
export function acksOf({ acks = 'all' }: Told): number {
  return acks === 'all' ? -1 : Number(acks)
}
