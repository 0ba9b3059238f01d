/** The module that each worker thread loads. */
import { StrategyFailure } from '../../model/instance/ops.ts'

// It would end this thread, and nobody would hear of the task any more.
process.exit = (code) => {
  throw new StrategyFailure(
    `a program calls process.exit(${code ?? ''}), which would end ackurate; a program that ` +
      'returns has stopped, and one that throws has died',
  )
}

export { runTask } from './tasks.ts'
