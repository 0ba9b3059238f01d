/** What clients leave unread is bounded: those with most of it are ended. */
import { expect, test } from 'vitest'
import { endUnread } from '../../src/remote/unread.ts'

class FakeSocket {
  readonly writableLength: number
  isEnded = false

  constructor(writableLength: number) {
    this.writableLength = writableLength
  }

  destroy(): void {
    this.isEnded = true
  }
}

test('the largest are ended until the others have few enough', () => {
  const sockets = [10, 0, 500, 30, 200].map((bytes) => new FakeSocket(bytes))
  expect(endUnread(sockets, 40)).toBe(2)
  expect(sockets.map(({ isEnded }) => isEnded)).toEqual([false, false, true, false, true])
  expect(
    endUnread(
      [10, 0, 30].map((bytes) => new FakeSocket(bytes)),
      40,
    ),
  ).toBe(0)
})
