import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startWatchdog, type Watchdog } from '../../../src/cli/workers/watchdog.ts'

const patienceMs = 200

function watch(count: number): Watchdog {
  const tasks = Array.from({ length: count }, (_, at) => ({ strategy: `./s${at}.ts` }))
  const watchdog = startWatchdog(tasks, patienceMs)
  onTestFinished(() => watchdog.stop())
  return watchdog
}

/** What becomes of the watchdog within several times its patience. */
function outcome(watchdog: Watchdog): Promise<string> {
  const quiet = setTimeout(4 * patienceMs, 'nothing')
  return Promise.race([watchdog.hung.catch((error: Error) => error.message), quiet])
}

test('names the task that has started and shows no life', async () => {
  const watchdog = watch(2)
  watchdog.counters[1] = 1
  expect(await outcome(watchdog)).toMatch(/^\.\/s1\.ts did not come back for 0\.2 s: .*loop/)
})

test('waits for tasks that have not started, go on, or are done', async () => {
  const watchdog = watch(3)
  const life = setInterval(() => Atomics.add(watchdog.counters, 1, 1), patienceMs / 20)
  onTestFinished(() => clearInterval(life))
  watchdog.counters[2] = 5
  watchdog.finished(2)
  expect(await outcome(watchdog)).toBe('nothing')
})
