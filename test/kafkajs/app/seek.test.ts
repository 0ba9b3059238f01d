import { describe, expect, it } from 'vitest'
import { commitMonotonic } from '../../../src/properties/commit-monotonic.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { ofKind, runService } from '../run-service.ts'

/** A consumer whose handler does something when it is at the last record for the first time. */
function replaying(atTheLast: string): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      let replayed = false
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({
        autoCommitThreshold: 1,
        eachMessage: async (given) => {
          await work(given)
          const { partition, message } = given
          if (message.offset !== '3' || replayed) return
          replayed = true
          ${atTheLast}
        },
      })
      return () => consumer.disconnect()
    }`
}

function verdictOf(events: ReturnType<typeof runService>): readonly string[] {
  const judge = createJudge([commitMonotonic], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge.results().judgements[0]?.witnesses.map(({ text }) => text) ?? []
}

describe('a replay on purpose', () => {
  it('is no regression, although kafkajs commits once more before it commits the place', () => {
    const events = runService(replaying("consumer.seek({ topic, partition, offset: '0' })"))
    const offsets = ofKind(events, 'commit-applied').map(({ offset }) => offset)
    expect(offsets.slice(3, 6)).toEqual([4, 0, 1])
    expect(verdictOf(events)).toEqual([])
  })

  it('is one when nobody sought the place that is committed', () => {
    const events = runService(
      replaying("await consumer.commitOffsets([{ topic, partition, offset: '1' }])"),
    )
    expect(verdictOf(events)).toEqual(['committed offset goes back from 3 to 1, by a commit of A'])
  })
})
