/** What a user waits for: the start of the command, and how much a second core helps. */
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../cli/main.js', import.meta.url))
const startRounds = 9
const coreRounds = 2
/** Seconds of searching: the start of a command and of its threads must not count. */
const schedules = 40_000

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

/**
 * How many times as many schedules a second `check` makes with two workers as with one, under three
 * usual faults together, all properties judged, start and shrinking included; the best of each,
 * taken in turns.
 */
export function coresRatio(faults: string): number {
  const sizes = ['--faults', faults, '--schedules', String(schedules)]
  const check = ['check', 'commit-sync-after-batch', ...sizes, '--jobs']
  let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < coreRounds; round++) {
    one = Math.min(one, commandMs([...check, '1']))
    two = Math.min(two, commandMs([...check, '2']))
  }
  return one / two
}
