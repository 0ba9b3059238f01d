/** Which answer of a broken connection comes first is a choice of the schedule. */
import { expect, it } from 'vitest'
import type { Program } from '../../../src/model/instance/ops.ts'
import { firstRecords, goOn, of, place, play, type Stage, type When } from '../scripted.ts'

function* sendThree(stage: Stage): Program<void> {
  const [record] = yield* firstRecords(stage.consumer)
  for (const key of ['0', '1', '2']) yield* stage.producer.send('out', { ...record, key })
  yield* stage.consumer.pause([place(0)])
  yield* stage.consumer.resume([place(0)])
  yield* stage.producer.flush()
  yield* goOn(stage)
}

const underWay: When = ({ kind }) => kind === 'resumed'

it.each([0, 1])('sends are made again in their order, and none is stuck: arrived %i', (arrived) => {
  const faults = [{ fault: 'disconnect', when: underWay, details: [arrived] }] as const
  for (let at = 0; at < 80; at++) {
    for (let other = 1; other < 5; other++) {
      const order = (ordinary: number, step: number) => (step === at ? other % ordinary : 0)
      const { events, outcome } = play({ faults, order }, sendThree)
      expect(of(events, 'handed-on').map(({ key }) => key)).toEqual(['0', '1', '2'])
      expect(outcome.drained).toBe(true)
    }
  }
})
