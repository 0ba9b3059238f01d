/** Loads so plain that what they must show can be worked out on paper. */

import { profileOf } from '../../../src/cli/options/profile-option.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import { constant } from '../../../src/search/timed/distribution.ts'
import type { About } from '../../../src/search/timed/disturbances.ts'
import type { Estimate } from '../../../src/search/timed/estimate.ts'
import { type Figures, figuresOf } from '../../../src/search/timed/figures.ts'
import type { Profile } from '../../../src/search/timed/profile.ts'
import type { Replication } from '../../../src/search/timed/replication.ts'
import { timedRun } from '../../../src/search/timed/timed.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

/** One partition, one member, Poisson arrivals; nothing takes time but what a test says. */
export const plain: Profile = {
  ...profileOf('steady'),
  partitions: 1,
  members: 1,
  'records.per.second': 20,
  'crashes.per.day': 0,
  'deploys.per.day': 0,
  'pauses.per.day': 0,
  'failovers.per.day': 0,
  'warmup.ms': 5000,
  'window.ms': 30_000,
  'handler.ms': constant(1),
  'network.ms': constant(0),
  'broker.ms': constant(0),
  'restart.ms': constant(1000),
}

/** The group forms at once, and a dead member is noticed soon. */
const swift = { 'group.initial.rebalance.delay.ms': 0, 'session.timeout.ms': 6000 }

/** What is run. */
export interface Load {
  readonly strategy: Strategy
  readonly about: About
  readonly runs: number
  readonly profile?: Partial<Profile>
  readonly settings?: Partial<Settings>
}

/** The modelled strategy of that name. */
export function shipped(name: string): Strategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)?.strategy
  if (found === undefined || 'service' in found) throw new Error(`no strategy ${name}`)
  return found
}

/** The runs of a load. */
export function runsOf({ strategy, about, runs, ...load }: Load): readonly Replication[] {
  const profile = { ...plain, ...load.profile }
  const settings = {
    ...defaultSettings,
    ...swift,
    ...profile.settings,
    ...strategy.settings,
    ...load.settings,
  }
  return Array.from({ length: runs }, (_, seed) =>
    timedRun({ strategy, profile, settings, about, cycleMs: 5000, seed }),
  )
}

/** The figures of a load; events count as if each came once a day. */
export function figuresUnder(load: Load): Figures {
  const daily = { 'crashes.per.day': load.about === 'crash' ? 1 : 0 }
  return figuresOf({ ...plain, ...load.profile, ...daily }, runsOf(load))
}

/** How many 99.9 % intervals the figure is from what it should be: at most 1, if all is well. */
export function distance(figure: Estimate | null | undefined, expected: number): number {
  if (figure === null || figure === undefined) return Number.POSITIVE_INFINITY
  const wider = 3.29 / 1.96
  return Math.abs(figure.value - expected) / (figure.halfWidth * wider)
}
