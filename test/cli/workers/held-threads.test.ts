/** Who is not in a hurry waits for a thread that needs seconds to end. */
import { pbkdf2Sync } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import {
  countThread,
  endedOrHeld,
  holdsThreads,
  hurryThreads,
} from '../../../src/cli/workers/held-threads.ts'

/** In a call that lasts about so long, and that V8 cannot end. */
async function threadInACall(lastsMs: number): Promise<Worker> {
  const sample = 100_000
  const before = performance.now()
  pbkdf2Sync('a', 'b', sample, 64, 'sha512')
  const rounds = Math.round((sample * lastsMs) / (performance.now() - before))
  const worker = new Worker(
    `const { pbkdf2Sync } = require('node:crypto')
    require('node:worker_threads').parentPort.postMessage('calls')
    pbkdf2Sync('a', 'b', ${rounds}, 64, 'sha512')`,
    { eval: true },
  )
  countThread(worker)
  await once(worker, 'message')
  await setTimeout(lastsMs / 10)
  return worker
}

test('a thread that needs seconds to end is no held one, unless somebody waits', async () => {
  await endedOrHeld(await threadInACall(2000))
  expect(await holdsThreads()).toBe(false)
  const worker = await threadInACall(5000)
  hurryThreads()
  await endedOrHeld(worker)
  expect(await holdsThreads()).toBe(true)
  await worker.terminate()
}, 60_000)
