/** What a program asks of its consumer is in the history, each time that it changes something. */
import { expect, it } from 'vitest'
import type { EventKind } from '../../../src/model/history.ts'
import { type Act, firstRecords, goOn, place, play } from '../scripted.ts'

const asked: readonly EventKind[] = [
  ...(['subscribed', 'unsubscribed', 'assigned-by-hand'] as const),
  ...(['sought-end', 'paused', 'resumed'] as const),
]

function told(act: Act): readonly unknown[] {
  const { events } = play({}, act)
  return events
    .filter(({ kind }) => asked.includes(kind))
    .map(({ time: _, ...event }) => Object.values(event).join(' '))
}

it('a pause and a resumption, once each', () => {
  const lines = told(function* (stage) {
    yield* firstRecords(stage.consumer)
    yield* stage.consumer.pause([place(0)])
    yield* stage.consumer.pause([place(0)])
    yield* stage.consumer.resume([place(0)])
    yield* stage.consumer.resume([place(0)])
    yield* goOn(stage)
  })
  expect(lines).toEqual(['paused A orders 0', 'resumed A orders 0'])
})

it('a seek to an end of the log, and its position', () => {
  const { events } = play({}, function* (stage) {
    yield* firstRecords(stage.consumer)
    yield* stage.consumer.seekToBeginning([])
    yield* goOn(stage)
  })
  const at = events.findIndex(({ kind }) => kind === 'sought-end')
  expect(events[at]).toMatchObject({ member: 'A', topic: 'orders', partition: 0, end: 'beginning' })
  const next = events.slice(at).find(({ kind }) => kind === 'position')
  expect(next).toMatchObject({ offset: 0 })
})

it('subscriptions and assignments', () => {
  const lines = told(function* (stage) {
    yield* stage.consumer.subscribe([stage.topic])
    yield* firstRecords(stage.consumer)
    yield* stage.consumer.unsubscribe()
    yield* stage.consumer.assign([place(0)])
    yield* goOn(stage)
  })
  expect(lines).toEqual(['subscribed A orders', 'unsubscribed A', 'assigned-by-hand A orders-0'])
})

it('nothing of what a program is refused', () => {
  const lines = told(function* (stage) {
    yield* stage.consumer.subscribe([stage.topic])
    for (const call of [
      () => stage.consumer.assign([place(0)]),
      () => stage.consumer.pause([place(7)]),
      () => stage.consumer.seekToEnd([place(7)]),
    ]) {
      try {
        yield* call()
      } catch (error) {
        stage.note(error)
      }
    }
    yield* goOn(stage)
  })
  expect(lines).toEqual(['subscribed A orders'])
})
