import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import {
  type Beat,
  beatOnce,
  beginTask,
  createBeat,
  createStop,
  recorded,
} from '../../../src/cli/workers/beat.ts'
import { startWatchdog } from '../../../src/cli/workers/watchdog.ts'
import { calmChoices } from '../../../src/model/choices.ts'

const patienceMs = 200
const fresh = () => createBeat(createStop())

/** Looks at threads for some times the patience; answers which of them were told as stuck. */
async function stuckOf(...beats: readonly Beat[]): Promise<readonly number[]> {
  const watchdog = startWatchdog(patienceMs)
  onTestFinished(() => watchdog.stop())
  const stuck: number[] = []
  for (const [at, beat] of beats.entries()) watchdog.watch(beat, () => stuck.push(at))
  await setTimeout(4 * patienceMs)
  return stuck
}

/** A run that has begun and makes no step any more. */
function hanging(): Beat {
  const beat = fresh()
  beginTask(beat)
  try {
    recorded(beat, calmChoices, () => {
      throw new Error('never comes to its end')
    })
  } catch {
    return beat
  }
  return beat
}

test('tells, once, which thread is in a run and shows no life', async () => {
  expect(await stuckOf(fresh(), hanging())).toEqual([1])
})

test('waits for a thread that has not begun, or goes on', async () => {
  const alive = hanging()
  const life = setInterval(() => beatOnce(alive), patienceMs / 20)
  onTestFinished(() => clearInterval(life))
  expect(await stuckOf(fresh(), alive)).toEqual([])
})

test('is more patient between two runs, when a file is loaded', async () => {
  const loading = fresh()
  beginTask(loading)
  expect(await stuckOf(loading)).toEqual([])
})

test('no longer watches what is done', async () => {
  const watchdog = startWatchdog(patienceMs)
  onTestFinished(() => watchdog.stop())
  const stuck: string[] = []
  watchdog.watch(hanging(), () => stuck.push('it')).end()
  await setTimeout(3 * patienceMs)
  expect(stuck).toEqual([])
})
