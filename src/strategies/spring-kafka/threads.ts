/** Which thread a step of a program is taken on: a container looks at whether it is its own. */
import type { Program } from '../../model/consumer/api.ts'
import type { Op } from '../../model/instance/ops.ts'

interface OfThread {
  onConsumerThread: boolean
}

/** Steps the program on the container's thread, or on another one. */
export function* onThread(
  container: OfThread,
  isOwn: boolean,
  program: Program<void>,
): Program<void> {
  let step = take(container, isOwn, () => program.next())
  while (step.done !== true) {
    let answer: unknown
    try {
      answer = yield step.value
    } catch (error) {
      step = take(container, isOwn, () => program.throw(error))
      continue
    }
    step = take(container, isOwn, () => program.next(answer))
  }
}

function take(
  container: OfThread,
  isOwn: boolean,
  move: () => IteratorResult<Op, void>,
): IteratorResult<Op, void> {
  const before = container.onConsumerThread
  container.onConsumerThread = isOwn
  try {
    return move()
  } finally {
    container.onConsumerThread = before
  }
}
