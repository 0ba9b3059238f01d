/** A handler that is silent too long costs its member the group: no needless rebalance. */
import { expect, test } from 'vitest'
import { createJudge } from '../../src/properties/judge.ts'
import { noNeedlessRebalance } from '../../src/properties/no-needless-rebalance.ts'
import { ofKind, runService } from './run-service.ts'

const waiting = `
  export default async function start({ kafka, topic, process }) {
    const consumer = kafka.consumer({ groupId: 'orders-service', sessionTimeout: 10000 })
    let first = true
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: async (given) => {
        if (given.partition === 0 && first) await new Promise((done) => setTimeout(done, 30000))
        first = false
        await process(given)
      },
    })
    return () => consumer.disconnect()
  }`

test('a session that ends of silence is told, and asks for a rebalance', () => {
  const events = runService(waiting, [], { members: 2, partitions: 2 })
  const judge = createJudge([noNeedlessRebalance], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  expect(ofKind(events, 'session-expired').map(({ member }) => member)).toContain('A')
  expect(judge.results().judgements[0]?.witnesses).toEqual([])
})
