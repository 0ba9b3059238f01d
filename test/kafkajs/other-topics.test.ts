/** A group reads a topic besides, and handles its records in a way of its own. */
import { expect, test } from 'vitest'
import { commitNotAhead } from '../../src/properties/commit-not-ahead.ts'
import { createJudge } from '../../src/properties/judge.ts'
import { ofKind, runService } from './run-service.ts'

/** A service that fills a topic of settings and reads it with the same consumer. */
function withSettings(handleSetting: string): readonly string[] {
  const events = runService(`
    export default async function start({ kafka, topic, process: work }) {
      const producer = kafka.producer()
      await producer.connect()
      const messages = [{ value: 'a' }, { value: 'b' }]
      await producer.send({ topic: 'settings', messages })
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic, 'settings'], fromBeginning: true })
      const settings = []
      await consumer.run({
        eachMessage: async (given) => {
          if (given.topic === topic) return work(given)
          ${handleSetting}
        },
      })
      return () => consumer.disconnect()
    }`)
  expect(ofKind(events, 'commit-applied').some(({ topic }) => topic === 'settings')).toBe(true)
  const judge = createJudge([commitNotAhead], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  const found = judge.results().judgements[0]?.witnesses ?? []
  return found.map(({ topic, offsets, text }) => `${topic} ${offsets}: ${text}`)
}

test('what is none of its work is not judged', () => {
  expect(withSettings('settings.push(given.message)')).toEqual([])
})

test('what it processes is judged, in that topic too', () => {
  const onlyTheFirst = "if (given.message.offset === '0') await work(given)"
  expect(withSettings(onlyTheFirst)).toEqual([
    'settings 1: is passed by a commit of A before it is done',
  ])
})
