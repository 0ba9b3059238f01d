/** The named profiles: loads that an operations team recognises. */
import { constant, exponential, lognormal } from './distribution.ts'
import type { Profile } from './profile.ts'

const steady: Profile = {
  name: 'steady',
  summary: 'A service in good health: 100 records a second, handlers of about 5 ms.',
  partitions: 6,
  members: 3,
  'records.per.second': 100,
  'backlog.records': 0,
  'crashes.per.day': 1,
  'deploys.per.day': 2,
  'pauses.per.day': 1,
  'failovers.per.day': 0.1,
  'disconnects.per.hour': 0,
  'warmup.ms': 20_000,
  'window.ms': 120_000,
  'batch.records': constant(1),
  'arrival.gap': exponential(1),
  'handler.ms': lognormal(5, 0.5),
  'network.ms': lognormal(0.5, 0.5),
  'broker.ms': lognormal(2, 0.5),
  'store.ms': lognormal(2, 0.5),
  'restart.ms': lognormal(20_000, 0.3),
  'redeploy.ms': lognormal(5000, 0.3),
  'pause.ms': lognormal(20_000, 1),
  settings: { 'max.poll.records': 500 },
}

const slowHandler: Profile = {
  ...steady,
  name: 'slow-handler',
  summary: 'Handlers of about a second, and a backlog that fills every poll.',
  partitions: 4,
  members: 2,
  'records.per.second': 1,
  'backlog.records': 20_000,
  'warmup.ms': 1_800_000,
  'window.ms': 3_600_000,
  'handler.ms': lognormal(1000, 0.3),
}

const bursty: Profile = {
  ...steady,
  name: 'bursty',
  summary: 'The same rate as steady, but some 200 records at once, as from a job upstream.',
  'batch.records': exponential(200),
}

const rollingDeploys: Profile = {
  ...steady,
  name: 'rolling-deploys',
  summary: 'Continuous delivery: twenty rolling deploys a day.',
  'deploys.per.day': 20,
}

const flakyNetwork: Profile = {
  ...steady,
  name: 'flaky-network',
  summary: 'Slow and uneven links: connections break once a minute, coordinators move.',
  'network.ms': lognormal(5, 1),
  'broker.ms': lognormal(5, 1),
  'failovers.per.day': 4,
  'disconnects.per.hour': 60,
}

/** In the order of lists. */
export const profiles: readonly Profile[] = [
  steady,
  slowHandler,
  bursty,
  rollingDeploys,
  flakyNetwork,
]
