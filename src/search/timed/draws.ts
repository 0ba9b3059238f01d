/** The random numbers of one timed run: a stream for each kind of thing that is drawn. */
import { type Draw, stream } from '../schedules/streams.ts'
import { meanOf, sample } from './distribution.ts'
import { type DistributionKey, distributionKeys, type Profile } from './profile.ts'

/**
 * Streams of their own, so that two strategies, or two values of a setting, meet the same arrivals
 * and the same faults under one seed: what differs between them is then what they do.
 */
export interface Draws {
  readonly profile: Profile
  readonly of: Readonly<Record<DistributionKey, Draw>>
  /** When faults are injected, and into whom. */
  readonly faults: Draw
  /** Which partition a record goes to. */
  readonly keys: Draw
  /** How long before its death a member sent its last heartbeat. */
  readonly heartbeats: Draw
}

/** The streams of the run of that 32-bit seed. */
export function createDraws(profile: Profile, seed: number): Draws {
  const streams = distributionKeys.map((key, i) => [key, stream(seed, 3 + i)] as const)
  return {
    profile,
    of: Object.fromEntries(streams) as Record<DistributionKey, Draw>,
    faults: stream(seed, 0),
    keys: stream(seed, 1),
    heartbeats: stream(seed, 2),
  }
}

/** A value of that distribution of the profile. */
export function drawn({ profile, of }: Draws, key: DistributionKey): number {
  return sample(profile[key], of[key])
}

/** Milliseconds to the next arrival, so that records come at the profile's rate. */
export function arrivalGapMs(draws: Draws): number {
  const { profile } = draws
  const gapMs = (1000 * meanOf(profile['batch.records'])) / profile['records.per.second']
  return (gapMs * drawn(draws, 'arrival.gap')) / meanOf(profile['arrival.gap'])
}

/** Milliseconds to the next event of a Poisson process with that mean distance. */
export function poissonGapMs(draw: Draw, meanMs: number): number {
  return -meanMs * Math.log(1 - draw())
}
