/** What the environment says: stronger than the configuration, weaker than the command line. */
import process from 'node:process'
import type { Entry } from './entries.ts'

const flags = {
  ACKURATE_SCHEDULES: 'schedules',
  ACKURATE_TIME: 'time',
  ACKURATE_SEED: 'seed',
  ACKURATE_JOBS: 'jobs',
  ACKURATE_REGRESSIONS: 'regressions',
  ACKURATE_SET_FILE: 'set-file',
} as const

/** Its options; an empty variable is none. */
export function environmentEntries(): readonly Entry[] {
  return Object.entries(flags).flatMap(([key, flag]) => {
    const value = variable(key)
    return value === null ? [] : [{ key, flag, value }]
  })
}

/** The file that `ACKURATE_CONFIG` names; null: none. */
export function environmentConfig(): string | null {
  return variable('ACKURATE_CONFIG')
}

function variable(name: string): string | null {
  return process.env[name] || null
}
