/** The module that each worker thread loads: does the tasks that come through its port. */
import { setTimeout } from 'node:timers/promises'
import { type MessagePort, workerData } from 'node:worker_threads'
import { StrategyFailure } from '../../model/instance/ops.ts'
import { isStrategyFile } from '../loading/load-strategy.ts'
import type { Task } from './task.ts'
import { runTask } from './tasks.ts'
import { sendOnlyBeginnings } from './users-output.ts'

const exit = process.exit.bind(process)

// It would end this thread, and nobody would hear of the task any more. Node itself calls it where
// an error was caught by nobody; the command hears of that.
process.exit = (code) => {
  if ((process as { readonly _exiting?: boolean })._exiting === true) return exit(code)
  throw new StrategyFailure(
    `a program calls process.exit(${code ?? ''}), which would end ackurate; a program that ` +
      'returns has stopped, and one that throws has died',
  )
}

sendOnlyBeginnings()

const { port } = workerData as { readonly port: MessagePort }

port.on('message', (task: Task) => {
  done(task).then(
    (result) => port.postMessage(result),
    // A bug of ours is told with its stack, which an error would lose on the way.
    (error: unknown) => port.postMessage({ ok: false, mistake: stackOf(error), isBug: true }),
  )
})

/** The answer, after what a user's code has left to happen at once: it may end this thread. */
async function done(task: Task) {
  const result = await runTask(task)
  if (isStrategyFile(task.strategy)) await setTimeout(1)
  return result
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'what was thrown cannot be told'
  }
}
