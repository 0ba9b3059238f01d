import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/model/choices.ts'
import { sizesOf } from '../../src/model/producing.ts'
import { startRun } from '../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'

/** What the production question was, and what was planned when it was answered so. */
function planned(scenario: Scenario, answer: number) {
  let asked: readonly number[] = []
  const choose = (bound: number, { about, ordinary }: Question) => {
    if (about !== 'world' || asked.length > 0) return 0
    asked = [bound, ordinary]
    return answer
  }
  const world = startRun({ name: 'nothing', *run() {} }, scenario, { choose }, () => {})
  const logs = world.cluster.partitions
  const written = logs.reduce((sum, { records }) => {
    return sum + records.slice().filter(({ type }) => type === 'data').length
  }, 0)
  const gaps = logs.reduce((sum, { gapBeforeNext }) => sum + gapBeforeNext, 0)
  const offsets = logs.reduce((sum, { logEnd }) => sum + logEnd, 0)
  const records = written + world.toProduce.length
  return { asked, records, others: offsets - written + gaps }
}

describe('how many records are produced', () => {
  it('is all of them, half, and so on, and a few at least', () => {
    const sizes = (records: number) => sizesOf({ ...defaultScenario, records })
    expect(sizes(20)).toEqual([20, 10, 5, 3])
    expect(sizes(8)).toEqual([8, 4, 3])
    expect(sizes(4)).toEqual([4, 3])
    expect([sizes(3), sizes(1)]).toEqual([[3], [1]])
  })

  it('is told by the choice that says what is among the first ones', () => {
    expect(planned(defaultScenario, 0)).toEqual({ asked: [20, 5], records: 20, others: 0 })
    expect(planned(defaultScenario, 5).records).toBe(10)
    expect(planned(defaultScenario, 15).records).toBe(3)
    // Two control records of committed transactions.
    expect(planned(defaultScenario, 2)).toMatchObject({ records: 20, others: 2 })
    expect(planned(defaultScenario, 7)).toMatchObject({ records: 10, others: 2 })
    // It comes before the third of a partition, and there is none.
    expect(planned(defaultScenario, 17)).toMatchObject({ records: 3, others: 0 })
  })

  it('is no choice where nothing is slow, as in exhaustive search', () => {
    const calm = { ...defaultScenario, delaysMax: 0 }
    expect(planned(calm, 1).asked).toEqual([5, 5])
    expect(planned({ ...defaultScenario, records: 3 }, 1).asked).toEqual([5, 5])
  })
})
