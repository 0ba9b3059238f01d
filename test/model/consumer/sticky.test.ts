/** The sticky assignor under the eager protocol (KIP-54). */
import { expect, it } from 'vitest'
import { of, play, type Strike, seen } from '../scripted.ts'

const join: Strike = { fault: 'join', when: seen('polled') }
const scenario = { partitions: 4, records: 12 }

/** What that member is told to read, one time after the other. */
function assignedTo(name: string, strategy: 'roundrobin' | 'sticky'): readonly string[] {
  const settings = { 'partition.assignment.strategy': strategy }
  const { events } = play({ scenario, settings, faults: [join] }, function* ({ consumer }) {
    yield* consumer.subscribe(['orders'])
    for (;;) yield* consumer.poll()
  })
  const own = of(events, 'assigned').filter(({ member }) => member === name)
  const generations = [...new Set(own.map(({ generation }) => generation))]
  return generations.map((one) => {
    const ofOne = own.filter(({ generation }) => generation === one)
    return ofOne.map(({ partition }) => partition).join()
  })
}

it('A.6: all is revoked, and what balance leaves to a member comes back to it', () => {
  expect(assignedTo('A', 'roundrobin')).toEqual(['0,1,2,3', '0,2'])
  expect(assignedTo('A', 'sticky')).toEqual(['0,1,2,3', '0,1'])
  expect(assignedTo('B', 'sticky')).toEqual(['2,3'])
})
