/** Members of one group, each of which subscribes to a topic of its own. */
import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/model/history.ts'
import { properties } from '../../src/properties/all.ts'
import { createJudge } from '../../src/properties/judge.ts'
import { ofKind, runService } from './run-service.ts'

/** A service whose consumers read these topics, one each; \`then\` goes after they have begun. */
function reading(topics: readonly string[], then = '', group = "'mine'"): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      const producer = kafka.producer()
      await producer.connect()
      for (const other of ['payments', 'refunds']) {
        await producer.send({ topic: other, messages: [{ value: 'a' }, { value: 'b' }] })
      }
      const consumers = []
      for (const each of ${JSON.stringify(topics)}) {
        const consumer = kafka.consumer({ groupId: ${group} })
        await consumer.connect()
        await consumer.subscribe({ topics: [each], fromBeginning: true })
        await consumer.run({ eachMessage: (given) => work(given) })
        consumers.push(consumer)
      }
      ${then}
      return () => Promise.all(consumers.map((consumer) => consumer.disconnect()))
    }`
}

/** What is broken, by property, and the event since which. */
function brokenIn(events: readonly HistoryEvent[]): readonly string[] {
  const judge = createJudge(properties, { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge.results().judgements.flatMap(({ property, witnesses }) =>
    witnesses.map(({ topic, text, since }) => {
      const at = since === undefined ? '' : `${since.text} ${events[since.at]?.kind}`
      return `${property}: ${topic} ${text}${at}`
    }),
  )
}

const scenario = { partitions: 2, records: 6 }
const all = ['orders', 'payments', 'refunds']

const standing = (events: readonly HistoryEvent[]) =>
  brokenIn(events).filter((line) => line.startsWith('progress'))

describe('three consumers of a group that subscribe to one topic each', () => {
  // The leader of a group assigns the topics that it reads itself, to whoever: kafkajs drops them.
  it('stand still: kafkajs assigns what one reads to those that do not', () => {
    const events = runService(reading(all), [], scenario)
    expect(
      ofKind(events, 'subscribed').map(({ topics, consumer }) => [topics[0], consumer]),
    ).toEqual([
      ['orders', undefined],
      ['payments', 1],
      ['refunds', 2],
    ])
    const why = 'perhaps by a consumer that is not subscribed to orders'
    expect(standing(events)).toEqual([
      'progress: orders are stuck: not processed to the end, nor handed to A, ' +
        `which holds the partition, ${why}`,
    ])
  })

  it('stand still where none of them subscribes to the topic of the run', () => {
    const events = runService(reading(['payments', 'refunds', 'others']), [], scenario)
    const never = 'nobody ever read the partition: no member is subscribed to orders'
    expect(standing(events)).toEqual([1, 2].map(() => `progress: orders are stuck: ${never}`))
  })

  it('read all of them if each is a group of its own', () => {
    const events = runService(reading(all, '', "'mine-' + each"), [], scenario)
    expect(brokenIn(events)).toEqual([])
  })

  it('stand still since the one that read the topic has left', () => {
    const leaves = 'await consumers[0].disconnect()'
    const text = 'not processed to the end; nobody holds the partition since revoked'
    expect(standing(runService(reading(all, leaves), [], scenario))).toEqual(
      [1, 2].map(() => `progress: orders are stuck: ${text}`),
    )
  })
})
