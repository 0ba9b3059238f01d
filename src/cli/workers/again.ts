/** How a search that hung or ran out of memory is done again, so that what it found is kept. */
import type { Lost } from './lost.ts'
import type { Again, Task } from './task.ts'

/**
 * The same search up to the schedule in which it was lost; where it was lost later, while it shrank
 * what it had found, the same without shrinking. Null: there is nothing that could be kept.
 */
export function searchedAgain(task: Task, lost: Lost): Task | null {
  if (task.kind !== 'search' && task.kind !== 'range' && task.kind !== 'conclude') return null
  const before = task.again
  if (before?.hasty === true) return null
  const { schedule } = lost
  const reason = before?.reason ?? lost.reason
  if (schedule === null)
    return withAgain(task, { before: before?.before ?? null, hasty: true, reason })
  const first = task.kind === 'range' ? task.range.first : 0
  if (schedule <= first || (before?.before ?? Infinity) <= schedule) return null
  return withAgain(task, { before: schedule, hasty: false, reason })
}

function withAgain<T extends Extract<Task, { readonly again?: Again }>>(task: T, again: Again): T {
  return { ...task, again }
}
