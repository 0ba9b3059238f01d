/** The first signal asks for an end, the second is one; what comes with the first is neither. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { interruption, watchSignals } from '../../src/cli/interrupt.ts'

const before = process.listeners('SIGINT')

afterEach(() => {
  for (const listener of process.listeners('SIGINT')) {
    if (!before.includes(listener)) process.removeListener('SIGINT', listener)
  }
})

test('a signal that is sent to a process and to its group is one', async () => {
  const exit = vi.fn()
  watchSignals(exit)
  process.emit('SIGINT', 'SIGINT')
  process.emit('SIGINT', 'SIGINT')
  expect(interruption()).toBe('SIGINT')
  expect(exit).not.toHaveBeenCalled()
  await setTimeout(250)
  process.emit('SIGINT', 'SIGINT')
  expect(exit).toHaveBeenCalledExactlyOnceWith(130)
})
