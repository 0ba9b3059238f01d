/** What a user waits for: the start of the command, and how much a second core helps. */
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../cli/main.js', import.meta.url))
const startRounds = 9
const coreRounds = 2
/** Each thread compiles what it runs for itself, which takes the first seconds. */
const schedulesFew = 40_000
const schedulesMany = 160_000

function commandMs(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(execPath, [main, ...args], { encoding: 'utf8' })
  const elapsed = performance.now() - start
  if (status !== 0) throw new Error(`ackurate ${args.join(' ')}: ${stderr}`)
  return elapsed
}

/** `ackurate list` from the start of its process to its end, the best of several, in ms. */
export function commandStartMs(): number {
  return Math.min(...Array.from({ length: startRounds }, () => commandMs(['list'])))
}

/** What a second core gives a search of {@link schedulesMany} schedules. */
export interface CoresRatios {
  /** On the clock, start and shrinking included. */
  readonly whole: number
  /** Of the schedules after the first {@link schedulesFew}, when each thread has warmed up. */
  readonly afterStart: number
}

/**
 * How many times as many schedules a second `check` makes with two workers as with one, under three
 * usual faults together, all properties judged; of the best of each, taken in turns.
 */
export function coresRatios(faults: string): CoresRatios {
  const best = new Map<string, number>()
  for (let round = 0; round < coreRounds; round++) {
    for (const schedules of [schedulesFew, schedulesMany]) {
      for (const jobs of [1, 2]) {
        const drawn = ['--faults', faults, '--schedules', `${schedules}`, '--no-delays']
        const sizes = [...drawn, '--jobs', `${jobs}`]
        const ms = commandMs(['check', 'commit-sync-after-batch', ...sizes])
        const key = `${schedules} ${jobs}`
        best.set(key, Math.min(ms, best.get(key) ?? ms))
      }
    }
  }
  const ms = (schedules: number, jobs: number): number => best.get(`${schedules} ${jobs}`) ?? 0
  const after = (jobs: number): number => ms(schedulesMany, jobs) - ms(schedulesFew, jobs)
  return { whole: ms(schedulesMany, 1) / ms(schedulesMany, 2), afterStart: after(1) / after(2) }
}
