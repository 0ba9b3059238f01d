/** A report of a consumer that stops for good. */
import { describe, expect, it } from 'vitest'
import { cases } from './cases.ts'
import { broken, brokenOnes, eventsOf, faultsOf, next, search } from './search.ts'

/** What the group answers to a member that it moves on without. */
const ofRebalance = ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']

describe('a commit by hand that the group refuses', () => {
  it('stops the consumer for good, in a process that lives on', () => {
    const found = broken(search(cases.manualCommit), 'progress')
    expect(faultsOf(found)).toEqual(['commit-refused'])
    const refused = next(found.story, null, { kind: 'commit-refused' })
    expect(ofRebalance).toContain(refused.error)
    const { member } = refused
    const crashed = next(found.story, refused, { kind: 'consumer-crashed', member })
    expect(crashed).toMatchObject({ restart: false })
    expect(crashed.error).toContain(refused.error)
    expect(eventsOf(found.story, 'died')).toEqual([])
    const text = `the consumer of ${member} is dead in a living process, of ${crashed.error}`
    expect(found.witnesses.map((witness) => witness.text)).toContain(text)
  })

  it('loses nothing', () => {
    expect(brokenOnes(search(cases.manualCommit))).toEqual(['progress'])
  })

  it('does not stop one that commits by itself', () => {
    expect(brokenOnes(search(cases.autoCommit))).toEqual([])
  })
})
